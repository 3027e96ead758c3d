"""Drafts about parcels: where they are, what is wrong, where else they shall go."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.conversations import Route
from bot.core.orders import OrderState, RefundState
from bot.core.parcels import ParcelEvent, ParcelState
from tests.unit.services.after_sale_shop import a_parcel, a_refund
from tests.unit.services.delivery_shop import NOW, best, draft, every_order, first, named, ordered, sent

INTENTS = ("track_logistics", "report_logistics_problem", "redirect_parcel", "extend_receipt")
ON_THE_WAY = sent(ParcelState.IN_TRANSIT, 0.5)
STUCK = sent(ParcelState.IN_TRANSIT, 5)
TWO_WAYS = ("补发", "退款")


@pytest.mark.parametrize("intent", INTENTS)
@pytest.mark.parametrize("text", ["到哪了", "没收到", "箱子破了", "改天再派"])
def test_every_order_has_an_answer_that_may_be_sent(intent: str, text: str) -> None:
    for orders in every_order():
        suggestion = best(intent, text, *orders)
        assert suggestion.findings == ()
        assert len(suggestion.text) <= 60
        assert "念安" not in suggestion.text


# --- where it is
def test_a_parcel_on_its_way_is_placed_in_shop_time() -> None:
    text = first("track_logistics", "到哪了", ON_THE_WAY)
    assert "6月10日 02:00在杭州" in text


def test_who_asks_for_the_number_gets_the_number() -> None:
    text = first("track_logistics", "单号发我", ON_THE_WAY)
    assert "中通快递" in text
    assert "77000001973060" in text


def test_a_stuck_parcel_is_apologised_for_and_chased() -> None:
    suggestion = best("track_logistics", "到哪了", STUCK)
    assert "抱歉" in suggestion.text
    assert "6月5日 14:00" in suggestion.text
    assert "催" in suggestion.text
    assert draft("track_logistics", "到哪了", STUCK, at=NOW.replace(hour=18)).route is Route.HOLD


def test_a_parcel_that_was_not_picked_up_goes_to_the_warehouse_first() -> None:
    text = first("track_logistics", "怎么没揽收", sent(ParcelState.WAITING_PICKUP, 2))
    assert text.index("仓库") < text.index("催")


def test_a_parcel_that_waits_for_its_pickup_is_no_cause_for_alarm() -> None:
    assert "抱歉" not in first("track_logistics", "到哪了", sent(ParcelState.WAITING_PICKUP, 0.5))


def test_a_late_parcel_is_apologised_for_even_while_it_moves() -> None:
    assert "抱歉" in first("track_logistics", "到哪了", sent(ParcelState.IN_TRANSIT, 2))


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (ParcelState.DELIVERING, "派送"),
        (ParcelState.AT_STATION, "代收点"),
        (ParcelState.SIGNED, "签收"),
        (ParcelState.REFUSED, "拒收"),
        (ParcelState.RETURNING, "正在退回"),
        (ParcelState.RETURNED, "回到仓库"),
        (ParcelState.TROUBLE, "催"),
    ],
)
def test_every_state_of_a_parcel_has_its_word(state: ParcelState, said: str) -> None:
    assert said in first("track_logistics", "到哪了", sent(state, 0.5))


def test_a_parcel_without_events_is_not_placed_anywhere() -> None:
    silent = replace(a_parcel(ParcelState.IN_TRANSIT), events=(), shipped_at=None)
    text = first("track_logistics", "到哪了", ordered(OrderState.SHIPPED, silent))
    assert "月" not in text
    assert "77000001973060" in text


def test_an_event_without_a_place_is_told_by_its_time() -> None:
    placeless = replace(
        a_parcel(ParcelState.IN_TRANSIT, 0.5), events=(ParcelEvent(NOW, "运输中", ParcelState.IN_TRANSIT),)
    )
    assert "6月10日 14:00" in first("track_logistics", "到哪了", ordered(OrderState.SHIPPED, placeless))


def test_an_order_sent_without_a_number_is_looked_up() -> None:
    assert "跟仓库" in first("track_logistics", "单号呢", ordered(OrderState.SHIPPED))


def test_an_order_that_was_not_sent_falls_to_the_dispatch_promise() -> None:
    assert "发" in first("track_logistics", "到哪了", ordered(OrderState.PAID, paid_days_ago=0.1))
    assert "催仓库" in first("track_logistics", "到哪了", ordered(OrderState.PAID, paid_days_ago=4))


def test_several_parcels_of_one_order_are_all_named() -> None:
    second = replace(a_parcel(ParcelState.IN_TRANSIT, 0.5), tracking_number="88120463")
    text = first(
        "track_logistics",
        "两个单号都给我",
        ordered(OrderState.SHIPPED, a_parcel(ParcelState.IN_TRANSIT, 0.5), second),
    )
    assert "77000001973060" in text
    assert "88120463" in text


def test_a_tracking_number_finds_its_own_parcel() -> None:
    second = replace(a_parcel(ParcelState.SIGNED), tracking_number="88120463")
    order = ordered(OrderState.SHIPPED, second, a_parcel(ParcelState.IN_TRANSIT, 0.5))
    entities = (named("tracking_number", "88120463", "88120463到哪了"),)
    assert "签收" in first("track_logistics", "88120463到哪了", order, entities=entities)


def test_of_a_sent_and_an_unsent_order_the_sent_one_is_tracked() -> None:
    unsent = ordered(OrderState.PAID, number="40210000000000003131")
    assert "杭州" in first("track_logistics", "到哪了", ON_THE_WAY, unsent)
    assert "后四位" in first("track_logistics", "发了没", ON_THE_WAY, unsent)


def test_a_part_that_is_still_in_the_warehouse_is_not_forgotten() -> None:
    partly = ordered(OrderState.PART_SHIPPED, a_parcel(ParcelState.IN_TRANSIT, 0.5))
    assert "剩下" in first("track_logistics", "到哪了", partly)


def test_a_place_that_is_hostile_is_said_as_plain_text() -> None:
    event = ParcelEvent(NOW, "x", ParcelState.IN_TRANSIT, "{order.tail}\n<b>杭州</b>")
    hostile = replace(a_parcel(ParcelState.IN_TRANSIT, 0.5), events=(event,))
    text = first("track_logistics", "到哪了", ordered(OrderState.SHIPPED, hostile))
    assert "\n" not in text
    assert "{order.tail}" in text


# --- what is wrong
def test_signed_but_not_received_asks_where_it_may_be_and_has_two_ways_out() -> None:
    text = first("report_logistics_problem", "显示签收我没收到", sent(ParcelState.SIGNED, 1))
    assert all(place in text for place in ("家人", "门卫", "驿站"))
    assert "核实" in text
    assert all(way in text for way in TWO_WAYS)


@pytest.mark.parametrize("told", ["物流五天没动", "快递丢了"])
def test_a_stuck_or_lost_parcel_is_chased_with_two_ways_out(told: str) -> None:
    text = first("report_logistics_problem", told, STUCK)
    assert "抱歉" in text
    assert "杭州" in text
    assert all(way in text for way in TWO_WAYS)


def test_a_parcel_that_moves_is_told_where_it_is_before_anyone_is_chased() -> None:
    assert "还在路上" in first("report_logistics_problem", "怎么这么慢 卡住了吧", ON_THE_WAY)


def test_a_broken_box_is_photographed() -> None:
    assert "拍" in first("report_logistics_problem", "箱子压扁了", sent(ParcelState.SIGNED))


def test_a_trouble_without_an_order_is_still_apologised_for() -> None:
    drafted = draft("report_logistics_problem", "快递丢了")
    assert "订单号" in drafted.suggestions[0].text
    assert drafted.reason == "facts_missing"


# --- where else
def test_a_parcel_on_its_way_may_be_caught_or_refused() -> None:
    text = first("redirect_parcel", "帮我拦一下", ON_THE_WAY)
    assert "申请拦截" in text
    assert "拒收" in text


def test_a_parcel_at_the_door_is_refused() -> None:
    assert "拒收" in first("redirect_parcel", "帮我拦一下", sent(ParcelState.DELIVERING, 0.2))


def test_a_parcel_that_has_not_left_needs_no_catching() -> None:
    assert "不用拦" in first("redirect_parcel", "帮我拦一下", ordered(OrderState.PAID))


def test_another_delivery_takes_the_day_the_buyer_names() -> None:
    entities = (named("date", "XXXX-WXX-6", "周六再派一次", "周六"),)
    assert "6月13日" in first(
        "redirect_parcel", "周六再派一次", sent(ParcelState.DELIVERING, 0.2), entities=entities
    )
    assert "什么时间方便" in first("redirect_parcel", "再派一次", sent(ParcelState.DELIVERING, 0.2))


# --- longer receipt
def test_receipt_is_prolonged_only_while_the_parcel_is_out() -> None:
    assert "延长收货" in first("extend_receipt", "延长收货", ON_THE_WAY)
    assert "还没发" in first("extend_receipt", "延长收货", ordered(OrderState.PAID))
    assert "没法延长" in first(
        "extend_receipt", "延长收货", ordered(OrderState.FINISHED, a_parcel(ParcelState.SIGNED))
    )


def test_a_stuck_parcel_is_chased_as_well() -> None:
    text = first("extend_receipt", "货没到 延长收货", STUCK)
    assert "延长收货" in text
    assert "催" in text


def test_an_open_refund_does_not_hide_the_parcel() -> None:
    asked = sent(ParcelState.IN_TRANSIT, 0.5, refund=a_refund(RefundState.WAIT_SELLER_AGREE))
    assert "杭州" in first("track_logistics", "到哪了", asked)


# --- what the buyer says of it
def test_a_wish_that_cannot_be_read_is_asked_about_and_nothing_is_caught() -> None:
    for state in (ParcelState.IN_TRANSIT, ParcelState.DELIVERING, ParcelState.AT_STATION):
        text = first("redirect_parcel", "你跟快递说一声", sent(state, 0.5))
        assert "呢" in text or "？" in text
        assert "拒收" not in text
        assert "退款" not in text


def test_a_parcel_may_be_left_at_the_door() -> None:
    text = first("redirect_parcel", "放门口就行 我不在家", sent(ParcelState.DELIVERING, 0.1))
    assert "中通快递" in text
    assert "拒收" not in text


def test_a_courier_who_reached_nobody_shall_call_again() -> None:
    text = first("report_logistics_problem", "快递说打不通我电话", sent(ParcelState.TROUBLE, 0.5))
    assert "4928" in text
    assert "丢" not in text


def test_why_there_is_nothing_to_be_seen_is_answered_and_may_be_answered_alone() -> None:
    waiting = sent(ParcelState.WAITING_PICKUP, 0.2)
    assert "揽收" in first("track_logistics", "有单号了怎么查不到物流", waiting)
    assert draft("track_logistics", "有单号了怎么查不到物流", waiting).reason == "in_hours"


def test_a_refused_parcel_is_told_with_the_refund_that_waits_for_it() -> None:
    back = sent(ParcelState.RETURNING, 0.5, refund=a_refund(RefundState.WAIT_SELLER_AGREE))
    text = first("track_logistics", "包裹退到哪了", back)
    assert "退款" in text
    assert "还要货" not in text


def test_the_station_is_named_where_the_courier_names_it() -> None:
    lying = sent(ParcelState.AT_STATION, 0.5)
    event = ParcelEvent(
        NOW, "【武汉市】快件已存放至【云雀街驿站】，请凭取件码领取", ParcelState.AT_STATION, "武汉"
    )
    named_there = replace(lying, parcels=(replace(lying.parcels[0], events=(event,)),))
    assert "云雀街驿站" in first("track_logistics", "放在哪个驿站了", named_there)
    assert "代收点" in first("track_logistics", "放在哪个驿站了", lying)
