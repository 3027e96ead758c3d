"""Drafts about money back, over the real book of scripts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.catalogue import ReturnClass
from bot.core.conversations import Route
from bot.core.money import Fen
from bot.core.orders import Order, OrderState, RefundState
from bot.core.parcels import ParcelState
from bot.core.understanding import Entity
from tests.unit.services.after_sale_shop import (
    NIGHT,
    SHOP,
    a_parcel,
    a_product,
    a_refund,
    an_order,
    draft,
    every_kind_of_orders,
    first,
    received,
)

INTENTS = ("request_refund", "ask_refund_status", "cancel_refund", "request_compensation")
PAID = an_order(OrderState.PAID)
ON_THE_WAY = an_order(OrderState.SHIPPED, a_parcel(ParcelState.IN_TRANSIT, 1))


@pytest.mark.parametrize("intent", INTENTS)
def test_every_order_has_an_answer_that_may_be_sent(intent: str) -> None:
    for orders in every_kind_of_orders():
        best = draft(intent, "退款", *orders).suggestions[0]
        assert best.script.startswith(("refund", "compensation"))
        assert best.findings == ()
        assert len(best.text) <= 60
        if best.facts.get("order.known") is False:
            assert "尾号" not in best.text or "订单尾号" in best.text


def test_an_unpaid_order_needs_no_refund() -> None:
    assert "还没付款" in first("request_refund", "退款", an_order(OrderState.UNPAID))


def test_before_dispatch_the_buyer_is_asked_once_and_then_served_quickly() -> None:
    asked = draft("request_refund", "退款", PAID).suggestions[0]
    assert "2231" in asked.text
    assert "原因" in asked.text
    again = first("request_refund", "就要退", PAID, memory=dict(asked.memory))
    assert "原因" not in again
    assert "48小时内处理" in again
    assert "原路退" in again


def test_who_waits_too_long_hears_an_apology_and_no_question_why() -> None:
    text = first("request_refund", "三天了还不发 退钱", an_order(OrderState.PAID, paid_days_ago=4))
    assert "抱歉" in text
    assert "原因" not in text


def test_the_hours_come_from_the_shops_settings() -> None:
    quick = replace(SHOP, refund_within=SHOP.refund_within / 4)
    asked = draft("request_refund", "退款", PAID).suggestions[0].memory
    assert "12小时内" in first("request_refund", "就要退", PAID, shop=quick, memory=dict(asked))


def test_on_its_way_the_parcel_is_intercepted_or_refused() -> None:
    text = first("request_refund", "退款", ON_THE_WAY)
    assert "拦截" in text
    assert "拒收" in text


def test_a_refused_parcel_is_waited_for() -> None:
    back = an_order(OrderState.SHIPPED, a_parcel(ParcelState.RETURNING, 1))
    text = first("request_refund", "我拒收的那单退款", back)
    assert "48小时内处理" in text
    assert "拒收就" not in text


def test_received_goods_go_back_until_a_day_that_is_named() -> None:
    assert "6月15日" in first("request_refund", "退款", received(2))
    assert "最后一天" in first("request_refund", "退款", received(7))


def test_the_last_day_follows_the_day_of_signing() -> None:
    assert "6月14日" in first("request_refund", "退款", received(3))


def test_after_the_seven_days_a_fault_is_still_taken_care_of() -> None:
    text = first("request_refund", "退款", received(12))
    assert "6月5日" in text
    assert "质量" in text


def test_a_fault_named_in_passing_makes_the_shop_pay() -> None:
    text = first("request_refund", "拉链坏了 退钱", received(12))
    assert "运费我们出" in text
    assert "拍" in text


def test_goods_made_to_order_come_back_only_with_a_fault() -> None:
    custom = [a_product(cls=ReturnClass.CUSTOM)]
    assert "定制款" in first("request_refund", "不喜欢 退款", received(), products=custom)
    assert "运费我们出" in first("request_refund", "字绣错了 发错的 退款", received(), products=custom)


def test_goods_missing_in_the_catalogue_are_checked_instead_of_promised() -> None:
    assert "核对" in first("request_refund", "退款", received(codes=("GONE",)))


def test_an_order_without_lines_is_checked_too() -> None:
    assert "核对" in first("request_refund", "退款", received(codes=()))


@pytest.mark.parametrize(
    ("state", "hours_ago", "said"),
    [
        (RefundState.WAIT_SELLER_AGREE, 20, "最晚明天"),
        (RefundState.WAIT_SELLER_AGREE, 40, "最晚今天"),
        (RefundState.WAIT_SELLER_AGREE, 2, "6月12日前"),
        (RefundState.WAIT_SELLER_AGREE, 60, "今天21点前"),
        (RefundState.WAIT_BUYER_RETURN, 20, "寄"),
        (RefundState.WAIT_SELLER_CONFIRM, 20, "最晚明天"),
        (RefundState.WAIT_SELLER_CONFIRM, 60, "今天21点前"),
        (RefundState.REFUSED, 20, "没通过"),
        (RefundState.CLOSED, 20, "关闭"),
        (RefundState.SUCCESS, 20, "退款成功"),
    ],
)
def test_each_state_of_a_refund_says_what_happens_next_and_by_when(
    state: RefundState, hours_ago: float, said: str
) -> None:
    about = received(refund=a_refund(state, hours_ago))
    text = first("ask_refund_status", "钱退了吗", about)
    assert said in text
    assert "2231" in text


def test_the_sum_is_that_of_the_refund() -> None:
    refund = replace(a_refund(RefundState.WAIT_SELLER_AGREE), amount=Fen(8850))
    assert "88.5元" in first("ask_refund_status", "退多少", received(refund=refund))


def test_who_asks_for_a_refund_again_hears_how_far_it_is() -> None:
    about = received(refund=a_refund(RefundState.WAIT_SELLER_AGREE))
    best = draft("request_refund", "退款", about).suggestions[0]
    assert best.script == "refund_status"
    assert "最晚明天" in best.text


def test_goods_that_are_waited_for_get_the_address_as_one_message() -> None:
    about = received(refund=a_refund(RefundState.WAIT_BUYER_RETURN))
    texts = [one.text for one in draft("ask_refund_status", "往哪寄", about).suggestions]
    assert any("桂巷路18号" in text and "到付" in text and "订单号、昵称、电话" in text for text in texts)


def test_an_order_closed_without_payment_owes_nothing() -> None:
    closed = replace(an_order(OrderState.CLOSED), paid_at=None)
    assert "没有扣款" in first("ask_refund_status", "钱呢", closed)


def test_a_refund_that_nobody_asked_for_is_not_invented() -> None:
    assert "没看到退款申请" in first("ask_refund_status", "退了没", PAID)


def test_of_several_orders_the_refund_in_progress_is_meant() -> None:
    asked = received(refund=a_refund(RefundState.WAIT_SELLER_AGREE), number="40210000000000007777")
    assert "7777" in first("ask_refund_status", "退款到哪了", PAID, asked)


def test_a_refund_taken_back_lets_the_order_go_on() -> None:
    asked = an_order(OrderState.PAID, refund=a_refund(RefundState.WAIT_SELLER_AGREE, goods_back=False))
    assert "照常" in first("cancel_refund", "点错了撤了", asked)


def test_money_that_is_back_cannot_be_taken_back() -> None:
    done = an_order(OrderState.CLOSED, refund=a_refund(RefundState.SUCCESS))
    assert "撤不回来" in first("cancel_refund", "还能撤吗", done)


def test_a_compensation_is_never_promised() -> None:
    wanted = Entity("amount", 20.0, "20块", 1, 4)
    best = draft("request_compensation", "补20块留下", received(), entities=(wanted,)).suggestions[0]
    assert "20元我去请示主管" in best.text
    assert "退货" in best.text
    assert best.findings == ()


def test_a_picture_that_came_along_is_not_asked_for_again() -> None:
    text = first("request_compensation", "[图片] 赔点吧", received())
    assert "照片收到" in text
    assert "拍" not in text


@pytest.mark.parametrize("value", [-5.0, 0.0, 10.0**9])
def test_a_sum_that_makes_no_sense_is_not_repeated(value: float) -> None:
    wanted = Entity("amount", value, "?", 0, 1)
    assert "请示" not in first("request_compensation", "补一点", received(), entities=(wanted,))


def test_damage_beyond_the_goods_goes_to_the_supervisor() -> None:
    assert "主管" in first("request_compensation", "过敏看医生花了三百", received())


def test_nothing_is_known_without_an_order() -> None:
    drafted = draft("request_refund", "退款")
    assert drafted.reason == "facts_missing"
    assert "订单号" in drafted.suggestions[0].text


def test_another_buyers_number_is_not_found() -> None:
    number = Entity("order_number", "40219999999999990000", "40219999999999990000", 0, 20)
    text = first("request_refund", "40219999999999990000 退款", PAID, entities=(number,))
    assert "没查到" in text or "没找到" in text


def test_two_open_orders_are_asked_about() -> None:
    other = an_order(OrderState.PAID, number="40210000000000008888")
    assert "哪一单" in first("request_refund", "退款", PAID, other)


def test_after_hours_a_refund_waits_for_a_person() -> None:
    drafted = draft("request_refund", "退款", PAID, at=NIGHT)
    assert drafted.route is Route.HOLD


def test_a_fault_reported_before_is_remembered_for_its_order() -> None:
    reported = draft("report_defect", "开线了", received()).suggestions[0]
    text = first("request_refund", "那退钱吧", received(), memory=dict(reported.memory))
    assert "运费我们出" in text


def test_the_memory_of_another_orders_fault_changes_nothing() -> None:
    assert "6月15日" in first("request_refund", "退钱", received(), memory={"fault_order": "1"})


def test_broken_dates_do_not_break_the_draft() -> None:
    odd: Order = replace(received(), finished_at=None, parcels=(a_parcel(ParcelState.SIGNED, -40),))
    assert first("request_refund", "退款", odd)
