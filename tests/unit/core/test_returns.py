from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.catalogue import ReturnClass
from bot.core.money import Fen
from bot.core.orders import OPEN_REFUNDS, Order, OrderState, Refund, RefundState
from bot.core.parcels import Parcel, ParcelEvent, ParcelState
from bot.core.return_decision import Deadline, NextAction, PostagePayer, ReturnDecision, ReturnPath, Wish
from bot.core.return_rules import ReturnRule, rule_of
from bot.core.return_window import ReturnScope, return_scope
from bot.core.returns import decide

SHANGHAI = ZoneInfo("Asia/Shanghai")
EXCLUDED = [ReturnClass.CUSTOM, ReturnClass.PERISHABLE, ReturnClass.DIGITAL, ReturnClass.CLEARANCE]


def at(day: int, clock: str = "12:00:00") -> datetime:
    return datetime.fromisoformat(f"2026-06-{day:02}T{clock}").replace(tzinfo=SHANGHAI)


def order(
    state: OrderState, *parcels: Parcel, refund: Refund | None = None, finished_at: datetime | None = None
) -> Order:
    paid = Fen(12900)
    return Order(
        "1", "小雨", state, at(1), paid, paid, finished_at=finished_at, parcels=parcels, refund=refund
    )


def parcel(state: ParcelState, signed_at: datetime | None = None) -> Parcel:
    return Parcel("中通", "7700", state, signed_at=signed_at)


def refund(state: RefundState, fen: int = 12900) -> Refund:
    return Refund(state, Fen(fen), "不想要", at(5), goods_back=False)


NOON_OF_THE_SIXTH = at(6)
SIGNED = order(OrderState.SHIPPED, parcel(ParcelState.SIGNED, at(3, "22:30:00")))


def decided(
    about: Order,
    wish: Wish = Wish.REFUND,
    *,
    now: datetime = NOON_OF_THE_SIXTH,
    classes: tuple[ReturnClass, ...] = (ReturnClass.NORMAL,),
    fault: bool = False,
    freight_insurance: bool = False,
) -> ReturnDecision:
    return decide(
        about,
        wish=wish,
        now=now,
        zone=SHANGHAI,
        return_classes=classes,
        fault=fault,
        freight_insurance=freight_insurance,
    )


@pytest.mark.parametrize(
    ("state", "path", "action"),
    [
        (OrderState.UNPAID, ReturnPath.NOT_PAID, NextAction.CANCEL_ORDER),
        (OrderState.PAID, ReturnPath.REFUND_BEFORE_DISPATCH, NextAction.APPLY_FOR_REFUND),
        (OrderState.PART_SHIPPED, ReturnPath.INTERCEPT_OR_REFUSE, NextAction.REFUSE_DELIVERY),
        (OrderState.SHIPPED, ReturnPath.INTERCEPT_OR_REFUSE, NextAction.REFUSE_DELIVERY),
        (OrderState.CLOSED, ReturnPath.CLOSED, NextAction.NOTHING),
    ],
)
def test_before_receipt_the_state_of_the_order_decides(
    state: OrderState, path: ReturnPath, action: NextAction
) -> None:
    decision = decided(order(state))
    assert (decision.path, decision.action) == (path, action)
    assert decision.who_pays_postage is PostagePayer.NONE


def test_an_exchange_before_dispatch_is_a_change_of_the_order() -> None:
    assert decided(order(OrderState.PAID), Wish.EXCHANGE).action is NextAction.CHANGE_ORDER


@pytest.mark.parametrize("state", sorted(OPEN_REFUNDS))
@pytest.mark.parametrize("order_state", [OrderState.PAID, OrderState.SHIPPED, OrderState.FINISHED])
def test_an_open_refund_is_followed_and_not_asked_for_again(
    state: RefundState, order_state: OrderState
) -> None:
    decision = decided(order(order_state, refund=refund(state)), fault=True)
    assert (decision.path, decision.refund_state) == (ReturnPath.REFUND_OPEN, state)
    assert decision.deadline is Deadline.REFUND_STAGE


