"""Data that lack something or contradict themselves: the statement is left out, the lack is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.catalogue import ChartKind, Product, SizeChart, SizeRow, Span
from bot.core.money import Fen
from bot.core.orders import Order, OrderState, Receiver, RefundState
from bot.core.parcels import Parcel, ParcelState
from bot.core.understanding import Entity
from bot.services.scenes.registry import SCENE_FOR
from tests.unit.services import after_sale_shop, goods_shop
from tests.unit.services.after_sale_shop import DAY, NOW, a_parcel, a_product, a_refund, an_order, received
from tests.unit.services.delivery_shop import RECEIVER, SHOP, draft
from tests.unit.services.goods_shop import COUPON, DRESS, FULL, SOCKS, a_promotion

INTENTS = sorted(SCENE_FOR)
LEAKED = re.compile(r"None|nan|null|[{}]|-\d+件|还剩0|\bTrue\b|\bFalse\b")
LONGEST = 140
BARE = Product("DX001", "裙子", "小雏菊连衣裙", "裙", Fen(15900), Fen(15900))
NO_EVENTS = replace(a_parcel(ParcelState.IN_TRANSIT), events=(), shipped_at=None)
NO_NUMBER = Parcel("", "", ParcelState.WAITING_PICKUP)


def broken_orders() -> Iterator[Order]:
    for state in OrderState:
        plain = an_order(state, a_parcel(ParcelState.SIGNED))
        yield replace(plain, lines=())
        yield replace(plain, parcels=(NO_EVENTS,))
        yield replace(plain, parcels=(NO_NUMBER,), receiver=Receiver())
        yield replace(plain, paid_at=NOW + 3 * DAY, created_at=NOW + 5 * DAY)  # paid in the future
        yield replace(plain, finished_at=NOW - 400 * DAY, paid_at=NOW - DAY)  # finished before it was paid
        signed_first = replace(plain.parcels[0], signed_at=NOW + 9 * DAY, shipped_at=NOW + 10 * DAY)
        yield replace(plain, parcels=(signed_first,))
        yield replace(plain, total=Fen(-100), paid=Fen(0), postage=Fen(99_999))
        yield replace(plain, refund=replace(a_refund(RefundState.WAIT_SELLER_AGREE, -90), amount=Fen(0)))


@pytest.mark.parametrize("intent", INTENTS)
def test_no_broken_order_leaks_or_silences_a_draft(intent: str) -> None:
    for order in broken_orders():
        for products in ([], [BARE], [replace(a_product(), skus=())], [a_product(S=-5, M=-5, L=-5)]):
            drafted = draft(intent, "帮我看下这单", order, products=products, product="DX001")
            assert drafted.suggestions
            for one in drafted.suggestions:
                assert not LEAKED.search(one.text), (intent, one.text)
                assert len(one.text) <= LONGEST


# --- the catalogue
def test_without_skus_nothing_is_said_to_be_in_stock() -> None:
    text = goods_shop.best("ask_stock", "有货吗", "DX001", products=[BARE]).text
    assert "没显示" in text or "确认" in text
    assert "有货的" not in text


def test_an_attribute_that_the_catalogue_lacks_is_looked_up_and_named() -> None:
    text = goods_shop.best("ask_product", "会起球吗", "DX001", products=[BARE]).text
    assert "起球" in text
    assert "不起球" not in text


def test_a_negative_stock_is_never_counted_out_loud() -> None:
    gone = replace(DRESS, skus=tuple(replace(sku, stock=-4) for sku in DRESS.skus))
    for text in ("还有吗", "雾蓝M还有吗"):
        said = goods_shop.best("ask_stock", text, products=[gone]).text
        assert "4" not in said
        assert "有货的" not in said


def test_a_product_that_is_not_in_the_catalogue_is_asked_for() -> None:
    assert "哪一款" in goods_shop.best("ask_size", "穿什么码", "GONE").text


# --- size charts
def size_of(chart: SizeChart, height: float, weight: float) -> str:
    entities = (
        Entity("height", height, f"{height:g}", 0, 3),
        Entity("weight", weight, f"{weight:g}公斤", 4, 8),
    )
    dress = replace(DRESS, chart=chart)
    return goods_shop.best("ask_size", f"{height:g} {weight:g}公斤", products=[dress], entities=entities).text


def chart(*rows: SizeRow) -> SizeChart:
    return SizeChart(ChartKind.ADULT, rows)


def test_in_a_gap_of_the_chart_no_row_is_cited_as_if_it_held_the_buyer() -> None:
    gap = chart(SizeRow("S", weight=Span(40, 48)), SizeRow("L", weight=Span(58, 66)))
    said = size_of(gap, 165, 53)
    assert "正好在S码" not in said
    assert "正好在L码" not in said
    assert ("S" in said and "L" in said) or "核" in said


def test_where_rows_overlap_both_sizes_are_named() -> None:
    overlap = chart(SizeRow("M", weight=Span(45, 56)), SizeRow("L", weight=Span(50, 62)))
    said = size_of(overlap, 165, 53)
    assert "M" in said
    assert "L" in said


@pytest.mark.parametrize("rows", [(), (SizeRow("M"),), (SizeRow("M", weight=Span(60, 50)),)])
def test_a_chart_without_measures_gives_no_advice_out_of_nothing(rows: tuple[SizeRow, ...]) -> None:
    said = size_of(chart(*rows), 165, 53)
    assert "拿M码就好" not in said


# --- parcels
def test_of_a_parcel_without_events_neither_place_nor_time_is_told() -> None:
    order = an_order(OrderState.SHIPPED, NO_EVENTS)
    text = draft("track_logistics", "到哪了", order).suggestions[0].text
    assert "77000001973060" in text
    assert "月" not in text
    assert "杭州" not in text


# --- contradictory dates
def test_a_signing_in_the_future_gives_no_more_than_seven_days() -> None:
    order = received()
    late = replace(order.parcels[0], signed_at=NOW + 30 * DAY, events=())
    drafted = draft("ask_return_policy", "还能退几天", replace(order, parcels=(late,)))
    days = drafted.suggestions[0].facts.get("return.days_left", 0)
    assert isinstance(days, int)
    assert 0 <= days <= 7


def test_a_refund_that_was_asked_for_tomorrow_is_not_called_late() -> None:
    order = received(refund=a_refund(RefundState.WAIT_SELLER_AGREE, hours_ago=-24))
    text = draft("ask_refund_status", "退款到哪了", order).suggestions[0].text
    assert "慢了" not in text
    assert "久等" not in text


def test_an_order_paid_in_the_future_gets_no_day_that_is_past() -> None:
    order = replace(an_order(OrderState.PAID), paid_at=NOW + 3 * DAY)
    facts = draft("ask_dispatch_time", "什么时候发", order).suggestions[0].facts
    assert str(facts.get("dispatch.day", "9999")) >= NOW.date().isoformat()


# --- a promotion that ended a minute ago
ENDED = [
    replace(one, ends_at=goods_shop.NOW - timedelta(minutes=1))
    for one in (COUPON, FULL, replace(SOCKS, products=frozenset()), a_promotion("满1减9", reduction=9))
]


@pytest.mark.parametrize("intent", INTENTS)
def test_what_ended_a_minute_ago_is_in_no_draft(intent: str) -> None:
    for text in ("有活动吗 便宜点", "送个赠品吧", "能叠加吗", "到几号"):
        drafted = goods_shop.draft(intent, text, promotions=ENDED)
        said = " ".join(one.text for one in drafted.suggestions)
        assert not any(promotion.title in said for promotion in ENDED)


# --- hostile values
HOSTILE = "{{order.tail}}{shop.name}<img src=x onerror=alert(1)>\n\u202e" + "长" * 400


@pytest.mark.parametrize("intent", INTENTS)
def test_hostile_names_and_notes_stay_short_plain_text_on_one_line(intent: str) -> None:
    shop = replace(
        SHOP,
        name=HOSTILE,
        warehouse=HOSTILE,
        couriers=(HOSTILE, HOSTILE),
        notes=dict.fromkeys(
            (*SHOP.notes, "wholesale", "price_protection", "authenticity", "repair"), HOSTILE
        ),
    )
    product = replace(a_product(), name=HOSTILE, attributes={"起球": HOSTILE}, strengths=(HOSTILE,))
    orders = (
        replace(an_order(OrderState.PAID), receiver=replace(RECEIVER, city=HOSTILE, name=HOSTILE)),
        replace(received(number="40210000000000009999"), buyer_message=HOSTILE),
    )
    for about in ((), orders[:1], orders[1:]):
        drafted = draft(
            intent,
            "会起球吗 从哪发货 货到付款 改成大一号",
            *about,
            shop=shop,
            products=[product],
            product="DX001",
        )
        for one in drafted.suggestions:
            assert "\n" not in one.text
            assert "\u202e" not in one.text
            assert len(one.text) <= 400
            assert "2231}}" not in one.text


@pytest.mark.parametrize("nick", ["{{shop.name}}", "<b>小鱼</b>", "鱼" * 500, "\n\n"])
def test_a_hostile_nickname_is_in_no_draft(nick: str) -> None:
    for intent in ("greet", "complain", "request_refund", "goodbye"):
        drafted = after_sale_shop.draft(intent, "在吗", buyer=nick)
        assert not any(nick.strip() and nick.strip() in one.text for one in drafted.suggestions)
