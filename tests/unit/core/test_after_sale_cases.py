"""After-sale cases: bounded by what was paid, step by step, with the shop's deadlines."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.after_sale_cases import (
    ENDED,
    GOODS_BACK,
    MONEY_BACK,
    AfterSaleCase,
    CaseKind,
    CaseState,
    CaseWish,
    moved_on,
    next_states,
    opened,
    refund_of,
    refundable,
)
from bot.core.money import Fen
from bot.core.orders import OPEN_REFUNDS, Order, OrderLine, OrderState, Refund, RefundState
from bot.core.refusals import OutOfRule, Refusal

NOW = datetime(2026, 11, 18, 6, 0, tzinfo=timezone.utc)
WITHIN = timedelta(hours=48)
LINES = (OrderLine("1", "裙", 1, Fen(10000)), OrderLine("2", "裤", 1, Fen(8900)))
ORDER = Order("1", "小鹿", OrderState.FINISHED, NOW, Fen(18900), Fen(18900), paid_at=NOW, lines=LINES)


def begun(kind: CaseKind, amount: int = 5000, *others: AfterSaleCase) -> AfterSaleCase:
    return opened(ORDER, CaseWish(kind, "质量问题", amount=Fen(amount)), others, NOW, WITHIN)


def refusal(order: Order, wish: CaseWish, *others: AfterSaleCase) -> Refusal:
    with pytest.raises(OutOfRule) as fault:
        opened(order, wish, others, NOW, WITHIN)
    return fault.value.refusal


@given(st.sampled_from(CaseKind), st.lists(st.integers(0, 1), max_size=5))
def test_every_case_comes_to_an_end_and_money_only_after_the_goods(kind: CaseKind, way: list[int]) -> None:
    case, seen = begun(kind), [CaseState.OPEN]
    for pick in (*way, 0, 0, 0):
        states = next_states(case)
        assert bool(states) is (case.state not in ENDED)
        if not states:
            break
        case = moved_on(case, states[pick], "理由", "linjie", NOW, WITHIN)
        seen.append(case.state)
    assert case.state in ENDED
    if case.state is CaseState.DONE:
        assert (CaseState.WAITING_GOODS in seen) is (kind in GOODS_BACK)
        assert (CaseState.WAITING_MONEY in seen) is (kind in MONEY_BACK)


@given(st.integers(-100, 30000), st.integers(0, 18900))
def test_no_more_goes_back_than_was_paid(amount: int, before: int) -> None:
    earlier = replace(begun(CaseKind.RETURN_REFUND), amount=Fen(before), state=CaseState.DONE)
    try:
        case = begun(CaseKind.REFUND_ONLY, amount, earlier)
    except OutOfRule as fault:
        assert fault.refusal is Refusal.AMOUNT
        assert amount <= 0 or amount + before > ORDER.paid
    else:
        assert 0 < case.amount <= ORDER.paid - before
        assert refundable(ORDER, (earlier, case)) == ORDER.paid - before - amount


def test_what_the_platform_pays_back_counts_too() -> None:
    told = replace(ORDER, refund=Refund(RefundState.SUCCESS, Fen(18900), "质量问题", NOW, False))
    assert refundable(told, ()) == 0
    again = replace(ORDER, refund=Refund(RefundState.REFUSED, Fen(18900), "质量问题", NOW, False))
    assert refundable(again, ()) == 18900


def test_a_case_that_makes_no_sense_is_refused() -> None:
    assert (
        refusal(replace(ORDER, state=OrderState.UNPAID), CaseWish(CaseKind.REPAIR, "坏了")) is Refusal.UNPAID
    )
    assert refusal(ORDER, CaseWish(CaseKind.REPAIR, " ")) is Refusal.NO_REASON
    assert refusal(ORDER, CaseWish(CaseKind.REPAIR, "坏了", ("9",))) is Refusal.NO_LINE
    assert refusal(ORDER, CaseWish(CaseKind.REPAIR, "坏了"), begun(CaseKind.REPAIR)) is Refusal.CASE_OPEN


def test_the_shops_deadline_stops_while_the_goods_are_the_buyers_to_send() -> None:
    case = begun(CaseKind.RETURN_REFUND)
    assert case.due_at == NOW + WITHIN
    case = moved_on(case, CaseState.WAITING_GOODS, "", "linjie", NOW, WITHIN)
    assert case.due_at is None
    back = NOW + timedelta(days=3)
    case = moved_on(case, CaseState.WAITING_MONEY, "", "laozhou", back, WITHIN)
    assert case.due_at == back + WITHIN
    assert begun(CaseKind.COMPLAINT).due_at == NOW + timedelta(hours=48)


@given(st.sampled_from(CaseKind), st.sampled_from(CaseState))
def test_the_orders_refund_says_how_far_the_money_is(kind: CaseKind, state: CaseState) -> None:
    refund = refund_of(replace(begun(kind), state=state))
    if kind not in MONEY_BACK:
        assert refund is None
        return
    assert refund
    assert (refund.state in OPEN_REFUNDS) is (state not in ENDED)
    assert (refund.state is RefundState.SUCCESS) is (state is CaseState.DONE)
    assert refund.goods_back is (kind is CaseKind.RETURN_REFUND)
