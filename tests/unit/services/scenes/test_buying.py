"""Drafts about ordering, paying, invoices, and orders read back or reckoned up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.catalogue import ReturnClass
from bot.core.conversations import Route
from bot.core.money import Fen
from bot.core.orders import Order, OrderState, Receiver
from bot.core.parcels import ParcelState
from bot.core.regions import district
from tests.unit.services.after_sale_shop import a_product
from tests.unit.services.delivery_shop import (
    BARE_SHOP,
    NOW,
    RECEIVER,
    SHOP,
    best,
    draft,
    every_order,
    first,
    ordered,
    sent,
)

INTENTS = ("how_to_order", "ask_payment", "ask_invoice", "order_placed", "confirm_order", "adjust_price")
JUST_PAID = ordered(OrderState.PAID, paid_days_ago=0.01)
UNPAID = ordered(OrderState.UNPAID)
NIGHT = NOW.replace(hour=18)


@pytest.mark.parametrize("intent", INTENTS)
def test_every_order_has_an_answer_that_may_be_sent(intent: str) -> None:
    for orders in every_order():
        for shop in (SHOP, BARE_SHOP):
            suggestion = best(intent, "帮我看下这单", *orders, shop=shop)
            assert suggestion.findings == ()
            assert len(suggestion.text) <= 60
            assert not any(secret in suggestion.text for secret in ("沈念安", "13900004928", "云雀街"))


# --- ordering
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("拍几份", "数量"),
        ("两个地址怎么拍", "两单"),
        ("备注写在哪", "备注"),
        ("几样怎么一起下单", "购物车"),
        ("帮我下单", "本人"),
        ("补差价怎么拍", "核对"),
        ("怎么拍", "付款"),
    ],
)
def test_the_step_where_the_buyer_is_stuck_is_explained(text: str, said: str) -> None:
    assert said in first("how_to_order", text)


def test_who_has_an_unpaid_order_only_needs_to_pay() -> None:
    assert "尾号2231" in first("how_to_order", "怎么买", UNPAID)


# --- paying
def test_cash_on_delivery_and_instalments_are_the_shops_own_word() -> None:
    assert "不支持货到付款" in first("ask_payment", "货到付款可以吗")
    assert "满100可用花呗分期" in first("ask_payment", "能花呗吗")
    unsaid = draft("ask_payment", "货到付款可以吗", shop=BARE_SHOP, at=NIGHT)
    assert "问下" in unsaid.suggestions[0].text
    assert unsaid.route is Route.HOLD


def test_a_shop_that_takes_cash_on_delivery_is_not_said_to_refuse_it() -> None:
    shop = replace(SHOP, notes={"cash_on_delivery": "江浙沪支持货到付款，手续费5元"})
    for text in ("货到付款可以吗", "能不能到付"):
        said = first("ask_payment", text, shop=shop)
        assert "江浙沪支持货到付款" in said
        assert "不支持" not in said


def test_money_outside_of_the_order_is_declined() -> None:
    text = first("ask_payment", "直接扫你们收款码行吗")
    assert "订单" in text


def test_a_payment_that_fails_has_other_ways() -> None:
    assert "代付" in first("ask_payment", "付不了款")


# --- invoices
def test_an_invoice_is_the_shops_own_word() -> None:
    assert "确认收货后三天内开好" in first("ask_invoice", "能开发票吗")
    assert "确认" in first("ask_invoice", "能开发票吗", shop=BARE_SHOP)


def test_a_false_invoice_is_declined() -> None:
    assert "实际" in first("ask_invoice", "金额能开大一点吗")


# --- orders
def test_a_paid_order_is_read_back_masked() -> None:
    text = first("order_placed", "拍好了", JUST_PAID)
    assert "小雏菊连衣裙 黑色 M" in text
    assert "湖北武汉" in text
    assert "手机后四位4928" in text
    assert "今天就发" in text


def test_an_unpaid_order_is_pointed_at() -> None:
    assert "还没付款" in first("order_placed", "拍好了", UNPAID)


def test_of_two_fresh_orders_the_newer_one_is_meant() -> None:
    newer = ordered(OrderState.UNPAID, number="40210000000000003131", paid_days_ago=0.01)
    assert "3131" in first("order_placed", "拍好了", ordered(OrderState.UNPAID, paid_days_ago=2), newer)


def test_the_same_order_twice_is_asked_about() -> None:
    twins = JUST_PAID, ordered(OrderState.PAID, number="40210000000000003131", paid_days_ago=0.02)
    for intent in ("order_placed", "confirm_order"):
        assert "拍重" in first(intent, "拍好了", *twins)


def test_an_order_nobody_has_seen_is_asked_for() -> None:
    assert "订单号" in first("order_placed", "付好了")
    assert "订单号" in first("order_placed", "付好了", ordered(OrderState.FINISHED))


def test_goods_made_to_order_are_checked_once_more() -> None:
    text = first("order_placed", "付好了", JUST_PAID, products=[a_product(cls=ReturnClass.CUSTOM)])
    assert "定制" in text


def test_an_order_is_read_back_with_its_masked_receiver() -> None:
    assert "沈**收" in first("confirm_order", "帮我核对下", JUST_PAID)


def test_several_pieces_are_counted() -> None:
    two = ordered(OrderState.PAID, codes=("DX001", "DX001"))
    assert "共2件" in first("confirm_order", "帮我核对下", two)


def test_an_order_without_lines_or_receiver_is_not_invented() -> None:
    bare = replace(JUST_PAID, lines=(), receiver=Receiver())
    drafted = draft("confirm_order", "帮我核对下", bare, at=NIGHT)
    assert "核实" in drafted.suggestions[0].text
    assert drafted.route is not Route.ANSWER


def test_a_product_the_catalogue_lacks_goes_by_its_title() -> None:
    assert "连衣裙 黑色 M" in first("confirm_order", "帮我核对下", JUST_PAID, products=[])


def test_a_hostile_product_name_is_said_as_plain_text() -> None:
    hostile = replace(a_product(), name="{order.tail}\n<script>裙子</script>" * 3)
    text = first("confirm_order", "帮我核对下", JUST_PAID, products=[hostile])
    assert "\n" not in text
    assert "2231" not in text
    assert len(text) <= 80


def test_a_buyer_who_confirms_hears_when_it_goes_out() -> None:
    assert "今天发" in first("confirm_order", "对的 地址没错", JUST_PAID)


def test_a_phone_that_is_masked_already_keeps_its_end() -> None:
    masked = replace(JUST_PAID, receiver=replace(RECEIVER, phone="139****4928"))
    assert "后四位4928" in first("confirm_order", "帮我核对下", masked)


def test_an_order_that_was_sent_is_read_back_as_sent() -> None:
    assert "发出" in first("confirm_order", "帮我核对下", sent(ParcelState.IN_TRANSIT))


# --- sums
def test_a_sum_is_explained_by_goods_postage_and_reductions() -> None:
    order = replace(UNPAID, total=Fen(14500), postage=Fen(600))
    text = first("adjust_price", "多收钱了", order)
    assert all(part in text for part in ("商品159元", "邮费6元", "减20元", "应付145元"))


def test_a_sum_that_does_not_add_up_is_not_explained_away() -> None:
    odd = replace(UNPAID, total=Fen(99900))
    text = first("adjust_price", "多收钱了", odd)
    assert "999元" in text
    assert "商品" not in text


def test_a_paid_sum_is_not_changed() -> None:
    paid = replace(JUST_PAID, lines=())
    assert "没法改价" in first("adjust_price", "多收钱了", paid)


# --- several pieces in one order
def of_pieces(count: int, **given: object) -> Order:
    lines = tuple(
        replace(
            JUST_PAID.lines[0],
            number=str(n),
            title=f"针织衫{n}",
            product_code="",
            options=f"颜色:燕麦;尺码:{n}码",
        )
        for n in range(1, count + 1)
    )
    return replace(JUST_PAID, lines=lines, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("intent", ["confirm_order", "order_placed"])
def test_up_to_three_pieces_are_read_back_one_by_one(intent: str) -> None:
    text = first(intent, "帮我核对下", of_pieces(3))
    assert all(f"针织衫{n} 燕麦 {n}码" in text for n in (1, 2, 3))
    assert "3件" in text
    assert "等" not in text


@pytest.mark.parametrize("intent", ["confirm_order", "order_placed"])
@pytest.mark.parametrize("count", [4, 12])
def test_of_a_longer_order_three_are_named_and_the_rest_counted(intent: str, count: int) -> None:
    text = first(intent, "帮我核对下", of_pieces(count))
    assert "针织衫3" in text
    assert "针织衫4" not in text
    assert f"{count}件" in text
    assert "等" in text


def test_the_address_is_read_back_down_to_the_district_only() -> None:
    text = first("confirm_order", "帮我对下地址", JUST_PAID)
    assert "湖北武汉江汉区" in text
    assert "云雀街" not in text


@pytest.mark.parametrize(
    ("rest", "named"),
    [
        ("江汉区云雀街66号", "江汉区"),
        ("翠湖小区3栋", ""),
        ("云雀街66号", ""),
        ("", ""),
        ("安吉县递铺镇", "安吉县"),
    ],
)
def test_only_a_district_or_county_counts_as_one(rest: str, named: str) -> None:
    assert district(rest) == named


def test_an_order_without_lines_is_not_read_back_as_if_it_had_some() -> None:
    text = first("confirm_order", "帮我核对下", replace(JUST_PAID, lines=()))
    assert "显示不全" in text or "核实" in text
