"""What may be said about when something is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from bot.core.catalogue import Product, ReturnClass, Sku
from bot.core.delivery import DispatchPromise, dispatch_promise
from bot.core.dispatch_case import DispatchCase, case_of_order, case_of_product, is_short
from bot.core.money import Fen
from bot.core.orders import Flag, Order, OrderLine, OrderState, Refund, RefundState
from bot.core.shop import DispatchRule

NOW = datetime(2026, 6, 10, 6, 0, tzinfo=timezone.utc)
SHANGHAI = ZoneInfo("Asia/Shanghai")
ORDER = Order(
    "1",
    "小鱼",
    OrderState.PAID,
    NOW,
    Fen(100),
    Fen(100),
    lines=(OrderLine("1", "裙", 1, Fen(100), "p", "s"),),
)


def promise(hours_ago: float = 1) -> DispatchPromise:
    return dispatch_promise(NOW, DispatchRule(), SHANGHAI, NOW - timedelta(hours=hours_ago))


def product(*stock: int, cls: ReturnClass = ReturnClass.NORMAL) -> Product:
    skus = tuple(Sku("s", "黑", str(place), Fen(100), pieces) for place, pieces in enumerate(stock))
    return Product("p", "裙", "裙", "裙", Fen(100), Fen(100), return_class=cls, skus=skus)


def test_a_paid_order_is_overdue_after_the_promised_hours() -> None:
    assert case_of_order(ORDER, (), promise(48)) is DispatchCase.PAID
    assert case_of_order(ORDER, (), promise(48.1)) is DispatchCase.OVERDUE


@pytest.mark.parametrize(
    ("state", "case"),
    [
        (OrderState.UNPAID, DispatchCase.UNPAID),
        (OrderState.PART_SHIPPED, DispatchCase.PART_SENT),
        (OrderState.SHIPPED, DispatchCase.SENT),
        (OrderState.FINISHED, DispatchCase.SENT),
        (OrderState.CLOSED, DispatchCase.CLOSED),
    ],
)
def test_other_states_speak_for_themselves(state: OrderState, case: DispatchCase) -> None:
    assert case_of_order(replace(ORDER, state=state), (), promise()) is case


def test_a_refund_comes_before_a_flag_and_a_flag_before_lateness() -> None:
    asked = Refund(RefundState.WAIT_SELLER_AGREE, Fen(100), "不想要", NOW, goods_back=False)
    held = replace(ORDER, flag=Flag.YELLOW)
    assert case_of_order(replace(held, refund=asked), (), promise(99)) is DispatchCase.REFUND_OPEN
    assert case_of_order(held, (), promise(99)) is DispatchCase.HELD
    done = replace(asked, state=RefundState.CLOSED)
    assert case_of_order(replace(ORDER, refund=done), (), promise()) is DispatchCase.PAID


def test_goods_made_to_order_are_never_overdue_by_the_ordinary_rule() -> None:
    custom = product(1, cls=ReturnClass.CUSTOM)
    assert case_of_order(ORDER, (product(1), custom), promise(99)) is DispatchCase.MADE_TO_ORDER
    assert case_of_product(custom) is DispatchCase.MADE_TO_ORDER


def test_a_product_without_stock_cannot_be_promised() -> None:
    assert case_of_product(product(0, -3)) is DispatchCase.SOLD_OUT
    assert case_of_product(product(0, 1)) is DispatchCase.NEW
    assert case_of_product(replace(product(5), on_sale=False)) is DispatchCase.SOLD_OUT
    assert case_of_product(product()) is DispatchCase.NEW
    assert case_of_product(None) is DispatchCase.NEW


def test_a_line_whose_stock_is_unknown_is_not_called_short() -> None:
    assert is_short(ORDER, (product(0),))
    assert not is_short(ORDER, (product(1),))
    assert not is_short(ORDER, ())
    assert not is_short(replace(ORDER, lines=()), (product(0),))