@pytest.mark.parametrize("state", [OrderState.CLOSED, OrderState.FINISHED])
def test_money_that_went_back_does_not_go_back_again(state: OrderState) -> None:
    assert decided(order(state, refund=refund(RefundState.SUCCESS))).path is ReturnPath.ALREADY_REFUNDED


def test_a_refund_that_kept_the_postage_is_a_whole_refund() -> None:
    about = order(OrderState.FINISHED, refund=refund(RefundState.SUCCESS, 11900))
    assert decided(replace(about, postage=Fen(1000))).path is ReturnPath.ALREADY_REFUNDED


def test_after_a_partial_refund_the_goods_may_still_go_back() -> None:
    about = replace(SIGNED, refund=refund(RefundState.SUCCESS, 1000))
    assert decided(about).path is ReturnPath.RETURN_WITHIN_DAYS


@pytest.mark.parametrize("state", [RefundState.REFUSED, RefundState.CLOSED])
def test_a_refund_that_came_to_nothing_leaves_the_decision_to_the_order(state: RefundState) -> None:
    assert decided(replace(SIGNED, refund=refund(state))).path is ReturnPath.RETURN_WITHIN_DAYS


def test_a_refused_parcel_is_waited_for() -> None:
    decision = decided(order(OrderState.SHIPPED, parcel(ParcelState.RETURNING)))
    assert (decision.path, decision.action) == (ReturnPath.INTERCEPT_OR_REFUSE, NextAction.WAIT_FOR_GOODS)
    assert decision.deadline is Deadline.GOODS_BACK


def test_the_seven_days_begin_on_the_day_after_signing() -> None:
    decision = decided(SIGNED, now=at(3, "23:00:00"))
    assert (decision.path, decision.last_day) == (ReturnPath.RETURN_WITHIN_DAYS, date(2026, 6, 10))
    assert decision.days_left == 7
    assert decision.deadline is Deadline.RETURN_WINDOW


@pytest.mark.parametrize(("day", "days_left"), [(4, 7), (9, 2), (10, 1)])
def test_today_counts_among_the_days_left(day: int, days_left: int) -> None:
    assert decided(SIGNED, now=at(day)).days_left == days_left


def test_the_seventh_day_counts_to_its_end_in_shop_time() -> None:
    last_moment = at(10, "23:59:59").astimezone(ZoneInfo("UTC"))
    assert decided(SIGNED, now=last_moment).path is ReturnPath.RETURN_WITHIN_DAYS
    late = decided(SIGNED, now=last_moment + timedelta(seconds=1))
    assert (late.path, late.days_left) == (ReturnPath.TOO_LATE, 0)
    assert late.action is NextAction.OFFER_ALTERNATIVE


def test_signing_late_in_the_evening_utc_is_the_next_day_in_the_shop() -> None:
    signed_at = datetime(2026, 6, 2, 16, 30, tzinfo=ZoneInfo("UTC"))
    decision = decided(order(OrderState.FINISHED, parcel(ParcelState.SIGNED, signed_at)))
    assert decision.last_day == date(2026, 6, 10)


def test_the_last_of_several_parcels_starts_the_days() -> None:
    early, late = parcel(ParcelState.SIGNED, at(2)), parcel(ParcelState.SIGNED, at(4))
    assert decided(order(OrderState.SHIPPED, early, late)).last_day == date(2026, 6, 11)


def test_the_logistics_history_tells_a_signing_nobody_entered() -> None:
    told = replace(parcel(ParcelState.SIGNED), events=(ParcelEvent(at(4), "已签收", ParcelState.SIGNED),))
    assert decided(order(OrderState.SHIPPED, told)).last_day == date(2026, 6, 11)


def test_without_a_signing_the_confirmed_receipt_starts_the_days() -> None:
    assert decided(order(OrderState.FINISHED, finished_at=at(5))).last_day == date(2026, 6, 12)


def test_an_unknown_day_of_receipt_names_no_last_day() -> None:
    decision = decided(order(OrderState.FINISHED))
    assert decision.path is ReturnPath.RETURN_WITHIN_DAYS
    assert (decision.last_day, decision.days_left) == (None, None)


