"""Drafts about postage, couriers, dispatch and arrival, over the real book of scripts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from bot.core.buyers import Buyer
from bot.core.catalogue import ReturnClass
from bot.core.conversations import Route
from bot.core.money import Fen
from bot.core.orders import Flag, OrderState, RefundState
from bot.core.parcels import ParcelState
from tests.unit.services import after_sale_shop
from tests.unit.services.after_sale_shop import a_product, a_refund
from tests.unit.services.delivery_shop import (
    BARE_SHOP,
    LATE,
    NOW,
    SHOP,
    best,
    draft,
    every_order,
    first,
    named,
    ordered,
    sent,
)

INTENTS = (
    "ask_shipping_fee",
    "ask_courier",
    "ask_delivery_area",
    "ask_dispatch_time",
    "ask_eta",
    "urge_dispatch",
)
PAID = ordered(OrderState.PAID)
FRIDAY_NIGHT = datetime(2026, 6, 12, 12, 0, tzinfo=timezone.utc)  # the 13th is a rest day, the 14th a Sunday
AT_NIGHT = NOW.replace(hour=18)
WUHAN = "到武汉"


@pytest.mark.parametrize("intent", INTENTS)
def test_every_order_has_an_answer_that_may_be_sent(intent: str) -> None:
    for orders in every_order():
        for shop in (SHOP, BARE_SHOP):
            suggestion = best(intent, "什么时候", *orders, shop=shop)
            assert suggestion.findings == ()
            assert len(suggestion.text) <= 60
            assert "云雀街" not in suggestion.text
            assert "13900004928" not in suggestion.text


# --- dispatch
def test_before_the_cutoff_an_order_goes_out_today() -> None:
    text = first("ask_dispatch_time", "现在拍今天能发吗")
    assert "今天16:00前付款当天就发" in text


def test_after_the_cutoff_it_goes_out_tomorrow() -> None:
    text = first("ask_dispatch_time", "现在拍今天能发吗", at=LATE)
    assert "16:00" in text
    assert "明天发" in text


def test_rest_days_and_sundays_push_dispatch_to_a_day_that_is_named() -> None:
    assert "6月15日" in first("ask_dispatch_time", "现在拍今天能发吗", at=FRIDAY_NIGHT)


def test_the_cutoff_comes_from_the_shops_settings() -> None:
    early = replace(SHOP, dispatch=replace(SHOP.dispatch, cutoff=(NOW + timedelta(hours=9)).time()))
    assert "15:00" in first("ask_dispatch_time", "几点前拍当天走", shop=early)


def test_a_paid_order_is_promised_by_the_hour_the_shop_has_promised() -> None:
    text = first("ask_dispatch_time", "今天发吗", ordered(OrderState.PAID, paid_days_ago=0.1))
    assert "尾号2231这单排在今天发" in text
    assert "6月12日 11:36" in text


def test_an_unpaid_order_is_told_that_it_is_unpaid() -> None:
    assert "还没付款，16:00前付好今天就发" in first(
        "ask_dispatch_time", "今天发吗", ordered(OrderState.UNPAID)
    )


def test_an_overdue_order_gets_an_apology_and_no_new_promise() -> None:
    text = first("ask_dispatch_time", "今天发吗", ordered(OrderState.PAID, paid_days_ago=4))
    assert "抱歉" in text
    assert "催仓库" in text
    assert "今天发" not in text


def test_an_overdue_order_without_stock_has_three_ways_out() -> None:
    late = ordered(OrderState.PAID, paid_days_ago=4)
    text = first("urge_dispatch", "还不发", late, products=[a_product(M=0)])
    assert all(way in text for way in ("换款", "等货", "退款"))


def test_negative_stock_counts_as_none() -> None:
    late = ordered(OrderState.PAID, paid_days_ago=4)
    assert "缺货" in first("urge_dispatch", "还不发", late, products=[a_product(M=-7)])


@pytest.mark.parametrize("intent", ["ask_dispatch_time", "urge_dispatch", "order_placed", "ask_eta"])
def test_a_paid_order_of_more_than_there_is_gets_three_ways_out_and_no_day(intent: str) -> None:
    drafted = draft(
        intent, "今天能发吗", ordered(OrderState.PAID, paid_days_ago=0.1), products=[a_product(M=-1)]
    )
    text = drafted.suggestions[0].text
    assert all(way in text for way in ("换款", "等货", "退款"))
    assert "今天发" not in text


def test_the_last_piece_is_the_buyers_own() -> None:
    bought_the_last = ordered(OrderState.PAID, paid_days_ago=0.1)
    assert "缺货" not in first("urge_dispatch", "今天能发吗", bought_the_last, products=[a_product(M=0)])


def test_a_sold_out_product_is_not_promised_for_today() -> None:
    empty = replace(a_product(S=0, M=0, L=-1))
    text = first("ask_dispatch_time", "今天能发吗", products=[empty], product="DX001")
    assert "没有现货" in text
    assert "当天" not in text


def test_a_sold_out_product_names_the_day_it_is_back_only_when_that_lies_ahead() -> None:
    empty = a_product(S=0, M=0, L=0)
    back = replace(
        empty, skus=tuple(replace(sku, restock_on=NOW.date() + timedelta(days=3)) for sku in empty.skus)
    )
    late = replace(
        empty, skus=tuple(replace(sku, restock_on=NOW.date() - timedelta(days=3)) for sku in empty.skus)
    )
    assert "6月13日" in first("ask_dispatch_time", "今天能发吗", products=[back], product="DX001")
    assert "6月7日" not in first("ask_dispatch_time", "今天能发吗", products=[late], product="DX001")


def test_goods_made_to_order_follow_the_shops_own_word() -> None:
    custom = a_product(cls=ReturnClass.CUSTOM)
    for orders in ((), (PAID,), (ordered(OrderState.PAID, paid_days_ago=4),)):
        text = first("ask_dispatch_time", "哪天发", *orders, products=[custom], product="DX001")
        assert "姓名刺绣付款后三天内绣好发出" in text
    unsaid = first("ask_dispatch_time", "哪天发", PAID, products=[custom], shop=BARE_SHOP)
    assert "三天" not in unsaid


def test_a_held_order_is_not_promised() -> None:
    text = first("urge_dispatch", "怎么还不发", ordered(OrderState.PAID, flag=Flag.YELLOW))
    assert "核对" in text


def test_of_two_equal_orders_the_buyer_is_asked_whether_both_are_wanted() -> None:
    twins = [
        ordered(OrderState.PAID, flag=Flag.YELLOW),
        ordered(OrderState.PAID, flag=Flag.YELLOW, number="40210000000000003131"),
    ]
    assert "都要还是留一单" in first("urge_dispatch", "怎么还不发", *twins)


def test_of_two_different_orders_the_buyer_is_asked_which() -> None:
    others = (
        ordered(OrderState.PAID),
        ordered(OrderState.PAID, codes=("DX002",), number="40210000000000003131"),
    )
    drafted = draft("urge_dispatch", "怎么还不发", *others)
    assert "后四位" in drafted.suggestions[0].text
    assert "3131" in first("urge_dispatch", "3131的", *others)


def test_an_order_whose_refund_is_open_is_not_sent() -> None:
    text = first(
        "urge_dispatch", "还不发", ordered(OrderState.PAID, refund=a_refund(RefundState.WAIT_SELLER_AGREE))
    )
    assert "撤销退款" in text


def test_an_order_that_was_sent_is_answered_with_its_parcel() -> None:
    text = first("urge_dispatch", "怎么还不发", sent(ParcelState.IN_TRANSIT))
    assert "杭州" in text
    assert "催仓库" not in text


def test_a_buyer_of_the_past_who_looks_at_a_product_asks_about_a_new_order() -> None:
    old = ordered(OrderState.FINISHED)
    assert "当天就发" in first("ask_dispatch_time", "什么时候发货", old, product="DX001")


def test_who_urges_without_an_order_is_asked_for_it() -> None:
    assert "订单号后四位" in first("urge_dispatch", "催发货")


def test_a_strangers_order_number_counts_as_unknown() -> None:
    text = first("urge_dispatch", "尾号7777", PAID, entities=(named("order_tail", "7777", "尾号7777"),))
    assert "没查到" in text


def test_an_overdue_order_waits_for_a_person_at_night() -> None:
    """The draft says that someone will speak to the warehouse: at night nobody would."""
    drafted = draft("urge_dispatch", "还不发", ordered(OrderState.PAID, paid_days_ago=4), at=AT_NIGHT)
    assert (drafted.route, drafted.reason) == (Route.HOLD, "facts_missing")


def test_at_night_nobody_is_said_to_run_to_the_warehouse() -> None:
    in_time = ordered(OrderState.PAID, paid_days_ago=0.1)
    by_day = first("urge_dispatch", "还不发", in_time)
    drafted = draft("urge_dispatch", "还不发", in_time, at=AT_NIGHT)
    assert "仓库" in by_day
    assert "仓库" not in drafted.suggestions[0].text
    assert "物流" in drafted.suggestions[0].text
    assert (drafted.route, drafted.reason) == (Route.HOLD, "after_hours")


# --- arrival
def test_arrival_counts_from_the_dispatch_day_by_the_places_days() -> None:
    entities = (named("city", "武汉", WUHAN), named("province", "湖北", WUHAN, "武汉"))
    assert "2-3天" in first("ask_eta", WUHAN, entities=entities)
    assert "6月13日" in first("ask_eta", WUHAN, entities=entities)
    assert "6月14日" in first("ask_eta", WUHAN, entities=entities, at=LATE)


def test_without_a_place_the_buyer_is_asked_where_to() -> None:
    drafted = draft("ask_eta", "几天到")
    assert "哪个省市" in drafted.suggestions[0].text or "省市" in drafted.suggestions[0].text


def test_the_buyers_own_address_serves_when_the_message_names_none() -> None:
    assert "武汉" in first("ask_eta", "几天到", PAID)


def test_a_known_buyers_city_serves_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(after_sale_shop, "BUYER", Buyer(1, "web", "b", "小鱼", city="长沙", province="湖南"))
    assert "长沙" in first("ask_eta", "几天到")
    assert "长沙" in first("ask_shipping_fee", "包邮吗")


@pytest.mark.parametrize(
    ("value", "said"),
    [("P5D", "来得及"), ("P3D", "应该来得及"), ("P2D", "有点紧"), ("P1D", "怕是赶不上")],
)
def test_a_wanted_day_is_held_against_the_usual_days(value: str, said: str) -> None:
    text = "那天前能到武汉吗"
    entities = (
        named("city", "武汉", text),
        named("province", "湖北", text, "武汉"),
        named("date", value, text, "那天"),
    )
    assert said in first("ask_eta", text, entities=entities)


def test_a_parcel_on_its_way_has_its_usual_arrival() -> None:
    text = first("ask_eta", "还有几天", sent(ParcelState.IN_TRANSIT, 0.5))
    assert "6月11日" in text  # left on the 8th, at most three days on the road


def test_a_late_parcel_is_apologised_for_instead_of_counted() -> None:
    text = first("ask_eta", "还有几天", sent(ParcelState.IN_TRANSIT, 2))
    assert "前后" not in text
    assert "催" in text


def test_no_arrival_is_ever_promised() -> None:
    for orders in every_order():
        text = first("ask_eta", "几天到", *orders)
        assert not any(word in text for word in ("一定", "保证", "肯定", "必到"))


# --- postage and places
def test_postage_depends_on_place_and_goods() -> None:
    entities = (named("city", "武汉", WUHAN), named("province", "湖北", WUHAN, "武汉"))
    below = first("ask_shipping_fee", WUHAN, entities=entities, product="DX001")
    assert "邮费6元" in below
    assert "41元" in below  # 200 less 159
    enough = replace(a_product(), price=Fen(20000))
    assert "包邮" in first("ask_shipping_fee", WUHAN, entities=entities, products=[enough], product="DX001")
    assert "满200元就包邮" in first("ask_shipping_fee", WUHAN, entities=entities)


def test_near_places_pay_nothing() -> None:
    assert "寄杭州是包邮" in first(
        "ask_shipping_fee",
        "杭州",
        entities=(named("province", "浙江", "杭州", "杭州"), named("city", "杭州", "杭州")),
    )


def test_far_places_are_reckoned_by_weight() -> None:
    entities = (named("province", "新疆", "到新疆"),)
    assert "1公斤内15元" in first("ask_shipping_fee", "到新疆", entities=entities)
    heavy = replace(a_product(), skus=tuple(replace(sku, weight_grams=1400) for sku in a_product().skus))
    text = first("ask_shipping_fee", "到新疆", entities=entities, products=[heavy], product="DX001")
    assert "23元" in text


def test_places_that_are_not_reached_are_told_so_with_another_way() -> None:
    for intent in ("ask_shipping_fee", "ask_delivery_area", "ask_eta"):
        text = first(intent, "香港", entities=(named("province", "香港", "香港"),))
        assert "寄不到" in text
        assert "地址" in text


@pytest.mark.parametrize("text", ["青岛能送吗", "新乡能送吗", "景德镇能送吗", "镇江能送吗"])
def test_a_city_whose_name_sounds_like_a_village_is_none(text: str) -> None:
    assert "镇" not in first("ask_delivery_area", text, PAID)
    assert "镇名" in first("ask_delivery_area", "我们这镇上能送吗", PAID)


def test_who_would_only_buy_if_it_went_today_has_not_ordered() -> None:
    assert "16:00前" in first("ask_dispatch_time", "今天能发我就拍", sent(ParcelState.IN_TRANSIT))


def test_another_country_is_not_reached() -> None:
    assert "国内" in first("ask_delivery_area", "能寄加拿大吗")


def test_a_province_the_shop_has_no_rule_for_is_looked_up_not_invented() -> None:
    drafted = draft(
        "ask_shipping_fee", "到海南", entities=(named("province", "海南", "到海南"),), at=NOW.replace(hour=18)
    )
    assert "问清楚" in drafted.suggestions[0].text
    assert drafted.route is Route.HOLD


# --- couriers
def test_a_courier_that_is_not_ours_is_declined_with_ours() -> None:
    text = first("ask_courier", "能发极兔吗", entities=(named("courier", "极兔", "能发极兔吗"),))
    assert "极兔我们没有合作" in text
    assert "圆通速递" in text


def test_a_better_courier_comes_with_the_shops_own_word() -> None:
    assert "按重量补差价" in first(
        "ask_courier", "能发顺丰吗", entities=(named("courier", "顺丰", "能发顺丰吗"),)
    )


def test_a_refused_courier_is_replaced_where_there_is_another() -> None:
    refused = (named("courier", "中通", "别发中通"),)
    assert "圆通速递" in first("ask_courier", "别发中通", entities=refused)
    only = replace(SHOP, couriers=("中通快递",))
    assert "目前只合作中通快递" in first("ask_courier", "别发中通", entities=refused, shop=only)


def test_a_sent_parcel_stays_with_its_courier() -> None:
    text = first(
        "ask_courier",
        "换成顺丰",
        sent(ParcelState.IN_TRANSIT),
        entities=(named("courier", "顺丰", "换成顺丰"),),
    )
    assert "没法换" in text
    assert "中通快递" in text


def test_a_shop_without_couriers_asks_the_warehouse() -> None:
    assert "确认" in first("ask_courier", "发什么快递", shop=BARE_SHOP)


# --- where it is sent from
@pytest.mark.parametrize(
    "text", ["从哪里发货", "你家仓库在哪", "货在哪个仓", "是从广东发还是浙江发", "哪儿发货啊", "是本地仓吗"]
)
def test_where_it_is_sent_from_is_the_shops_own_warehouse(text: str) -> None:
    shop = replace(SHOP, warehouse="杭州")
    assert "杭州" in first("ask_delivery_area", text, shop=shop)
    unset = draft("ask_delivery_area", text, at=AT_NIGHT)
    assert "杭州" not in unset.suggestions[0].text
    assert unset.reason == "facts_missing"


@pytest.mark.parametrize("text", ["武汉能送到吗", "不发货地区有哪些", "转运仓在东莞你们能送到仓库吗"])
def test_whether_a_place_is_reached_is_another_question(text: str) -> None:
    assert "杭州" not in first("ask_delivery_area", text, shop=replace(SHOP, warehouse="杭州"))
