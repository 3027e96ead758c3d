"""Orders of one buyer side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from bot.core.money import Fen
from bot.core.order_focus import OrderFocus, OrderFound, likeliest, only_twin, tail_in
from bot.core.orders import Order, OrderLine, OrderState, Receiver
from bot.core.sibling_orders import same_receiver, twin_of, unsent

NOW = datetime(2026, 6, 10, 6, 0, tzinfo=timezone.utc)
LINE = OrderLine("1", "裙", 1, Fen(100), "p", "s", "颜色:黑")
HOME = Receiver("沈念安", "13900004928", "湖北省", "武汉市", "云雀街66号")
FIRST = Order("400001111", "小鱼", OrderState.PAID, NOW, Fen(100), Fen(100), receiver=HOME, lines=(LINE,))
TWIN = replace(FIRST, number="400002222", created_at=NOW + timedelta(minutes=3))
PAID = frozenset({OrderState.PAID})
SENT = frozenset({OrderState.SHIPPED})


def test_the_same_goods_within_the_hour_are_twins() -> None:
    assert twin_of(FIRST, [FIRST, TWIN]) == TWIN
    assert twin_of(FIRST, [FIRST, replace(TWIN, created_at=NOW + timedelta(hours=2))]) is None


def test_other_goods_other_states_and_empty_orders_are_no_twins() -> None:
    assert twin_of(FIRST, [FIRST, replace(TWIN, lines=(replace(LINE, sku_code="t"),))]) is None
    assert twin_of(FIRST, [FIRST, replace(TWIN, lines=(replace(LINE, quantity=2),))]) is None
    assert twin_of(FIRST, [FIRST, replace(TWIN, state=OrderState.SHIPPED)]) is None
    empty = replace(FIRST, lines=())
    assert twin_of(empty, [empty, replace(TWIN, lines=())]) is None


def test_one_receiver_is_one_phone_at_one_address() -> None:
    assert same_receiver([FIRST, TWIN])
    assert not same_receiver([FIRST, replace(TWIN, receiver=replace(HOME, address="别处"))])
    assert not same_receiver([replace(FIRST, receiver=Receiver()), replace(TWIN, receiver=Receiver())])
    assert not same_receiver([])


def test_only_paid_orders_are_unsent() -> None:
    assert unsent([FIRST, replace(TWIN, state=OrderState.UNPAID)]) == (FIRST,)


def test_the_first_group_that_has_any_order_decides() -> None:
    sent = replace(TWIN, state=OrderState.SHIPPED)
    assert likeliest([sent, FIRST], None, (PAID, SENT)).order == FIRST
    assert likeliest([sent], None, (PAID, SENT)).order == sent
    assert likeliest([sent], None, (PAID,)) == OrderFocus(None, OrderFound.NONE)
    assert likeliest([sent, FIRST], "2222", (PAID,)).order == sent
    assert likeliest([FIRST, TWIN], None, (PAID,)).found is OrderFound.SEVERAL


def test_of_twins_the_newer_one_is_taken_and_of_others_none() -> None:
    several = OrderFocus(None, OrderFound.SEVERAL)
    assert only_twin([FIRST, TWIN], several).order == TWIN
    other = replace(TWIN, lines=(replace(LINE, sku_code="t"),))
    assert only_twin([FIRST, other], several) == several
    named = OrderFocus(FIRST, OrderFound.NAMED)
    assert only_twin([FIRST, TWIN], named) == named


def test_a_short_figure_names_the_one_order_it_ends() -> None:
    orders = [FIRST, TWIN]
    assert tail_in("2222的", orders) == "2222"
    assert tail_in("尾号1111 2222", orders) is None
    assert tail_in("身高1650", orders) is None
    assert tail_in("SF2222", orders) is None
    assert tail_in("222", orders) is None
