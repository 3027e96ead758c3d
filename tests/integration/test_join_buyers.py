"""One buyer on several channels: joined in one transaction, parted again while nothing has changed."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.adapters.store.tables.joins import BuyerJoinRow
from bot.adapters.store.work import SqlStore
from bot.core.accounts import Account, Role
from bot.core.after_sale_cases import AfterSaleCase, CaseKind, CaseState
from bot.core.audit import BUYERS_JOINED, AuditFilter
from bot.core.buyers import Body
from bot.core.money import Fen
from bot.core.order_tasks import OrderTask, TaskKind
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
    joined, kept_too = f"buyer {two[1]} (web)", f"buyer {two[0]} (taobao)"
    assert entry.detail == {"from": joined, "to": kept_too, "talks": 1, "orders": 1}


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


def write_note(store: SqlStore, buyer_id: int, note: str) -> None:
    with store.write() as work:
        buyer = work.buyers.get(buyer_id)
        assert buyer
        work.buyers.rewrite(buyer_id, tags=sorted(buyer.tags), note=note, body=buyer.body)


def test_notes_stand_together_and_are_parted_again(
    joining: JoinBuyers, store: SqlStore, two: tuple[int, int]
) -> None:
    kept, other = two
    write_note(store, kept, "只要棉\n对毛过敏")
    write_note(store, other, "对毛过敏\n晚上才回消息")
    assert joining.join(kept, other, AGENT).buyer.note == "只要棉\n对毛过敏\n晚上才回消息"
    joining.part(kept, AGENT)
    assert [joining.profile(one)[0].buyer.note for one in two] == [
        "只要棉\n对毛过敏",
        "对毛过敏\n晚上才回消息",
    ]


def test_a_note_written_since_is_not_lost_by_parting(
    joining: JoinBuyers, store: SqlStore, two: tuple[int, int]
) -> None:
    kept, other = two
    joining.join(kept, other, AGENT)
    write_note(store, kept, "刚说喜欢宽松的")
    with pytest.raises(Conflict):
        joining.part(kept, AGENT)


def test_a_joining_from_before_notes_were_moved_can_still_be_parted(
    joining: JoinBuyers, store: SqlStore, two: tuple[int, int]
) -> None:
    kept, other = two
    write_note(store, kept, "只要棉")
    joining.join(kept, other, AGENT)
    with store.write() as work:
        row = work.session.execute(select(BuyerJoinRow)).scalar_one()
        row.moved = {
            **row.moved,
            **{
                side: {k: v for k, v in row.moved[side].items() if k != "note"}
                for side in ("before", "after")
            },
        }
    assert joining.part(kept, AGENT) == other
    assert joining.profile(kept)[0].buyer.note == "只要棉"


def test_what_the_desk_did_with_an_order_goes_with_it_and_comes_back(
    joining: JoinBuyers, store: SqlStore, clock: Clock, two: tuple[int, int]
) -> None:
    kept, other = two
    with store.write() as work:
        talk = work.conversations.found("web", "talk-鹿鹿")
        assert talk
        work.order_tasks.add(
            OrderTask(0, "demo", "10002", "鹿鹿", TaskKind.GIFT, "", "xiaomei", clock(), talk.id)
        )
        work.cases.add(
            AfterSaleCase(
                0,
                "demo",
                "10002",
                talk.id,
                CaseKind.REPAIR,
                "拉链坏了",
                (),
                Fen(0),
                (),
                CaseState.OPEN,
                "xiaomei",
                clock(),
                clock(),
                None,
            )
        )

    def whose() -> tuple[str, str, int, int]:
        with store.read() as work:
            (task,) = work.order_tasks.of("demo", "10002")
            (case,) = work.cases.of("demo", "10002")
            talk = work.conversations.get(case.conversation_id)
            order = work.orders.get("demo", "10002")
            assert talk and order
            return task.buyer, order.buyer_nick, talk.buyer_id, task.conversation_id

    before = whose()
    assert before == ("鹿鹿", "鹿鹿", other, talk.id)
    joining.join(kept, other, AGENT)
    assert whose() == ("小鹿", "小鹿", kept, talk.id)
    joining.part(kept, AGENT)
    assert whose() == before


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
