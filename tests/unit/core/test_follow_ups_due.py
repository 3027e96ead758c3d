"""Which follow-ups are due: a property for each thing that must never happen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.buyers import VIP, Buyer
from bot.core.follow_up_rules import (
    FOR_THE_DESK,
    OUTREACH,
    SENDABLE_UNREAD,
    CourierLimits,
    FollowUpKind,
    FollowUpRules,
    Holiday,
)
from bot.core.follow_up_settings import rules_from_settings, rules_to_settings
from bot.core.follow_ups import WEEK, Reached, is_stopped, may_reach_from
from bot.core.follow_ups_due import OrderSeen, asked_dues, holiday_dues, order_dues
from bot.core.money import Fen
from bot.core.orders import Order, OrderState, Refund, RefundState
from bot.core.parcel_watch import ParcelTrouble, signed_elsewhere, trouble_with
from bot.core.parcels import Parcel, ParcelEvent, ParcelState, WatchLimits
from bot.core.shop import Shop
from bot.core.stages import HeardTurn, TalkSoFar

NOW = datetime(2026, 11, 18, 6, 0, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)
SHOP = Shop("demo", "演示店")
HOURS = st.integers(0, 24 * 30)
KINDS = st.sampled_from(FollowUpKind)


def parcel(state: ParcelState, text: str = "已到达", courier: str = "中通快递") -> Parcel:
    return Parcel(courier, "77", state, NOW, NOW, (ParcelEvent(NOW, text, state),))


def unpaid(**more: object) -> Order:
    return replace(Order("1", "小鹿", OrderState.UNPAID, NOW, Fen(1), Fen(0)), **more)  # type: ignore[arg-type]


@given(HOURS)
def test_of_an_unpaid_order_never_more_than_one_step_is_due(hours: int) -> None:
    found = order_dues(OrderSeen(unpaid(), spoke=True), SHOP, NOW + hours * HOUR)
    assert len(found) <= 1
    assert bool(found) is (12 <= hours < 14 * 24)


@given(HOURS, st.sampled_from([state for state in OrderState if state is not OrderState.UNPAID]))
def test_who_has_paid_or_whose_order_is_closed_is_not_reminded(hours: int, state: OrderState) -> None:
    found = order_dues(OrderSeen(unpaid(state=state), spoke=True), SHOP, NOW + hours * HOUR)
    assert FollowUpKind.UNPAID not in {due.kind for due in found}


@given(HOURS, KINDS, st.sampled_from(ParcelState), st.sampled_from(OrderState))
def test_what_the_shop_has_turned_off_is_never_due(
    hours: int, kind: FollowUpKind, state: ParcelState, order_state: OrderState
) -> None:
    shop = replace(SHOP, follow_ups=FollowUpRules(off=frozenset({kind})))
    order = unpaid(state=order_state, paid_at=NOW, shipped_at=NOW, parcels=(parcel(state),))
    found = order_dues(OrderSeen(order, spoke=False), shop, NOW + hours * HOUR)
    assert kind not in {due.kind for due in found}
    assert all(due.holds(NOW + hours * HOUR) for due in found)


@given(
    st.lists(st.tuples(KINDS, st.integers(0, 400)), max_size=12),
    st.sampled_from(sorted(OUTREACH)),
    st.integers(0, 5),
)
def test_nobody_is_reached_out_to_more_often_than_the_shop_allows(
    earlier: list[tuple[FollowUpKind, int]], kind: FollowUpKind, per_week: int
) -> None:
    rules = FollowUpRules(per_week=per_week)
    reached = [Reached(one, NOW - hours * HOUR) for one, hours in earlier]
    free = may_reach_from(kind, NOW, reached, rules)
    if per_week == 0:
        assert free is None
        return
    assert free is not None
    counted = [one.at for one in reached if one.kind in OUTREACH]
    assert free >= NOW
    assert all(free - at >= rules.apart for at in counted)
    assert sum(at > free - WEEK for at in counted) < per_week


@given(KINDS)
def test_who_wants_no_messages_gets_what_was_promised_and_nothing_else(kind: FollowUpKind) -> None:
    assert is_stopped(kind, True) is (kind not in FOR_THE_DESK and kind is not FollowUpKind.CALL_BACK)
    assert not is_stopped(kind, False)


def test_thresholds_differ_by_courier() -> None:
    rules = FollowUpRules(couriers={"顺丰速运": CourierLimits(movement=24 * HOUR)})
    found = [
        trouble_with(
            parcel(ParcelState.IN_TRANSIT, courier=courier), NOW + 30 * HOUR, WatchLimits(), rules, ZONE, None
        )
        for courier in ("顺丰速运", "中通快递")
    ]
    assert [one.trouble if one else None for one in found] == [ParcelTrouble.STUCK, None]


ZONE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("已签收，签收人：菜鸟驿站代收", True),
        ("您的快件已由门卫代签收", True),
        ("已签收，签收人：本人", False),
        ("已签收，感谢使用中通", False),
    ],
)
def test_a_signature_that_is_not_the_buyers_is_noticed(text: str, elsewhere: bool) -> None:
    assert signed_elsewhere(parcel(ParcelState.SIGNED, text)) is elsewhere


def test_a_parcel_of_a_refunded_order_is_no_news() -> None:
    refund = Refund(RefundState.WAIT_BUYER_RETURN, Fen(1), "不想要了", NOW, goods_back=True)
    order = unpaid(state=OrderState.SHIPPED, parcels=(parcel(ParcelState.RETURNING),), refund=refund)
    kinds = {due.kind for due in order_dues(OrderSeen(order, spoke=True), SHOP, NOW + HOUR)}
    assert kinds == set()


@pytest.mark.parametrize(
    ("intents", "asked"),
    [(("ask_size",), True), (("ask_size", "deny"), False), (("complain",), False), (("greet",), False)],
)
def test_who_asked_and_neither_ordered_nor_refused_is_written_to_next_day(
    intents: tuple[str, ...], asked: bool
) -> None:
    talk = TalkSoFar((HeardTurn(intents, NOW),))
    assert bool(asked_dues(1, talk, NOW, SHOP, NOW + 20 * HOUR)) is asked
    assert not asked_dues(1, talk, NOW, SHOP, NOW + 19 * HOUR)
    assert not asked_dues(1, replace(talk, orders=(unpaid(),)), NOW, SHOP, NOW + 20 * HOUR)


def test_holidays_are_for_their_segment_and_their_day() -> None:
    shop = replace(SHOP, follow_ups=FollowUpRules(holidays=(Holiday(date(2027, 1, 1), "元旦"),)))
    vip = Buyer(1, "web", "x", "小鹿", tags=frozenset({VIP}))
    forenoon = datetime(2027, 1, 1, 2, 0, tzinfo=timezone.utc)
    assert holiday_dues(vip, shop, forenoon)
    assert not holiday_dues(replace(vip, tags=frozenset()), shop, forenoon)
    assert not holiday_dues(vip, shop, forenoon + timedelta(days=1))


def test_rules_survive_being_written_down() -> None:
    rules = FollowUpRules(
        couriers={"顺丰速运": CourierLimits(movement=24 * HOUR)},
        holidays=(Holiday(date(2027, 1, 1), "元旦"),),
        automatic=frozenset({FollowUpKind.DISPATCHED}),
        off=frozenset({FollowUpKind.HOLIDAY}),
    )
    assert rules_from_settings(rules_to_settings(rules)) == rules
    assert rules_from_settings({}) == FollowUpRules()


@pytest.mark.parametrize(
    "document",
    [{"unpaid": [12, 3]}, {"often": 1}, {"automatic": ["parcel"]}, {"begins": "21:00", "ends": "09:00"}],
)
def test_rules_that_cannot_be_kept_are_refused(document: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="follow_ups"):
        rules_from_settings(document)


@given(KINDS)
def test_only_what_needs_no_look_may_go_by_itself(kind: FollowUpKind) -> None:
    if kind in SENDABLE_UNREAD:
        assert FollowUpRules(automatic=frozenset({kind})).automatic == {kind}
    else:
        with pytest.raises(ValueError, match="never sent unread"):
            FollowUpRules(automatic=frozenset({kind}))
