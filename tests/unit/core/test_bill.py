"""How an order's sum comes about."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

from hypothesis import given
from hypothesis import strategies as st

from bot.core.bill import bill_of
from bot.core.money import Fen
from bot.core.orders import Order, OrderLine, OrderState

LINE = OrderLine("1", "裙", 2, Fen(10000))
ORDER = Order(
    "1",
    "小鱼",
    OrderState.UNPAID,
    datetime(2026, 6, 10, tzinfo=timezone.utc),
    Fen(19600),
    Fen(0),
    Fen(600),
    lines=(LINE,),
)


def test_goods_and_postage_less_reductions_are_the_sum() -> None:
    bill = bill_of(ORDER)
    assert bill is not None
    assert (bill.goods, bill.postage, bill.reduced, bill.total) == (20000, 600, 1000, 19600)


def test_a_sum_that_nothing_explains_has_no_bill() -> None:
    assert bill_of(replace(ORDER, lines=())) is None
    assert bill_of(replace(ORDER, total=Fen(20601))) is None


@given(st.integers(0, 10**7), st.integers(0, 10**5), st.integers(0, 10**7))
def test_a_bill_always_adds_up(price: int, postage: int, total: int) -> None:
    bill = bill_of(
        replace(ORDER, lines=(replace(LINE, price=Fen(price)),), postage=Fen(postage), total=Fen(total))
    )
    if bill is not None:
        assert bill.goods + bill.postage - bill.reduced == bill.total
        assert bill.reduced >= 0