@pytest.mark.parametrize("wish", [Wish.RETURN_GOODS, Wish.EXCHANGE])
def test_who_wants_to_send_goods_back_has_them_unless_the_parcel_is_on_its_way(wish: Wish) -> None:
    assert decided(order(OrderState.SHIPPED), wish).path is ReturnPath.RETURN_WITHIN_DAYS
    on_its_way = order(OrderState.SHIPPED, parcel(ParcelState.IN_TRANSIT))
    assert decided(on_its_way, wish).path is ReturnPath.INTERCEPT_OR_REFUSE


def test_a_refund_with_one_of_two_parcels_signed_still_stops_the_other() -> None:
    about = order(OrderState.SHIPPED, parcel(ParcelState.SIGNED, at(3)), parcel(ParcelState.IN_TRANSIT))
    assert decided(about).path is ReturnPath.INTERCEPT_OR_REFUSE
    assert decided(about, Wish.RETURN_GOODS).path is ReturnPath.RETURN_WITHIN_DAYS


@pytest.mark.parametrize(
    ("freight_insurance", "wish", "payer"),
    [
        (False, Wish.RETURN_GOODS, PostagePayer.BUYER),
        (True, Wish.RETURN_GOODS, PostagePayer.INSURANCE),
        (True, Wish.EXCHANGE, PostagePayer.BUYER),
    ],
)
def test_postage_without_a_reason_is_the_buyers_unless_insured(
    freight_insurance: bool, wish: Wish, payer: PostagePayer
) -> None:
    assert decided(SIGNED, wish, freight_insurance=freight_insurance).who_pays_postage is payer


@pytest.mark.parametrize("excluded", EXCLUDED)
def test_excluded_goods_do_not_go_back_without_a_reason(excluded: ReturnClass) -> None:
    decision = decided(SIGNED, classes=(excluded,))
    assert (decision.path, decision.reason) == (ReturnPath.NOT_RETURNABLE, excluded)
    assert decision.action is NextAction.OFFER_ALTERNATIVE


@pytest.mark.parametrize("returned", ReturnClass)
@pytest.mark.parametrize("now", [at(6), at(30)])
def test_faulty_goods_of_any_kind_go_back_at_the_shops_cost(returned: ReturnClass, now: datetime) -> None:
    decision = decided(SIGNED, classes=(returned,), fault=True, now=now)
    assert decision.path is ReturnPath.RETURN_FAULT
    assert decision.who_pays_postage is PostagePayer.SHOP
    assert (decision.reason, decision.days_left) == (None, None)


def test_a_fault_told_while_the_parcel_travels_makes_the_shop_pay_its_way_back() -> None:
    decision = decided(order(OrderState.SHIPPED, parcel(ParcelState.IN_TRANSIT)), fault=True)
    assert (decision.path, decision.who_pays_postage) == (
        ReturnPath.INTERCEPT_OR_REFUSE,
        PostagePayer.SHOP,
    )


def test_intimate_goods_go_back_unopened_only() -> None:
    decision = decided(SIGNED, classes=(ReturnClass.INTIMATE,))
    assert (decision.path, decision.only_unopened) == (ReturnPath.RETURN_WITHIN_DAYS, True)
    assert (decision.reason, decision.some_lines_excluded) == (ReturnClass.INTIMATE, False)


def test_the_most_returnable_line_decides_and_the_others_are_flagged() -> None:
    decision = decided(SIGNED, classes=(ReturnClass.CUSTOM, ReturnClass.NORMAL))
    assert decision.path is ReturnPath.RETURN_WITHIN_DAYS
    assert (decision.some_lines_excluded, decision.reason) == (True, ReturnClass.CUSTOM)


def test_the_class_is_told_before_receipt_too() -> None:
    decision = decided(order(OrderState.PAID), classes=(ReturnClass.CUSTOM,))
    assert (decision.path, decision.reason) == (ReturnPath.REFUND_BEFORE_DISPATCH, ReturnClass.CUSTOM)


moments = st.timedeltas(timedelta(0), timedelta(days=60)).map(lambda later: at(1) + later)
parcels = st.builds(parcel, st.sampled_from(ParcelState), st.none() | moments)
refunds = st.builds(refund, st.sampled_from(RefundState), st.integers(0, 12900))
orders = st.builds(
    lambda state, sent, back, finished_at: order(state, *sent, refund=back, finished_at=finished_at),
    st.sampled_from(OrderState),
    st.lists(parcels, max_size=3),
    st.none() | refunds,
    st.none() | moments,
)
wishes, classes = st.sampled_from(Wish), st.lists(st.sampled_from(ReturnClass), max_size=4).map(tuple)


