from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.after_sale_focus import (
    after_sale_focus,
    goods_are_awaited,
    received_lately,
    refund_is_open,
    was_paid,
    was_sent,
)
from bot.core.money import Fen
from bot.core.order_focus import OrderFound
from bot.core.orders import Order, OrderLine, OrderState, Refund, RefundState
from bot.core.parcels import Parcel, ParcelState

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 6, 20, 12, tzinfo=SHANGHAI)
LATELY = received_lately(NOW, SHANGHAI)


def order(number: str, state: OrderState, *, signed_days_ago: int | None = None, code: str = "A") -> Order:
    parcels = ()
    if signed_days_ago is not None:
        signed_at = NOW - timedelta(days=signed_days_ago)
        parcels = (Parcel("中通", number, ParcelState.SIGNED, signed_at=signed_at),)
    line = OrderLine(number, "裙", 1, Fen(9900), code)
    return Order(number, "小鱼", state, NOW, Fen(9900), Fen(9900), lines=(line,), parcels=parcels)


def with_refund(number: str, state: RefundState) -> Order:
    refund = Refund(state, Fen(9900), "不想要", NOW, goods_back=True)
    return Order(number, "小鱼", OrderState.SHIPPED, NOW, Fen(9900), Fen(9900), refund=refund)


PAID = order("100000000001", OrderState.PAID)
RECEIVED = order("100000000002", OrderState.SHIPPED, signed_days_ago=3, code="B")
LONG_AGO = order("100000000003", OrderState.FINISHED, signed_days_ago=60)


def test_a_return_is_about_what_was_received_not_about_what_is_still_to_be_sent() -> None:
    found = after_sale_focus((PAID, RECEIVED, LONG_AGO), None, None, (LATELY, was_sent))
    assert found.order is RECEIVED


def test_what_was_received_long_ago_comes_before_what_was_never_sent() -> None:
    assert after_sale_focus((PAID, LONG_AGO), None, None, (LATELY, was_sent)).order is LONG_AGO


def test_an_open_refund_is_what_a_talk_of_refunds_is_about() -> None:
    refund = with_refund("100000000004", RefundState.WAIT_SELLER_AGREE)
    assert after_sale_focus((PAID, refund), None, None, (refund_is_open, was_paid)).order is refund


def test_goods_on_their_way_back_belong_to_the_refund_that_waits_for_them() -> None:
    asked = with_refund("100000000005", RefundState.WAIT_SELLER_AGREE)
    awaited = with_refund("100000000006", RefundState.WAIT_BUYER_RETURN)
    assert after_sale_focus((asked, awaited), None, None, (goods_are_awaited,)).order is awaited


def test_two_orders_that_are_equally_likely_need_asking() -> None:
    other = order("100000000007", OrderState.PAID)
    assert after_sale_focus((PAID, other), None, None, (was_paid,)).found is OrderFound.SEVERAL


def test_a_named_order_counts_whatever_is_likely() -> None:
    found = after_sale_focus((PAID, RECEIVED), "0001", None, (LATELY,))
    assert (found.order, found.found) == (PAID, OrderFound.NAMED)


def test_the_product_the_talk_is_about_picks_the_order_that_holds_it() -> None:
    assert after_sale_focus((PAID, RECEIVED), None, "A", (LATELY, was_sent)).order is PAID


def test_a_product_that_was_never_ordered_picks_nothing() -> None:
    assert after_sale_focus((PAID, RECEIVED), None, "Z", (LATELY, was_sent)).order is RECEIVED


def test_without_orders_there_is_nothing_to_find() -> None:
    assert after_sale_focus((), None, "A", (LATELY,)).found is OrderFound.NONE


def test_an_order_sent_without_any_record_of_its_arrival_is_not_received_lately() -> None:
    assert not LATELY(order("100000000008", OrderState.SHIPPED))
