from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.core.money import Fen
from bot.core.order_focus import OrderFound, focus
from bot.core.orders import Order, OrderState, Refund, RefundState
from bot.core.recorded_actions import recorded_actions

NOW = datetime(2026, 11, 20, tzinfo=timezone.utc)


def an_order(number: str, state: OrderState, **more: object) -> Order:
    return Order(number, "小鱼", state, NOW, Fen(100), Fen(100), **more)  # type: ignore[arg-type]


PAID = an_order("40210000000000001111", OrderState.PAID)
FINISHED = an_order("40210000000000002222", OrderState.FINISHED)
SHIPPED = an_order("40210000000000003333", OrderState.SHIPPED)


def test_the_only_open_order_is_meant() -> None:
    found = focus([PAID, FINISHED], None)
    assert (found.order, found.found) == (PAID, OrderFound.ONLY_OPEN)


def test_of_several_open_orders_none_is_guessed() -> None:
    found = focus([PAID, SHIPPED], None)
    assert (found.order, found.found) == (None, OrderFound.SEVERAL)


def test_without_an_open_order_the_newest_is_meant() -> None:
    older = an_order("1" * 19, OrderState.FINISHED)
    found = focus([FINISHED, older], None)
    assert (found.order, found.found) == (FINISHED, OrderFound.LATEST)


def test_a_wish_prefers_orders_in_the_states_it_is_about() -> None:
    states = {OrderState.SHIPPED, OrderState.FINISHED}
    assert focus([PAID, FINISHED], None, states).order is FINISHED
    assert focus([PAID], None, states).order is PAID


@pytest.mark.parametrize("named", ["40210000000000001111", "1111"])
def test_a_number_or_its_tail_names_the_order(named: str) -> None:
    found = focus([PAID, SHIPPED], named)
    assert (found.order, found.found) == (PAID, OrderFound.NAMED)


@pytest.mark.parametrize("named", ["9999", "111", "40210000000000009999"])
def test_a_number_that_is_none_of_the_buyers_orders_is_unknown(named: str) -> None:
    found = focus([PAID, SHIPPED], named)
    assert (found.order, found.found) == (None, OrderFound.UNKNOWN_NUMBER)


def test_a_tail_that_fits_two_orders_names_neither() -> None:
    twin = an_order("50210000000000001111", OrderState.PAID)
    assert focus([PAID, twin], "1111").found is OrderFound.SEVERAL


def test_a_buyer_without_orders_has_none() -> None:
    assert focus([], None).found is OrderFound.NONE


def test_only_what_the_data_prove_counts_as_recorded() -> None:
    refund = Refund(RefundState.SUCCESS, Fen(100), "", NOW - timedelta(days=1), goods_back=False)
    refunded = an_order("1" * 19, OrderState.CLOSED, refund=refund, seller_note="改地址")
    assert recorded_actions(None) == frozenset()
    assert recorded_actions(PAID) == frozenset()
    assert recorded_actions(SHIPPED) == {"shipped"}
    assert recorded_actions(refunded) == {"noted", "cancelled", "refunded"}