@given(orders, wishes, moments, classes, st.booleans(), st.booleans())
def test_every_order_gets_a_path_that_agrees_with_itself(
    about: Order,
    wish: Wish,
    now: datetime,
    kinds: tuple[ReturnClass, ...],
    fault: bool,
    freight_insurance: bool,
) -> None:
    decision = decided(about, wish, now=now, classes=kinds, fault=fault, freight_insurance=freight_insurance)
    assert not (fault and decision.path in {ReturnPath.TOO_LATE, ReturnPath.NOT_RETURNABLE})
    assert not (fault and decision.who_pays_postage in {PostagePayer.BUYER, PostagePayer.INSURANCE})
    assert (decision.last_day is None) == (decision.days_left is None)
    if decision.path is ReturnPath.TOO_LATE:
        assert decision.last_day is not None
        assert now.date() > decision.last_day
    if decision.path is ReturnPath.RETURN_WITHIN_DAYS and decision.last_day is not None:
        assert now.date() <= decision.last_day
        assert decision.days_left in range(1, 8)
    if decision.path is ReturnPath.NOT_RETURNABLE:
        assert set(kinds) <= set(EXCLUDED)


@given(st.sampled_from(OrderState), wishes, moments)
def test_a_fault_never_makes_the_way_back_worse(state: OrderState, wish: Wish, now: datetime) -> None:
    about = order(state, parcel(ParcelState.SIGNED, at(3)))
    without, with_fault = decided(about, wish, now=now), decided(about, wish, now=now, fault=True)
    if without.path is ReturnPath.RETURN_WITHIN_DAYS:
        assert with_fault.path is ReturnPath.RETURN_FAULT


@pytest.mark.parametrize(
    ("path", "limits", "rule"),
    [
        (ReturnPath.RETURN_WITHIN_DAYS, None, ReturnRule.SEVEN_DAYS),
        (ReturnPath.TOO_LATE, None, ReturnRule.SEVEN_DAYS),
        (ReturnPath.RETURN_WITHIN_DAYS, ReturnClass.INTIMATE, ReturnRule.EXCLUDED_IF_CONFIRMED),
        (ReturnPath.NOT_RETURNABLE, ReturnClass.CUSTOM, ReturnRule.EXCLUDED_BY_LAW),
        (ReturnPath.NOT_RETURNABLE, ReturnClass.CLEARANCE, ReturnRule.EXCLUDED_IF_CONFIRMED),
        (ReturnPath.RETURN_FAULT, None, ReturnRule.FAULT),
        (ReturnPath.INTERCEPT_OR_REFUSE, ReturnClass.CUSTOM, ReturnRule.INTERCEPT),
        (ReturnPath.REFUND_OPEN, None, ReturnRule.REFUND_TIME),
        (ReturnPath.NOT_PAID, None, None),
        (ReturnPath.REFUND_BEFORE_DISPATCH, None, None),
        (ReturnPath.CLOSED, None, None),
    ],
)
def test_a_decision_names_the_rule_it_rests_on(
    path: ReturnPath, limits: ReturnClass | None, rule: ReturnRule | None
) -> None:
    assert rule_of(ReturnDecision(path, NextAction.NOTHING, reason=limits)) is rule


@given(st.lists(st.sampled_from(ReturnClass)), st.booleans())
def test_what_goes_back_once_it_has_arrived_agrees_with_the_terms(
    classes: list[ReturnClass], all_known: bool
) -> None:
    scope = return_scope(classes, all_known=all_known)
    if not all_known:
        assert scope is ReturnScope.UNKNOWN
    elif scope is ReturnScope.NONE:
        assert classes
        assert all(cls in EXCLUDED for cls in classes)
    elif scope is ReturnScope.ALL:
        assert all(cls is ReturnClass.NORMAL for cls in classes)
    else:
        assert any(cls is not ReturnClass.NORMAL for cls in classes)
