"""Drafts about goods that go back, are swapped or were wrong, over the real book of scripts."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.core.after_sale_words import COMPENSATION_FOR, INSURANCE_QUESTIONS, MISTAKES, POLICY_QUESTIONS
from bot.core.catalogue import ReturnClass
from bot.core.conversations import Sender, Turn
from bot.core.orders import Order, OrderState, RefundState
from bot.core.parcels import ParcelState
from bot.core.shop import ReturnAddress, Shop
from bot.core.understanding import Entity
from bot.core.word_table import WordTable
from tests.unit.services.after_sale_shop import (
    BOOK,
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

WISHES = {
    "request_return": "想退货",
    "request_exchange": "换大一号",
    "report_defect": "拉链坏了",
    "report_wrong_or_missing": "少了一件",
    "report_return_sent": "寄出去了",
    "ask_return_policy": "能退吗",
    "ask_freight_insurance": "有运费险吗",
}
PAID = an_order(OrderState.PAID)
ON_THE_WAY = an_order(OrderState.SHIPPED, a_parcel(ParcelState.IN_TRANSIT, 1))
NO_INSURANCE = replace(SHOP, freight_insurance=False)
NUMBER = Entity("tracking_number", "77000003077052", "77000003077052", 0, 14)


@pytest.mark.parametrize("intent", WISHES)
def test_every_order_has_an_answer_that_may_be_sent(intent: str) -> None:
    for orders in every_kind_of_orders():
        drafted = draft(intent, WISHES[intent], *orders)
        best = drafted.suggestions[0]
        assert best.intent != "nlu_fallback"
        assert all(one.findings == () for one in drafted.suggestions)
        assert len(best.text) <= 60


@pytest.mark.parametrize(
    ("fact", "table"),
    [
        ("policy.asks", POLICY_QUESTIONS),
        ("mistake.kind", MISTAKES),
        ("compensation.for", COMPENSATION_FOR),
        ("insurance.asks", INSURANCE_QUESTIONS),
    ],
)
def test_the_vocabulary_knows_every_name_of_a_table_of_words(fact: str, table: WordTable) -> None:
    assert set(BOOK.vocabulary.meanings[fact].words) == table.names


# --- sending back


def test_the_insurance_is_named_only_if_the_shop_has_it() -> None:
    assert "运费险" in first("request_return", "想退货", received())
    without = first("request_return", "想退货", received(), shop=NO_INSURANCE)
    assert "运费险" not in without
    assert "运费您出" in without or "运费要您出" in without


def test_the_notes_for_the_parcel_come_as_one_message_of_their_own() -> None:
    notes = draft("request_return", "想退货", received()).suggestions[1].text
    for needed in ("桂巷路18号", "售后组", "13800006218", "订单号、昵称、电话和退货原因", "不要寄到付"):
        assert needed in notes


def test_a_shop_without_a_return_address_sends_none() -> None:
    bare = replace(SHOP, return_address=ReturnAddress("售后组", "", "杭州"))
    assert len(draft("request_return", "想退货", received(), shop=bare).suggestions) == 1
    assert "核对" in first("ask_return_policy", "退货地址", shop=bare)


def test_the_address_is_not_the_buyers_personal_data() -> None:
    assert draft("ask_return_policy", "退货地址发我", received()).suggestions[0].findings == ()


def test_a_hostile_return_address_stays_one_line_of_plain_text() -> None:
    address = ReturnAddress("售后\n组", "13800006218", "杭州{order.tail}<b>" + "路" * 300)
    text = first("ask_return_policy", "退货地址发我", shop=replace(SHOP, return_address=address))
    assert "\n" not in text
    assert "{order.tail}" in text
    assert len(text) < 300


def test_unsent_goods_need_no_parcel() -> None:
    assert "不用寄" in first("request_return", "想退货", PAID)


def test_goods_on_their_way_are_refused_at_the_door() -> None:
    assert "拒收" in first("request_return", "没到的我要退", ON_THE_WAY)


def test_underwear_goes_back_only_unopened() -> None:
    intimate = [a_product(cls=ReturnClass.INTIMATE)]
    text = first("request_return", "文胸不合适 退货", received(), products=intimate)
    assert "没拆封" in text
    assert "贴身衣物" in text


def test_a_part_that_cannot_go_back_is_named_and_the_rest_may() -> None:
    products = [a_product(), a_product("CUSTOM", ReturnClass.CUSTOM)]
    text = first("request_return", "退货", received(codes=("DX001", "CUSTOM")), products=products)
    assert "定制款" in text
    assert "其他" in text


def test_clearance_goods_with_a_fault_go_back_at_the_shops_cost() -> None:
    clearance = [a_product(cls=ReturnClass.CLEARANCE)]
    assert "不在无理由" in first("request_return", "不喜欢 退", received(), products=clearance)
    assert "运费我们出" in first("request_return", "开线了 退", received(), products=clearance)


def test_a_refusal_is_never_flat() -> None:
    for about in (received(12), received(30)):
        text = first("request_return", "想退货", about)
        assert "质量" in text
        assert "主管" in text


def test_an_open_refund_answers_a_second_wish_to_return() -> None:
    waiting = received(refund=a_refund(RefundState.WAIT_BUYER_RETURN))
    best, notes = draft("request_return", "退货", waiting).suggestions[:2]
    assert best.script == "refund_status"
    assert "桂巷路" in notes.text


# --- swapping


def test_the_next_size_up_is_checked_against_the_stock() -> None:
    assert "黑色L码有货" in first("request_exchange", "换大一号", received())
    sold_out = first("request_exchange", "换大一号", received(), products=[a_product(L=0)])
    assert "黑色L码" in sold_out
    assert "退货退款" in sold_out


def test_a_negative_stock_counts_as_sold_out() -> None:
    text = first("request_exchange", "换大一号", received(), products=[a_product(L=-4)])
    assert "没货" in text or "卖完" in text


def test_without_a_piece_in_mind_the_buyer_is_asked_which() -> None:
    assert "什么颜色" in first("request_exchange", "换货", received())


def test_of_two_lines_nobody_guesses_which_is_meant() -> None:
    products = [a_product(), a_product("DX002")]
    text = first("request_exchange", "换大一号", received(codes=("DX001", "DX002")), products=products)
    assert "有货，" not in text


def test_an_exchange_is_not_promised_the_insurance() -> None:
    assert "运费险" not in first("request_exchange", "换大一号", received())


def test_an_exchange_before_dispatch_changes_the_order() -> None:
    assert "换成这个对吗" in first("request_exchange", "换L码", PAID)


def test_while_a_refund_runs_it_has_to_be_taken_back_first() -> None:
    asked = received(refund=a_refund(RefundState.WAIT_SELLER_AGREE))
    assert "撤销退款" in first("request_exchange", "还是换一件", asked)


def test_a_faulty_piece_is_swapped_at_the_shops_cost() -> None:
    assert "来回运费我们出" in first("request_exchange", "拉链坏了 换一件", received(20))


# --- faults


def test_a_defect_gets_an_apology_a_picture_and_two_ways_out() -> None:
    text = first("report_defect", "洗一次就起球", received())
    assert "抱歉" in text
    assert "拍" in text
    assert "换新" in text
    assert "退货" in text
    assert "运费我们出" in text


def test_a_picture_sent_before_is_not_asked_for_again() -> None:
    previous = (Turn(Sender.AGENT, "麻烦拍照"), Turn(Sender.BUYER, "[图片]"))
    text = first("report_defect", "就是这里破了个洞", received(), previous=previous)
    assert "照片收到" in text


def test_a_picture_from_before_the_agents_last_turn_does_not_count() -> None:
    previous = (Turn(Sender.BUYER, "[图片]"), Turn(Sender.AGENT, "您问的是颜色吗"))
    assert "拍" in first("report_defect", "破了个洞", received(), previous=previous)


def test_a_fault_in_goods_that_have_not_arrived_is_asked_about() -> None:
    assert "还没签收" in first("report_defect", "破了", ON_THE_WAY)


def test_what_looks_missing_may_be_in_the_parcel_still_to_come() -> None:
    order = an_order(OrderState.SHIPPED, a_parcel(ParcelState.SIGNED), a_parcel(ParcelState.IN_TRANSIT))
    assert "还有没到的" in first("report_wrong_or_missing", "少了一件", order)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("颜色发错了", "换"),
        ("少了一只袜子", "补寄"),
        ("赠品没给", "赠品"),
        ("多发了一件给我", "谢谢"),
        ("这咋回事", "发货单"),
    ],
)
def test_each_mistake_has_its_own_way_out(text: str, said: str) -> None:
    assert said in first("report_wrong_or_missing", text, received())


def test_nothing_is_promised_before_the_record_is_checked() -> None:
    text = first("report_wrong_or_missing", "少了一只袜子", received())
    assert "对记录" in text or "核对" in text
    assert "已" not in text


# --- the parcel that comes back


def test_a_number_for_an_open_return_is_taken_with_the_next_step() -> None:
    awaited = received(refund=a_refund(RefundState.WAIT_BUYER_RETURN))
    text = first("report_return_sent", "寄了 77000003077052", awaited, entities=(NUMBER,))
    assert "77000003077052" in text
    assert "退款页" in text
    assert "48小时" in text


def test_a_number_without_a_return_asks_for_the_application() -> None:
    text = first("report_return_sent", "寄了 77000003077052", received(), entities=(NUMBER,))
    assert "没看到退货申请" in text


def test_without_a_number_it_is_asked_for() -> None:
    assert "单号发我" in first("report_return_sent", "寄回去了", received())


def test_a_return_of_an_order_nobody_knows_is_asked_about() -> None:
    assert "哪一单" in first("report_return_sent", "77000003077052", entities=(NUMBER,))


# --- the rules


@pytest.mark.parametrize(
    ("cls", "said"),
    [
        (ReturnClass.NORMAL, "7天"),
        (ReturnClass.INTIMATE, "没拆封"),
        (ReturnClass.CUSTOM, "定制款"),
        (ReturnClass.CLEARANCE, "清仓款"),
    ],
)
def test_before_buying_the_rules_of_the_product_looked_at_count(cls: ReturnClass, said: str) -> None:
    assert said in first("ask_return_policy", "不喜欢给退吗", product="DX001", products=[a_product(cls=cls)])


def test_a_product_page_does_not_bring_up_an_older_order() -> None:
    old: Order = received(codes=("DX002",))
    text = first(
        "ask_return_policy", "能退吗", old, product="DX001", products=[a_product(), a_product("DX002")]
    )
    assert "2231" not in text


def test_the_buyers_own_order_of_that_product_does() -> None:
    assert "2231" in first("ask_return_policy", "能退吗", received(), product="DX001")


def test_the_days_left_are_counted_for_the_order() -> None:
    text = first("ask_return_policy", "几天内能退", received(2))
    assert "6月15日" in text
    assert "6天" in text


@pytest.mark.parametrize(
    ("text", "shop", "said"),
    [
        ("运费谁出", SHOP, "运费险"),
        ("运费谁出", NO_INSURANCE, "您出"),
        ("质量问题运费谁出", NO_INSURANCE, "我们"),
        ("里面要放纸条不", SHOP, "昵称"),
        ("退换流程怎么走", SHOP, "申请"),
    ],
)
def test_a_question_about_the_rules_is_answered_as_it_was_asked(text: str, shop: Shop, said: str) -> None:
    assert said in first("ask_return_policy", text, shop=shop)


@pytest.mark.parametrize("text", ["有运费险吗", "赔多少", "几天到账", "没赔给我", "换货能用吗", "去掉运费险"])
def test_a_shop_without_insurance_never_speaks_of_its_payments(text: str) -> None:
    said = first("ask_freight_insurance", text, shop=NO_INSURANCE)
    assert "没送" in said or "没有运费险" in said
    assert "理赔" not in said


def test_no_figure_of_an_insurance_is_invented() -> None:
    for text in ("有运费险吗", "一般赔多少", "几天到账"):
        said = first("ask_freight_insurance", text)
        assert not any(char.isdigit() for char in said)


# --- what the seven days don't hold for, before it has arrived
TRANSIT_WISHES = {
    "ask_return_policy": "还在路上 收到能退吗",
    "request_refund": "不想要了 退款",
    "request_return": "想退货",
    "request_exchange": "换个颜色",
    "cancel_order": "不要了 取消吧",
    "change_order": "换个颜色",
    "redirect_parcel": "我要拒收",
}
EXCLUDED = [ReturnClass.CUSTOM, ReturnClass.PERISHABLE, ReturnClass.DIGITAL, ReturnClass.CLEARANCE]


@pytest.mark.parametrize("cls", EXCLUDED)
@pytest.mark.parametrize("intent", TRANSIT_WISHES)
def test_goods_without_the_seven_days_are_not_promised_them_on_the_way(intent: str, cls: ReturnClass) -> None:
    text = first(intent, TRANSIT_WISHES[intent], ON_THE_WAY, products=[a_product(cls=cls)])
    assert "不支持" in text or "没有7天" in text or "没法无理由" in text
    assert not any(word in text for word in ("7天内", "第二天", "拒收就", "收到后可以换", "处理退款"))


@pytest.mark.parametrize("question", ["几天内能退", "多久能退"])
def test_the_days_of_a_made_to_order_piece_on_the_way_are_none(question: str) -> None:
    text = first("ask_return_policy", question, ON_THE_WAY, products=[a_product(cls=ReturnClass.CUSTOM)])
    assert "第二天" not in text
    assert "质量问题" in text


def test_on_the_way_underwear_keeps_the_seven_days_while_it_is_closed() -> None:
    text = first(
        "ask_return_policy", "还在路上 能退吗", ON_THE_WAY, products=[a_product(cls=ReturnClass.INTIMATE)]
    )
    assert "没拆封" in text or "别拆" in text


def test_on_the_way_ordinary_goods_may_go_back_within_seven_days() -> None:
    assert "7天内" in first("ask_return_policy", "还在路上 能退吗", ON_THE_WAY)


def test_what_is_not_in_the_catalogue_is_checked_before_anything_is_promised() -> None:
    text = first("ask_return_policy", "还在路上 能退吗", ON_THE_WAY, products=[])
    assert "7天内" not in text
    assert "核对" in text


def test_of_several_pieces_on_the_way_the_excluded_one_is_named() -> None:
    both = replace(ON_THE_WAY, lines=an_order(OrderState.PAID, codes=("DX001", "DX002")).lines)
    goods = [a_product(), a_product("DX002", ReturnClass.CUSTOM)]
    for intent in ("ask_return_policy", "request_exchange"):
        assert "定制款" in first(intent, TRANSIT_WISHES[intent], both, products=goods)


@pytest.mark.parametrize("intent", ["request_refund", "request_return", "request_exchange", "cancel_order"])
def test_before_a_made_to_order_piece_is_refunded_someone_asks_how_far_it_is(intent: str) -> None:
    text = first(intent, TRANSIT_WISHES[intent], PAID, products=[a_product(cls=ReturnClass.CUSTOM)])
    assert "做" in text
    assert "申请退款" not in text


# --- one reader of "which piece instead" for changes before dispatch and exchanges after it
@pytest.mark.parametrize("text", ["换大一号", "穿着紧 换一件", "换L码的", "M换L"])
@pytest.mark.parametrize(("intent", "order"), [("request_exchange", received()), ("change_order", PAID)])
def test_the_wanted_piece_is_understood_alike_before_and_after_dispatch(
    intent: str, order: Order, text: str
) -> None:
    said = first(intent, text, order)
    assert "L" in said
    assert "有货" in said or "有现货" in said


@pytest.mark.parametrize(("intent", "order"), [("request_exchange", received()), ("change_order", PAID)])
def test_a_size_the_product_never_had_is_said_so_before_and_after_dispatch(intent: str, order: Order) -> None:
    text = "换5XL"
    said = first(intent, text, order, entities=(Entity("size", "5XL", "5XL", 1, 4),))
    assert "没有" in said or "没做" in said
    assert "什么码呢" not in said


def test_a_colour_named_by_its_basic_colour_is_understood_in_an_exchange() -> None:
    assert "白色" in first("request_exchange", "想换白的", received())


# --- every state says what comes next and by when, and shows the agent the article (C1-C3)
A_TIME = re.compile(r"\d+小时内|\d+点前|\d+月\d+日|今天|明天|最后一天|7天内")
OPEN_STATES = [
    RefundState.WAIT_SELLER_AGREE,
    RefundState.WAIT_BUYER_RETURN,
    RefundState.WAIT_SELLER_CONFIRM,
    RefundState.REFUSED,
    RefundState.CLOSED,
]


@pytest.mark.parametrize("state", OPEN_STATES)
@pytest.mark.parametrize("hours_ago", [5, 200])
def test_every_refund_that_is_not_over_names_a_time(state: RefundState, hours_ago: float) -> None:
    order = received(refund=a_refund(state, hours_ago))
    assert A_TIME.search(first("ask_refund_status", "退款到哪了", order))


@pytest.mark.parametrize(
    ("intent", "text", "order"),
    [
        ("request_refund", "退款", PAID),
        ("request_refund", "退款", ON_THE_WAY),
        ("request_refund", "退款", received()),
        ("request_refund", "拉链坏了 退款", received()),
        ("request_return", "想退货", received()),
        ("request_return", "拉链坏了 想退货", received()),
        ("request_exchange", "拉链坏了 换一件", received()),
        ("report_defect", "拉链坏了", received()),
    ],
)
def test_every_way_out_names_a_time(intent: str, text: str, order: Order) -> None:
    assert A_TIME.search(first(intent, text, order))


@pytest.mark.parametrize(
    ("cls", "order", "article"),
    [
        (ReturnClass.NORMAL, received(), "seven_days"),
        (ReturnClass.NORMAL, received(20), "seven_days"),
        (ReturnClass.CUSTOM, received(), "excluded_by_law"),
        (ReturnClass.INTIMATE, received(), "excluded_if_confirmed"),
    ],
)
def test_the_agent_sees_the_article_beside_a_return(cls: ReturnClass, order: Order, article: str) -> None:
    best = draft("request_return", "想退货", order, products=[a_product(cls=cls)]).suggestions[0]
    assert best.facts["return.rule"] == article
    assert BOOK.vocabulary.say("return.rule", article).startswith("《")
    assert "《" not in best.text
