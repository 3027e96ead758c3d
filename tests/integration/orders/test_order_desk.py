"""Orders changed by agents: order, record, audit, the warehouse's task, the reply and the guard in one go."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.adapters.store.tables.talks import SuggestionRow
from bot.core.conversations import Route
from bot.core.money import Fen
from bot.core.new_receiver import Told
from bot.core.order_actions import Done
from bot.core.order_tasks import TaskKind
from bot.core.orders import Flag, OrderState, Refund, RefundState
from bot.core.refusals import Refusal
from bot.core.suggestions import Drafted, Suggestion
from bot.services.faults import Blocked, Forbidden, NotFound, RuledOut
from tests.integration.orders.conftest import AGENT, CLERK, NUMBER, RECEIVER, Desk

PENDING = select(SuggestionRow).where(SuggestionRow.state == "pending")
NEW = Told("", "", "上海市 上海市 静安区南京西路1号3楼")
CLAIM = "已经帮您改好地址了，您核对下"


def test_a_changed_address_is_on_record_and_may_be_claimed(desk: Desk) -> None:
    desk.plant()
    talk = desk.talk()
    with pytest.raises(Blocked):
        desk.reply.typed(talk, CLAIM, "before-1", AGENT.login)
    desk.work.orders.address((talk, NUMBER), NEW, "买家填错了", False, AGENT)
    order = desk.order()
    assert (order.receiver.province, order.receiver.city) == ("上海市", "上海市")
    assert order.receiver.phone == RECEIVER.phone
    assert order.flag is Flag.YELLOW
    assert order.seller_note == "11-18 14:00 小美：买家填错了"
    assert order.done == {Done.ADDRESS}
    ((actor, subject, detail),) = desk.audit("order_address")
    assert (actor, subject) == (AGENT.login, f"order {NUMBER}")
    assert (detail["from"], detail["to"]) == ("浙江省 杭州市", "上海市 上海市")
    assert RECEIVER.address not in str(detail) and "静安" not in str(detail)
    assert desk.events("order_changed") == 1
    (task,) = desk.work.warehouse.listed().unfinished
    assert (task.kind, task.order, task.detail) == (TaskKind.RELABEL, NUMBER, "买家填错了")
    desk.reply.typed(talk, CLAIM, "after-1", AGENT.login)


def test_the_buyer_is_told_by_a_reply_that_is_offered_at_once(desk: Desk) -> None:
    desk.plant()
    talk = desk.talk()
    with desk.store.write() as work:
        last = work.messages.of(talk)[-1]
        promise = Suggestion("我这就去登记", "change_address", "change_address", 0.9, {})
        drafted = Drafted(last.text, ("change_address",), (promise,), Route.AGENT, "in_hours")
        work.suggestions.add_draft(talk, last.id, drafted, desk.clock())
    desk.work.orders.address((talk, NUMBER), NEW, "买家填错了", True, AGENT)
    assert desk.order().flag is Flag.RED
    with desk.store.read() as work:
        pending = list(work.session.execute(PENDING).scalars())
    (offer,) = pending
    assert "改好" in offer.text and "上海静安区" in offer.text and "1234" in offer.text
    assert offer.findings == []
    assert (offer.script, offer.intent) == ("change_address", "change_address")


def test_the_facts_of_the_next_draft_follow_the_new_address(desk: Desk) -> None:
    desk.plant()
    talk = desk.talk()
    desk.work.orders.address((talk, NUMBER), NEW, "买家填错了", True, AGENT)
    order = desk.context(talk).order_focus().order
    assert order and order.receiver.city == "上海市"


def test_another_piece_moves_line_stock_and_difference(desk: Desk) -> None:
    desk.plant()
    talk = desk.talk("换成L码")
    desk.work.orders.item((talk, NUMBER), "1", "s-l", "买家要大一码", True, AGENT)
    order = desk.order()
    assert (order.lines[0].sku_code, order.lines[0].options) == ("s-l", "颜色:奶杏;尺码:L")
    assert (order.lines[0].price, order.total, order.flag) == (18900, 18900, Flag.RED)
    with desk.store.read() as work:
        product = work.catalogue.product("demo", "L1")
    assert product and {sku.code: sku.stock for sku in product.skus} == {"s-m": 4, "s-l": 1, "s-xl": 0}
    ((_, _, detail),) = desk.audit("order_item")
    assert detail["difference"] == "10"
    assert [task.kind for task in desk.work.warehouse.listed().unfinished] == [TaskKind.REPRINT]
    with pytest.raises(RuledOut) as fault:
        desk.work.orders.item((talk, NUMBER), "1", "s-xl", "再大", True, AGENT)
    assert fault.value.refusal is Refusal.SOLD_OUT


def test_a_faster_courier_is_paid_for_first(desk: Desk) -> None:
    desk.plant()
    talk = desk.talk("发顺丰可以吗")
    desk.work.orders.courier((talk, NUMBER), "顺丰速运", "买家急用", False, AGENT)
    order = desk.order()
    assert order.flag is Flag.YELLOW
    assert order.seller_note.endswith("小美：顺丰速运 +13 买家急用")
    ((_, _, detail),) = desk.audit("order_courier")
    assert (detail["to"], detail["difference"]) == ("顺丰速运", "13")
    assert [task.kind for task in desk.work.warehouse.listed().unfinished] == [TaskKind.FASTER]
    with pytest.raises(RuledOut):
        desk.work.orders.courier((talk, NUMBER), "圆通速递", "买家急用", False, AGENT)


def test_flags_and_notes_are_signed_lines_of_the_orders_note(desk: Desk) -> None:
    desk.plant()
    talk = desk.talk()
    desk.work.orders.note((talk, NUMBER), "送人的，\n别放小票", AGENT)
    desk.clock.advance(minutes=5)
    desk.work.orders.flag((talk, NUMBER), Flag.PURPLE, "老板的朋友", AGENT)
    order = desk.order()
    assert order.seller_note == "11-18 14:00 小美：送人的， 别放小票\n11-18 14:05 小美：老板的朋友"
    assert order.flag is Flag.PURPLE
    desk.reply.typed(talk, "已经给您备注好了", "note-1", AGENT.login)


@pytest.mark.parametrize(
    ("state", "refusal"),
    [(OrderState.SHIPPED, Refusal.ON_THE_WAY), (OrderState.FINISHED, Refusal.ARRIVED)],
)
def test_what_has_left_is_not_changed(desk: Desk, state: OrderState, refusal: Refusal) -> None:
    desk.plant(state, shipped_at=desk.clock())
    talk = desk.talk()
    before = desk.order()
    with pytest.raises(RuledOut) as fault:
        desk.work.orders.address((talk, NUMBER), NEW, "买家填错了", True, AGENT)
    assert fault.value.refusal is refusal
    assert desk.order() == before
    assert (desk.audit("order_address"), desk.events("order_changed")) == ([], 0)
    assert desk.work.warehouse.listed().unfinished == ()


def test_an_order_whose_money_is_asked_back_is_not_flagged_to_be_sent(desk: Desk) -> None:
    asked = Refund(RefundState.WAIT_SELLER_AGREE, Fen(18900), "不想要", desk.clock(), False)
    desk.plant(refund=asked)
    talk = desk.talk()
    with pytest.raises(RuledOut) as fault:
        desk.work.orders.flag((talk, NUMBER), Flag.RED, "可以发", AGENT)
    assert fault.value.refusal is Refusal.REFUND_OPEN
    desk.work.orders.flag((talk, NUMBER), Flag.BLUE, "买家要退款", AGENT)
    assert desk.order().flag is Flag.BLUE


def test_neither_another_buyers_order_nor_an_unfit_role_gets_through(desk: Desk) -> None:
    desk.plant()
    desk.plant(number="3141592653589790000")
    talk = desk.talk()
    with desk.store.write() as work:
        other = work.orders.get("demo", NUMBER)
        assert other
        work.orders.put("demo", replace(other, number="777", buyer_nick="小马"), {})
    with pytest.raises(NotFound):
        desk.work.orders.note((talk, "777"), "看看", AGENT)
    with pytest.raises(Forbidden):
        desk.work.orders.note((talk, NUMBER), "看看", CLERK)
    with pytest.raises(RuledOut) as fault:
        desk.work.orders.flag((talk, NUMBER), Flag.YELLOW, "  ", AGENT)
    assert fault.value.refusal is Refusal.NO_REASON


def test_an_export_from_before_the_change_does_not_undo_it_and_news_of_the_platform_do_count(
    desk: Desk,
) -> None:
    desk.plant()
    old = desk.order()
    talk = desk.talk()
    desk.work.orders.address((talk, NUMBER), NEW, "买家填错了", True, AGENT)
    desk.work.orders.item((talk, NUMBER), "1", "s-l", "大一码", True, AGENT)
    with desk.store.write() as work:
        work.orders.put("demo", old, {})
    order = desk.order()
    assert (order.receiver.city, order.flag, order.lines[0].sku_code) == ("上海市", Flag.RED, "s-l")
    assert "买家填错了" in order.seller_note
    later = replace(old, receiver=replace(RECEIVER, phone="13700005678"), state=OrderState.SHIPPED)
    with desk.store.write() as work:
        work.orders.put("demo", later, {})
    order = desk.order()
    assert (order.receiver.city, order.receiver.phone, order.state) == (
        "上海市",
        "13700005678",
        OrderState.SHIPPED,
    )
