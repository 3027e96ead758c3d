"""Drafts that keep what the talk and the record have told already, over the real book of scripts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.core.catalogue import Product, ReturnClass
from bot.core.conversations import Sender, Turn
from bot.core.money import Fen
from bot.core.orders import Order, OrderState, Refund, RefundState
from bot.core.parcels import ParcelState
from bot.core.suggestions import Drafted
from bot.core.turns import BuyerTurn
from bot.core.understanding import Candidate, Clause, Parse
from bot.services.suggest import Suggest
from tests.unit.services.after_sale_shop import (
    BOOK,
    BUYER,
    GUARD,
    INTENTS,
    NOW,
    SHOP,
    a_parcel,
    a_product,
    a_refund,
    an_order,
    draft,
    first,
    received,
)
from tests.unit.services.fakes import FakeStore

LATE = an_order(OrderState.PAID, paid_days_ago=4)
STUCK = an_order(OrderState.SHIPPED, a_parcel(ParcelState.IN_TRANSIT, 6))
UNCOLLECTED = an_order(OrderState.SHIPPED, a_parcel(ParcelState.AT_STATION, 1))
REFUSED = received(refund=a_refund(RefundState.REFUSED))
FAULT_WISHES = [
    ("ask_return_policy", "起球了还能退吗"),
    ("report_defect", "起球了"),
    ("report_wrong_or_missing", "发错了颜色"),
    ("request_exchange", "起球了换一件"),
    ("request_compensation", "起球了补我点"),
    ("complain", "起球成这样凭什么不给退"),
    ("threaten_bad_review", "起球不给退就打12315"),
]


# --- what the shop has decided


@pytest.mark.parametrize(("intent", "text"), FAULT_WISHES)
def test_a_refund_that_was_refused_is_not_promised_again(intent: str, text: str) -> None:
    drafted = draft(intent, text, REFUSED)
    assert "没通过" in drafted.suggestions[0].text
    for one in drafted.suggestions:
        assert not any(word in one.text for word in ("可以的", "换新或退货", "运费我们出，申请后", "请寄"))


def test_a_return_agreed_as_the_shops_fault_asks_for_no_pictures() -> None:
    asked = Refund(RefundState.WAIT_BUYER_RETURN, Fen(12900), "与描述不符", NOW, goods_back=True)
    said = first("ask_return_policy", "寄回去运费你们出吧", received(refund=asked))
    assert "运费我们出" in said
    assert "拍" not in said


# --- the state of the goods


@pytest.mark.parametrize(
    "intent", ["ask_return_policy", "request_return", "request_exchange", "request_refund"]
)
@pytest.mark.parametrize("text", ["吊牌剪了能退吗", "洗过了不合适", "穿了两天不想要了"])
def test_goods_that_are_not_whole_are_promised_no_return_without_a_reason(intent: str, text: str) -> None:
    drafted = draft(intent, text, received())
    assert "没穿没洗" in drafted.suggestions[0].text
    assert "质量" in drafted.suggestions[0].text
    assert not any(one.text.startswith(("可以", "没问题")) for one in drafted.suggestions)
    assert not any("请寄" in one.text for one in drafted.suggestions)


def test_a_fault_makes_the_state_of_the_goods_no_matter() -> None:
    drafted = draft("request_return", "洗过一次就掉色 要退货", received())
    assert "运费我们出" in drafted.suggestions[0].text
    assert "请寄" in drafted.suggestions[1].text


def test_ordinary_goods_may_be_unpacked() -> None:
    assert "可以退" in first("request_return", "拆开看了不合适 想退", received())


def test_opened_underwear_stays_opened_in_the_next_turn() -> None:
    underwear = [a_product(cls=ReturnClass.INTIMATE)]
    previous = (Turn(Sender.BUYER, "内衣拆开试过了"), Turn(Sender.AGENT, "有质量问题拍照给我"))
    drafted = draft("request_exchange", "那能换大一号吗", received(), products=underwear, previous=previous)
    assert "拆开" in drafted.suggestions[0].text
    assert not any("请寄" in one.text for one in drafted.suggestions)


def test_closed_underwear_may_go_back_until_a_day_that_is_named() -> None:
    said = first(
        "ask_return_policy", "没拆封能退吗", received(), products=[a_product(cls=ReturnClass.INTIMATE)]
    )
    assert "6月15日" in said


# --- a parcel that nobody has fetched


@pytest.mark.parametrize("cls", [ReturnClass.NORMAL, ReturnClass.CLEARANCE])
@pytest.mark.parametrize("intent", ["ask_return_policy", "request_return", "request_refund"])
def test_what_lies_at_the_station_is_left_there(intent: str, cls: ReturnClass) -> None:
    said = first(intent, "不想要了能退吗", UNCOLLECTED, products=[a_product(cls=cls)])
    assert "别取" in said
    assert "申请退款" in said
    assert "派送时" not in said
    assert ("清仓款" in said) is (cls is ReturnClass.CLEARANCE)


# --- what was told a turn before


def test_pictures_that_were_sent_elsewhere_are_not_asked_for() -> None:
    for intent in ("report_defect", "request_exchange", "request_return"):
        said = first(intent, "拉链坏了 照片发过来了", received())
        assert "拍" not in said
        assert "照片收到" not in said
        assert "我们出" in said


def test_goods_on_their_way_back_are_not_asked_for_again() -> None:
    waiting = received(refund=a_refund(RefundState.WAIT_BUYER_RETURN))
    told = draft("report_return_sent", "寄出去了", waiting).suggestions[0]
    drafted = draft("ask_refund_status", "收到以后多久退钱", waiting, memory=dict(told.memory))
    assert "48小时" in drafted.suggestions[0].text
    assert not any("请寄" in one.text or "填到" in one.text for one in drafted.suggestions)
    assert "填" in first("ask_refund_status", "多久退钱", waiting)


def test_the_insurance_waits_for_a_refund_that_is_known() -> None:
    order = received(refund=a_refund(RefundState.WAIT_SELLER_CONFIRM))
    said = first("ask_freight_insurance", "运费险怎么还没赔", order)
    assert "2231" in said
    assert "退款成功" in said
    assert "发我" in first("ask_freight_insurance", "运费险怎么还没赔")


def test_who_never_got_the_parcel_is_not_asked_what_happened_nor_offered_an_exchange() -> None:
    told = draft("report_logistics_problem", "显示签收了没收到", received()).suggestions[0]
    angry = draft("complain", "服务太差了", received(), memory=dict(told.memory)).suggestions[0]
    assert "2231" in angry.text
    assert "经过" not in angry.text
    memory = {**told.memory, **angry.memory}
    assert "补发还是退款" in first("complain", "什么破店", received(), memory=memory)
    assert "2231" in first("threaten_bad_review", "打12315", received(), memory=dict(told.memory))


def test_the_memory_of_another_orders_parcel_changes_nothing() -> None:
    said = first("complain", "什么破店", received(), memory={"missing_order": "9999"})
    assert "没拿到" not in said


# --- what the record shows


@pytest.mark.parametrize("text", ["说好48小时发货 骗人呢", "太慢了", "气死我了", "感觉被骗了"])
def test_words_without_a_matter_get_the_one_on_record(text: str) -> None:
    assert "2231" in first("complain", text, LATE)


def test_words_with_a_matter_of_their_own_keep_it() -> None:
    assert "退款" not in first("complain", "骗人 跟图片不一样", received(refund=a_refund(RefundState.CLOSED)))
    assert "2231" not in first("complain", "骗人 颜色跟描述不符", LATE)


@pytest.mark.parametrize("order", [LATE, STUCK, received(refund=a_refund(RefundState.WAIT_SELLER_AGREE, 60))])
@pytest.mark.parametrize("text", ["发小红书曝光你们", "打12315投诉"])
def test_a_threat_names_the_case_on_record_and_a_time(order: Order, text: str) -> None:
    said = first("threaten_bad_review", text, order)
    assert "2231" in said
    assert "点前" in said


def test_the_second_answer_to_a_threat_fits_an_order_that_was_not_sent() -> None:
    said = first("threaten_bad_review", "今天不发就差评", LATE, memory={"trouble_round": 1})
    assert "2231" in said
    assert "退款" in said
    assert "该换" not in said


def test_anger_at_a_courier_is_offered_no_exchange() -> None:
    angry = draft("complain", "什么破快递", received()).suggestions[0]
    assert "换" not in first("complain", "到底管不管", received(), memory=dict(angry.memory))


@pytest.mark.parametrize("told", ["weather", 7, None, ["late"]])
def test_a_strange_memory_of_the_matter_is_no_matter(told: object) -> None:
    best = draft("complain", "气死我了", memory={"trouble_about": told}).suggestions[0]
    assert best.memory["trouble_about"] == "unclear"


def test_a_compensation_for_waiting_is_about_the_order_that_waits() -> None:
    old = received(6, number="40210000000000003273")
    for text in ("四天了还不发 要么赔我", "赔我点吧"):
        said = first("request_compensation", text, LATE, old)
        assert "2231" in said
        assert "3273" not in said
    assert "3273" in first("request_compensation", "衣服有破洞 赔我点吧", LATE, old)


def test_what_is_sold_out_is_told_with_what_is_there_and_when_it_is_back() -> None:
    said = first("change_order", "换成L码", an_order(OrderState.PAID), products=[_sold_out_in_l()])
    assert "白色" in said
    assert "6月18日" in said
    assert "退款" in said


def test_a_day_that_is_over_is_no_day_of_restocking() -> None:
    said = first(
        "change_order", "换成L码", an_order(OrderState.PAID), products=[_sold_out_in_l(date(2026, 6, 9))]
    )
    assert "6月9日" not in said


def _sold_out_in_l(back: date = date(2026, 6, 18)) -> Product:
    """Black L is gone, white L is there."""
    product = a_product()
    skus = tuple(
        replace(sku, stock=0, restock_on=back) if (sku.color, sku.size) == ("黑色", "L") else sku
        for sku in product.skus
    )
    return replace(product, skus=skus)


def test_a_note_beside_a_question_about_couriers_is_taken_down_too() -> None:
    clauses = tuple(
        Clause(text, (Candidate(intent, 1.0),))
        for text, intent in (("能发顺丰吗", "ask_courier"), ("再写张卡片生日快乐", "add_order_note"))
    )
    parse = Parse("能发顺丰吗 再写张卡片生日快乐", clauses, False, ("ask_courier", "add_order_note"))
    assert any("卡片" in one.text or "祝福语" in one.text for one in _drafted(parse).suggestions)


def _drafted(parse: Parse) -> Drafted:
    store = FakeStore(SHOP, [a_product()], [an_order(OrderState.PAID)], [BUYER], [])
    return Suggest(store, BOOK, GUARD, INTENTS).drafted(
        parse, BuyerTurn(parse.text, NOW, SHOP.code, buyer="小鱼")
    )


def test_nothing_said_before_is_apologised_for() -> None:
    assert "刚才" not in first("request_human", "你是机器人吧")
    previous = (Turn(Sender.BUYER, "有货吗"), Turn(Sender.AGENT, "有货的"))
    assert "刚才" in first("request_human", "你是机器人吧", previous=previous)


@pytest.mark.parametrize("text", ["五十件什么价", "多拿点便宜吗", "能代发吗"])
def test_nobody_claims_to_ask_the_supervisor_for_a_price_that_nobody_has_named(text: str) -> None:
    for one in draft("ask_bulk_price", text).suggestions:
        assert not any(word in one.text for word in ("问主管", "请示", "帮您问", "报上去"))
