"""One buyer on several channels: joined in one transaction, parted again while nothing has changed."""

from __future__ import annotations

import pytest

from bot.adapters.store.work import SqlStore
from bot.core.accounts import Account, Role
from bot.core.audit import BUYERS_JOINED, AuditFilter
from bot.core.buyers import Body
from bot.core.money import Fen
from bot.core.orders import Order, OrderState
from bot.services.faults import Conflict, Forbidden, NotFound, Unacceptable
from bot.services.join_buyers import JoinBuyers
from tests.integration.conftest import Clock

AGENT = Account(1, "xiaomei", "小美", Role.AGENT)
CLERK = Account(2, "dayin", "打单", Role.CLERK)


def order(number: str, nick: str, clock: Clock) -> Order:
    return Order(number, nick, OrderState.PAID, clock(), paid_at=clock(), total=Fen(100), paid=Fen(100))


@pytest.fixture
def two(store: SqlStore, clock: Clock) -> tuple[int, int]:
    """小鹿 on Taobao and 鹿鹿 on the web: each with a talk and an order."""
    ids = []
    with store.write() as work:
        for channel, nick, number in (("taobao", "小鹿", "10001"), ("web", "鹿鹿", "10002")):
            buyer = work.buyers.seen("demo", channel, nick, nick)
            work.conversations.opened("demo", channel, f"talk-{nick}", buyer, clock())
            work.orders.put("demo", order(number, nick, clock), {})
            ids.append(buyer)
        work.buyers.describe(ids[0], tags=["VIP"], province="浙江", city="杭州")
        work.buyers.remember_body(ids[0], Body(height=165))
        work.buyers.describe(ids[1], tags=["爱退货", "VIP"], province="上海", city="上海")
        work.buyers.remember_body(ids[1], Body(height=170, weight=50))
    return ids[0], ids[1]


@pytest.fixture
def joining(store: SqlStore, clock: Clock) -> JoinBuyers:
    return JoinBuyers(store, clock, "demo")


def test_everything_comes_under_one_profile_and_the_kept_one_s_word_counts(
    joining: JoinBuyers, store: SqlStore, two: tuple[int, int]
) -> None:
    kept, other = two
    profile = joining.join(kept, other, AGENT)
    assert (len(profile.talks), set(profile.orders)) == (2, {"10001", "10002"})
    assert profile.channels == (("taobao", "小鹿"), ("web", "鹿鹿"))
    buyer = profile.buyer
    assert (buyer.tags, buyer.province, buyer.body) == (
        {"VIP", "爱退货"},
        "浙江",
        Body(height=165, weight=50),
    )
    with store.read() as work:
        assert {one.number for one in work.orders.of_buyer("demo", "小鹿")} == {"10001", "10002"}
        talk = work.conversations.found("web", "talk-鹿鹿")
        assert talk is not None
        assert (talk.buyer_id, talk.buyer_nick) == (kept, "小鹿")
        entry = work.audit.found(AuditFilter(action=BUYERS_JOINED), None, 5)[0]
    assert entry.detail == {"from": "web 鹿鹿", "to": "taobao 小鹿", "talks": 1, "orders": 1}


def test_what_comes_later_on_the_joined_channel_is_the_profile_s(
    joining: JoinBuyers, store: SqlStore, clock: Clock, two: tuple[int, int]
) -> None:
    kept, other = two
    joining.join(kept, other, AGENT)
    with store.write() as work:
        assert work.buyers.seen("demo", "web", "鹿鹿", "鹿鹿") == kept
        assert not work.orders.put("demo", order("10002", "鹿鹿", clock), {})  # the same export again
        work.orders.put("demo", order("10003", "鹿鹿", clock), {})
    assert set(joining.profile(kept)[0].orders) == {"10001", "10002", "10003"}


def test_parting_gives_each_their_own_again(
    joining: JoinBuyers, store: SqlStore, two: tuple[int, int]
) -> None:
    kept, other = two
    before = [joining.profile(one)[0] for one in two]
    joining.join(kept, other, AGENT)
    assert joining.profile(kept)[1]
    assert joining.part(kept, AGENT) == other
    assert [joining.profile(one)[0] for one in two] == before
    with store.read() as work:
        assert work.buyers.by_nick("demo", "鹿鹿") is not None


def test_after_a_change_they_are_not_parted_by_themselves(
    joining: JoinBuyers, store: SqlStore, clock: Clock, two: tuple[int, int]
) -> None:
    kept, other = two
    joining.join(kept, other, AGENT)
    with store.write() as work:
        work.orders.put("demo", order("10003", "小鹿", clock), {})
    assert not joining.profile(kept)[1]
    with pytest.raises(Conflict):
        joining.part(kept, AGENT)


def test_a_chain_of_joinings_is_parted_from_its_end(
    joining: JoinBuyers, store: SqlStore, two: tuple[int, int]
) -> None:
    kept, other = two
    with store.write() as work:
        third = work.buyers.seen("demo", "pad", "大鹿", "大鹿")
    joining.join(kept, other, AGENT)
    whole = joining.join(third, kept, AGENT)
    assert (whole.buyer.nickname, len(whole.channels), len(whole.orders)) == ("大鹿", 3, 2)
    assert joining.part(third, AGENT) == kept
    assert len(joining.profile(kept)[0].channels) == 2
    assert joining.part(kept, AGENT) == other
    assert joining.profile(other)[0].orders == ("10002",)


def test_a_joined_buyer_is_found_by_either_name_and_order_as_one(
    joining: JoinBuyers, two: tuple[int, int]
) -> None:
    kept, other = two
    assert [one.buyer.id for one in joining.found("鹿")] == [other, kept]
    joining.join(kept, other, AGENT)
    for words in ("小鹿", "鹿鹿", "10002"):
        assert [one.buyer.id for one in joining.found(words)] == [kept]
    assert joining.found("%") == []
    assert joining.found(" ") == ()


def test_who_may_not_and_what_can_not_be_joined(joining: JoinBuyers, two: tuple[int, int]) -> None:
    kept, other = two
    with pytest.raises(Forbidden):
        joining.join(kept, other, CLERK)
    with pytest.raises(Unacceptable):
        joining.join(kept, kept, AGENT)
    joining.join(kept, other, AGENT)
    with pytest.raises(NotFound):
        joining.join(kept, other, AGENT)
