from __future__ import annotations

import re
from datetime import datetime

from bot.adapters.demo_shop import DemoShop
from bot.core.orders import Flag, OrderState, RefundState
from bot.core.parcels import ParcelState

REACHED = {
    OrderState.UNPAID: {(False, False, False)},
    OrderState.PAID: {(True, False, False)},
    OrderState.PART_SHIPPED: {(True, True, False)},
    OrderState.SHIPPED: {(True, True, False)},
    OrderState.FINISHED: {(True, True, True)},
    OrderState.CLOSED: {(False, False, False), (True, False, False), (True, True, False)},
}
"""Which of paid, shipped and finished an order in a state may have behind it."""


def test_there_are_about_two_hundred(demo: DemoShop) -> None:
    assert 180 <= len(demo.orders) <= 220


def test_order_and_line_numbers_have_nineteen_digits_and_are_unique(demo: DemoShop) -> None:
    numbers = [order.number for order in demo.orders]
    lines = [line.number for order in demo.orders for line in order.lines]
    assert all(re.fullmatch(r"\d{19}", number) for number in numbers + lines)
    assert len(set(numbers)) == len(numbers)
    assert len(set(lines)) == len(lines)
    assert len({number[-4:] for number in numbers}) == len(numbers), "buyers name the last four digits"


def test_every_state_flag_and_refund_state_occurs(demo: DemoShop) -> None:
    assert {order.state for order in demo.orders} == set(OrderState)
    assert {order.flag for order in demo.orders} == set(Flag)
    assert {order.refund.state for order in demo.orders if order.refund} == set(RefundState)


def test_things_happened_one_after_the_other_and_not_in_the_future(demo: DemoShop, now: datetime) -> None:
    for order in demo.orders:
        moments = (order.created_at, order.paid_at, order.shipped_at, order.finished_at, now)
        steps = [moment for moment in moments if moment]
        assert steps == sorted(steps), order.number


def test_refunds_were_asked_for_after_payment_and_changed_after_that(demo: DemoShop, now: datetime) -> None:
    for order in demo.orders:
        if order.refund:
            assert order.paid_at, order.number
            moments = (order.paid_at, order.refund.asked_at, order.refund.changed_at, now)
            steps = [moment for moment in moments if moment]
            assert steps == sorted(steps), order.number


def test_an_orders_state_matches_its_times_and_parcels(demo: DemoShop) -> None:
    for order in demo.orders:
        reached = (bool(order.paid_at), bool(order.shipped_at), bool(order.finished_at))
        assert reached in REACHED[order.state], order.number
        assert bool(order.parcels) == bool(order.shipped_at), order.number
        assert bool(order.close_reason) == (order.state is OrderState.CLOSED), order.number
        if order.state is OrderState.FINISHED:
            assert {parcel.state for parcel in order.parcels} == {ParcelState.SIGNED}, order.number
        if order.state is OrderState.PART_SHIPPED:
            assert len(order.lines) > len(order.parcels), order.number


def test_goods_travel_back_only_where_they_were_sent(demo: DemoShop) -> None:
    for order in demo.orders:
        if order.refund and order.refund.goods_back:
            assert order.shipped_at, order.number
