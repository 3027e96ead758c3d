"""What the README and the people who try the desk may count on."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.adapters.demo_shop import DemoShop
from bot.core.catalogue import Product, ReturnClass, Sku
from bot.core.delivery import dispatch_promise, region_of
from bot.core.orders import Order, OrderState
from bot.core.parcels import Parcel, ParcelState, is_stuck
from bot.core.return_window import return_window


def orders_of(demo: DemoShop, nick: str) -> list[Order]:
    return sorted(
        (order for order in demo.orders if order.buyer_nick == nick), key=lambda order: order.created_at
    )


def test_the_stuck_parcels_are_those_of_the_stories_and_two_in_trouble(
    demo: DemoShop, parcels: list[tuple[Order, Parcel]], now: datetime
) -> None:
    stuck = {order.buyer_nick for order, parcel in parcels if is_stuck(parcel, now, demo.shop.watch)}
    in_trouble = {order.buyer_nick for order, parcel in parcels if parcel.state is ParcelState.TROUBLE}
    assert len(in_trouble) == 2
    assert stuck == {"北风吹橘子", "半夏微凉在路上"} | in_trouble


def test_one_order_is_past_the_promised_dispatch(demo: DemoShop, now: datetime) -> None:
    rule, zone = demo.shop.dispatch, demo.shop.timezone
    late = [
        order.buyer_nick
        for order in demo.orders
        if order.state is OrderState.PAID and dispatch_promise(now, rule, zone, order.paid_at).overdue
    ]
    assert late == ["等等我的小火车"]


def test_the_late_order_could_have_been_sent(demo: DemoShop, skus: dict[str, Sku]) -> None:
    order = orders_of(demo, "等等我的小火车")[-1]
    assert all(skus[line.sku_code].stock > 0 for line in order.lines)


@pytest.mark.parametrize(("nick", "in_time"), [("阿茉今天也早睡", True), ("番茄不吃炒蛋", False)])
def test_the_seven_days_run_for_one_buyer_and_are_over_for_another(
    demo: DemoShop, now: datetime, nick: str, in_time: bool
) -> None:
    window = return_window(orders_of(demo, nick)[-1], now, demo.shop.timezone)
    assert window is not None
    assert (window.days_left > 0) == in_time


def test_the_opened_intimate_wear_arrived_within_the_seven_days(
    demo: DemoShop, products: dict[str, Product], now: datetime
) -> None:
    order = orders_of(demo, "小鱼游到岸边")[-1]
    classes = {products[line.product_code].return_class for line in order.lines}
    window = return_window(order, now, demo.shop.timezone)
    assert classes == {ReturnClass.INTIMATE}
    assert window is not None
    assert window.days_left > 0


def test_the_parcel_signed_without_the_buyer_is_unconfirmed(demo: DemoShop) -> None:
    order = orders_of(demo, "柠檬树下等风来")[-1]
    assert (order.state, order.parcels[0].state) == (OrderState.SHIPPED, ParcelState.SIGNED)


def test_the_silent_night_order_is_unpaid(demo: DemoShop) -> None:
    assert [order.state for order in orders_of(demo, "夜猫子爱喝豆浆")] == [
        OrderState.CLOSED,
        OrderState.UNPAID,
    ]


def test_the_bargain_hunter_has_never_ordered(demo: DemoShop) -> None:
    assert "砍价小能手阿圆" in {buyer.nick for buyer in demo.buyers}
    assert orders_of(demo, "砍价小能手阿圆") == []


def test_the_undecided_buyer_has_two_open_orders_of_different_states(demo: DemoShop) -> None:
    states = [order.state for order in orders_of(demo, "桃子味的盛夏") if order.is_open]
    assert states == [OrderState.SHIPPED, OrderState.PAID]


def test_the_duplicate_orders_are_the_same_but_for_the_number(demo: DemoShop) -> None:
    first, second = orders_of(demo, "米粒儿今天抢到了")
    assert [line.sku_code for line in first.lines] == [line.sku_code for line in second.lines]
    assert second.created_at - first.created_at <= timedelta(minutes=3)


def test_the_postponed_boots_are_out_of_stock(demo: DemoShop, skus: dict[str, Sku]) -> None:
    order = next(o for o in orders_of(demo, "老周给媳妇买") if o.state is OrderState.PART_SHIPPED)
    assert sorted(skus[line.sku_code].stock > 0 for line in order.lines) == [False, True]


def test_the_far_buyer_pays_postage_every_time(demo: DemoShop) -> None:
    orders = orders_of(demo, "天山脚下的棉桃")
    region = region_of(demo.shop, orders[0].receiver.province)
    assert region is not None
    assert region.name == "新疆西藏"
    assert all(order.postage > 0 for order in orders)
