"""The inbox on both databases: filters, counts, order, search."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.adapters.store.views_inbox import counts, inbox
from bot.adapters.store.work import SqlStore
from bot.core.conversations import Message, MessageKind, Sender
from bot.core.inbox import Concern, Show
from bot.core.money import Fen
from bot.core.orders import Order, OrderState
from tests.integration.conftest import NOW

QUESTION = 5


def talk_of(
    store: SqlStore,
    nick: str,
    text: str = "在吗",
    *,
    waited: int = 0,
    owner: str | None = None,
    concern: Concern = Concern.NONE,
    urgency: int = QUESTION,
    held: bool = False,
) -> int:
    with store.write() as work:
        buyer = work.buyers.seen("demo", "web", nick, nick)
        talk = work.conversations.opened("demo", "web", nick, buyer, NOW)
        bubble = Message(0, talk, Sender.BUYER, MessageKind.TEXT, text, NOW, external_id=nick)
        work.messages.add(bubble, channel="web")
        if owner:
            work.conversations.answered(talk, owner, NOW)
        work.conversations.wait(talk, NOW - timedelta(seconds=waited))
        work.conversations.sort_in(talk, concern, urgency, held=held)
    return talk


def nicks(store: SqlStore, show: Show = Show.ALL, *, login: str = "xiaomei", words: str = "") -> list[str]:
    with store.read() as work:
        return [line.buyer_nick for line in inbox(work.session, show, login=login, words=words)]


@pytest.fixture
def full(store: SqlStore) -> SqlStore:
    talk_of(store, "小鹿", waited=90, owner="xiaomei")
    talk_of(store, "小马", waited=30, concern=Concern.COMPLAINT, urgency=0)
    talk_of(store, "小羊", waited=40, concern=Concern.AFTER_SALE, urgency=3, held=True)
    quiet = talk_of(store, "小牛", owner="xiaowang")
    ended = talk_of(store, "小猪", concern=Concern.COMPLAINT)
    with store.write() as work:
        work.conversations.answered(quiet, "xiaowang", NOW)
        work.conversations.close(ended, NOW)
    return store


def test_anger_comes_before_who_waits_a_little_longer_and_the_answered_come_last(full: SqlStore) -> None:
    assert nicks(full)[:3] == ["小马", "小鹿", "小羊"]
    assert set(nicks(full)[3:]) == {"小牛", "小猪"}


@pytest.mark.parametrize(
    ("show", "shown"),
    [
        (Show.WAITING, {"小马", "小鹿", "小羊"}),
        (Show.MINE, {"小鹿"}),
        (Show.UNASSIGNED, {"小马", "小羊"}),
        (Show.AFTER_SALE, {"小羊"}),
        (Show.COMPLAINT, {"小马"}),
        (Show.HELD, {"小羊"}),
        (Show.OPEN, {"小牛"}),
        (Show.CLOSED, {"小猪"}),
    ],
)
def test_a_filter_shows_its_talks_and_counts_as_many(full: SqlStore, show: Show, shown: set[str]) -> None:
    assert set(nicks(full, show)) == shown
    with full.read() as work:
        counted = counts(work.session, "xiaomei")
    assert counted.get(show, len(shown)) == len(shown)


def test_a_complaint_stays_marked_through_a_thank_you_and_is_forgotten_when_closed(store: SqlStore) -> None:
    talk = talk_of(store, "小马", concern=Concern.COMPLAINT, urgency=0)
    with store.write() as work:
        work.conversations.sort_in(talk, Concern.NONE, QUESTION, held=False)
    assert nicks(store, Show.COMPLAINT) == ["小马"]
    with store.write() as work:
        work.conversations.close(talk, NOW)
        work.conversations.wait(talk, NOW)
    assert nicks(store, Show.COMPLAINT) == []
    assert nicks(store, Show.WAITING) == ["小马"]


def test_a_search_finds_buyers_words_and_the_end_of_an_order_number(full: SqlStore) -> None:
    talk_of(full, "小狗", "这个羽绒服_100%洗坏了")
    with full.write() as work:
        order = Order("40210000000000007788", "小羊", OrderState.PAID, NOW, Fen(1), Fen(1))
        work.orders.put("demo", order, {})
    assert nicks(full, words="马") == ["小马"]
    assert nicks(full, words="羽绒服") == ["小狗"]
    assert nicks(full, words="7788") == ["小羊"]
    assert nicks(full, words="小猪") == ["小猪"]
    assert nicks(full, words="没有的") == []


def test_signs_that_databases_give_a_meaning_are_looked_for_as_they_stand(full: SqlStore) -> None:
    talk_of(full, "小狗", "这个羽绒服_100%洗坏了")
    assert nicks(full, words="_100%") == ["小狗"]
    assert nicks(full, words="%") == ["小狗"]
    assert nicks(full, words="' or 1=1 --") == []
