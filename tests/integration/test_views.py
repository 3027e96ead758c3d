"""What screens read, on both databases."""

from __future__ import annotations

import pytest

from bot.adapters.store import views_chat, views_inbox, views_side
from bot.adapters.store.work import SqlStore
from bot.core.conversations import Message, MessageKind, Route, Sender
from bot.core.money import Fen
from bot.core.orders import Order, OrderState
from bot.core.suggestions import Drafted
from tests.integration.conftest import NOW


def talk_of(store: SqlStore, nick: str, *texts: str) -> int:
    with store.write() as work:
        buyer = work.buyers.seen("demo", "web", nick, nick)
        talk = work.conversations.opened("demo", "web", nick, buyer, NOW)
        for number, text in enumerate(texts):
            bubble = Message(
                0, talk, Sender.BUYER, MessageKind.TEXT, text, NOW, external_id=f"{nick}{number}"
            )
            work.messages.add(bubble, channel="web")
        work.conversations.wait(talk, NOW)
        return talk


def drafted(store: SqlStore, talk: int) -> None:
    with store.write() as work:
        last = work.messages.of(talk)[-1]
        work.suggestions.add_draft(talk, last.id, Drafted(last.text, (), (), Route.AGENT, ""), NOW)


def test_each_line_of_the_inbox_shows_the_last_bubble_of_its_own_talk(store: SqlStore) -> None:
    talk_of(store, "小鹿", "在吗", "人呢")
    talk_of(store, "小马", "有货吗")
    with store.read() as work:
        lines = views_inbox.inbox(work.session)
    assert {line.buyer_nick: line.last_text for line in lines} == {"小鹿": "人呢", "小马": "有货吗"}


def test_a_turn_that_has_its_draft_is_not_drafted_again(store: SqlStore) -> None:
    first, second = talk_of(store, "小鹿", "在吗"), talk_of(store, "小马", "有货吗")
    drafted(store, first)
    with store.read() as work:
        assert list(work.messages.undrafted()) == [second]
    drafted(store, second)
    with store.read() as work:
        assert list(work.messages.undrafted()) == []


@pytest.mark.parametrize(("owner", "shown"), [("小鹿", True), ("小马", False)])
def test_the_order_a_talk_points_at_stands_first_if_it_is_the_buyers_own(
    store: SqlStore, owner: str, shown: bool
) -> None:
    talk = talk_of(store, "小鹿", "在吗")
    with store.write() as work:
        for number in range(8):
            work.orders.put("demo", Order(f"1{number}", "小鹿", OrderState.PAID, NOW, Fen(1), Fen(1)), {})
        old = NOW.replace(year=2025)
        work.orders.put("demo", Order("99", owner, OrderState.FINISHED, old, Fen(1), Fen(1)), {})
        work.conversations.point_at(talk, product=None, order="99")
    with store.read() as work:
        side = views_side.side(work, talk, NOW)
    assert side
    assert (side.orders[0].number == "99") is shown
    assert all(order.buyer_nick == "小鹿" for order in side.orders)


def test_the_chat_shows_the_newest_bubbles_when_there_are_too_many(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views_chat, "MOST_BUBBLES", 2)
    talk = talk_of(store, "小鹿", "一", "二", "三")
    with store.read() as work:
        assert [bubble.text for bubble in views_chat.bubbles(work.session, talk)] == ["二", "三"]
        assert views_chat.conversation_id(work.session, "web", "小马") is None
