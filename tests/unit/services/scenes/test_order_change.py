"""Drafts about orders to be changed, annotated, combined or called off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.money import Fen
from bot.core.orders import OrderState, RefundState
from bot.core.parcels import ParcelState
from tests.unit.services.after_sale_shop import a_parcel, a_product, a_refund
from tests.unit.services.delivery_shop import ELSEWHERE, best, every_order, first, named, ordered, sent

INTENTS = ("change_address", "change_order", "add_order_note", "combine_shipping", "cancel_order")
PAID = ordered(OrderState.PAID)
OTHER = ordered(OrderState.PAID, codes=("DX002",), number="40210000000000003131")
ON_THE_WAY = sent(ParcelState.IN_TRANSIT, 0.5)
REFUND_OPEN = ordered(OrderState.PAID, refund=a_refund(RefundState.WAIT_SELLER_AGREE))


@pytest.mark.parametrize("intent", INTENTS)
@pytest.mark.parametrize("text", ["改一下", "改成L", "不要了", "13栋写成3栋了 13812345678"])
def test_every_order_has_an_answer_that_may_be_sent(intent: str, text: str) -> None:
    for orders in every_order():
        suggestion = best(intent, text, *orders)
        assert suggestion.findings == ()
        assert len(suggestion.text) <= 60
        assert not any(
            secret in suggestion.text for secret in ("念安", "13900004928", "13812345678", "云雀街")
        )


# --- address
def test_before_dispatch_the_new_address_is_asked_for_or_taken() -> None:
    assert "新的收货地址" in first("change_address", "地址错了", PAID)
    assert "新的联系电话" in first("change_address", "电话错了", PAID)
    assert "收到新的信息" in first("change_address", "是5号楼不是15号楼 5号楼201", PAID)


def test_an_address_the_shop_cannot_reach_is_said_at_once() -> None:
    entities = (named("province", "香港", "改寄香港"),)
    assert "香港那边我们暂时寄不到" in first("change_address", "改寄香港", PAID, entities=entities)


def test_after_dispatch_there_are_two_ways() -> None:
    text = first("change_address", "改地址", ON_THE_WAY)
    assert "改派" in text
    assert "拦回来" in text


def test_an_order_in_refund_is_not_changed() -> None:
    for intent in ("change_address", "change_order"):
        assert "撤销退款" in first(intent, "改一下", REFUND_OPEN)


def test_which_of_several_orders_is_asked() -> None:
    for intent in ("change_address", "change_order", "add_order_note", "cancel_order"):
        assert "后四位" in first(intent, "改一下", PAID, OTHER)


# --- piece
def test_a_piece_in_stock_at_the_same_price_can_be_swapped() -> None:
    text = first("change_order", "改成L", PAID)
    assert "黑色 L有货" in text
    assert "价格一样" in text


def test_a_piece_that_is_sold_out_has_other_ways() -> None:
    text = first("change_order", "改成L", PAID, products=[a_product(L=0)])
    assert "黑色 L暂时没货" in text
    assert "退款" in text


def test_negative_stock_is_not_there() -> None:
    assert "没货" in first("change_order", "改成L", PAID, products=[a_product(L=-2)])


def test_a_dearer_piece_names_the_difference_of_the_catalogue() -> None:
    product = a_product()
    skus = tuple(replace(sku, price=Fen(17900)) if sku.size == "L" else sku for sku in product.skus)
    assert "多20元" in first("change_order", "改成L", PAID, products=[replace(product, skus=skus)])


def test_a_colour_the_product_never_had_is_answered_with_those_it_has() -> None:
    entities = (named("color", "紫色", "换成紫色"),)
    assert "白色" in first("change_order", "换成紫色", PAID, entities=entities)


def test_an_order_of_several_pieces_asks_which_one() -> None:
    assert "哪一件" in first("change_order", "改成L", ordered(OrderState.PAID, codes=("DX001", "DX001")))


def test_more_and_fewer_pieces_go_their_own_ways() -> None:
    assert "另拍一单" in first("change_order", "再加两件", PAID)
    assert "申请退款" in first("change_order", "改回一件", PAID)


def test_after_dispatch_a_piece_is_exchanged_or_caught() -> None:
    text = first("change_order", "改成L", ON_THE_WAY)
    assert "换货" in text
    assert "拦" in text


# --- notes
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("包严实点", "多裹一层"),
        ("别发错了", "仔细看"),
        ("写张贺卡", "发我"),
        ("写张卡片祝妈妈生日快乐", "按您写的来"),
        ("晚几天发", "哪天方便"),
        ("送人的别放价签", "价格"),
        ("放门口", "快递"),
        ("要纸袋的", "登记"),
    ],
)
def test_a_wish_is_taken_up_before_dispatch(text: str, said: str) -> None:
    assert said in first("add_order_note", text, PAID)


def test_a_day_to_send_on_is_repeated() -> None:
    entities = (named("date", "XXXX-XX-28", "28号以后再发", "28号"),)
    assert "6月28日再发" in first("add_order_note", "28号以后再发", PAID, entities=entities)


def test_nothing_is_claimed_to_be_noted() -> None:
    for orders in every_order():
        text = first("add_order_note", "包严实点", *orders)
        assert "已备注" not in text
        assert "已登记" not in text


def test_a_wish_about_the_courier_is_a_question_about_couriers() -> None:
    entities = (named("courier", "顺丰", "备注发顺丰"),)
    assert "按重量补差价" in first("add_order_note", "备注发顺丰", PAID, entities=entities)


def test_after_dispatch_only_the_delivery_can_still_be_asked_for() -> None:
    assert "派件员" in first("add_order_note", "放门口", ON_THE_WAY)
    assert "改不了" in first("add_order_note", "包严实点", ON_THE_WAY)


# --- together and apart
def test_orders_to_one_receiver_may_go_together() -> None:
    assert "这2单收货信息一样" in first("combine_shipping", "两单一起发", PAID, OTHER)


def test_orders_to_two_receivers_ask_where_to() -> None:
    assert "哪个地址" in first("combine_shipping", "两单一起发", PAID, replace(OTHER, receiver=ELSEWHERE))


def test_an_order_on_its_way_cannot_be_joined() -> None:
    late = replace(ON_THE_WAY, number="40210000000000003131")
    assert "合不了" in first("combine_shipping", "一起发", late)
    assert "没法合" in first("combine_shipping", "一起发", PAID, late)


def test_an_order_still_to_be_placed_goes_with_the_one_that_waits() -> None:
    late = replace(ON_THE_WAY, number="40210000000000003131")
    text = first("combine_shipping", "再拍一件能跟大衣一起寄吗", PAID, late)
    assert PAID.number[-4:] in text
    assert "合" not in text
    assert "2单" in first("combine_shipping", "还想买一件能一起发吗", PAID, OTHER)


def test_parcels_sent_apart_are_asked_of_the_warehouse() -> None:
    assert "问仓库" in first("combine_shipping", "分开发", PAID)


# --- cancelling
def test_the_buyer_is_asked_once_to_keep_the_order_and_then_served_quickly() -> None:
    asked = best("cancel_order", "不想要了", PAID)
    assert "换" in asked.text
    again = first("cancel_order", "就是不要了", PAID, memory=dict(asked.memory))
    assert "48小时内处理" in again
    assert "原路退" in again
    assert "换" not in again


def test_who_ordered_twice_or_orders_anew_is_not_held_up() -> None:
    assert "申请退款" in first("cancel_order", "拍重了取消一单", PAID)


def test_who_waits_too_long_is_apologised_to() -> None:
    assert "抱歉" in first("cancel_order", "还不发 取消", ordered(OrderState.PAID, paid_days_ago=4))


def test_an_unpaid_order_closes_by_itself() -> None:
    assert "没付款" in first("cancel_order", "取消订单", ordered(OrderState.UNPAID))


def test_on_its_way_it_is_caught_or_refused_at_the_door() -> None:
    text = first("cancel_order", "不要了", ON_THE_WAY)
    assert "申请拦截" in text
    assert "拒收" in text


def test_what_has_arrived_goes_back_as_a_return() -> None:
    assert "退货" in first("cancel_order", "不要了", sent(ParcelState.SIGNED))
    open_refund = ordered(
        OrderState.FINISHED, a_parcel(ParcelState.SIGNED), refund=a_refund(RefundState.WAIT_SELLER_AGREE)
    )
    assert "退款申请我看到了" in first("cancel_order", "不要了", open_refund)


def test_a_closed_order_needs_no_cancelling() -> None:
    assert "关闭" in first("cancel_order", "取消", ordered(OrderState.CLOSED))


# --- one of several, and a part of one
def test_an_order_that_is_sent_in_part_is_never_too_late_to_change() -> None:
    half = ordered(OrderState.PART_SHIPPED, a_parcel(ParcelState.IN_TRANSIT, 0.5), codes=("DX001", "DX002"))
    for intent, text in (
        ("change_order", "换成L码"),
        ("cancel_order", "不想要了"),
        ("change_address", "换地址"),
    ):
        said = first(intent, text, half)
        assert "2231" in said
        assert "没法改" not in said
        assert "拦不住" not in said


def test_one_of_an_unsent_and_a_sent_order_is_asked_for_by_both_tails() -> None:
    text = first("cancel_order", "有一单不想要了", OTHER, ON_THE_WAY)
    assert "3131" in text
    assert "2231" in text


def test_an_unpaid_order_can_go_along_once_it_is_paid() -> None:
    unpaid = ordered(OrderState.UNPAID, number="40210000000000008888")
    text = first("combine_shipping", "两单一起发", PAID, unpaid)
    assert "付" in text
    assert "8888" in text
    assert "2231" in text


def test_an_exchange_looks_at_the_unsent_order_first() -> None:
    received = ordered(
        OrderState.FINISHED, a_parcel(ParcelState.SIGNED, 2), number="40210000000000008888", paid_days_ago=6
    )
    waiting = ordered(OrderState.PAID, codes=("DX001",))
    assert "2231" in first("request_exchange", "换成L码", waiting, received)
    assert "8888" in first("request_exchange", "收到了太大 换小一码", waiting, received)
