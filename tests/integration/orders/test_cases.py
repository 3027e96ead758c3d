"""After-sale cases on both databases: the order's refund on record follows, and what may be claimed."""

from __future__ import annotations

import pytest

from bot.core.after_sale_cases import CaseKind, CaseState, CaseWish
from bot.core.conversations import MessageKind, Sender
from bot.core.money import Fen
from bot.core.orders import OrderState, Refund, RefundState
from bot.core.refusals import Refusal
from bot.services.faults import Blocked, Forbidden, RuledOut
from bot.services.receive import Incoming
from tests.integration.orders.conftest import AGENT, CLERK, MANAGER, NUMBER, Desk

BACK = CaseWish(CaseKind.RETURN_REFUND, "质量问题", amount=Fen(18900))


def test_a_return_goes_its_way_and_the_record_follows(desk: Desk) -> None:
    desk.plant(OrderState.FINISHED, finished_at=desk.clock())
    talk = desk.talk("衣服开线了 退货")
    case = desk.work.cases.open(talk, NUMBER, BACK, AGENT)
    refund = desk.order().refund
    assert refund and (refund.state, refund.amount) == (RefundState.WAIT_SELLER_AGREE, 18900)
    with pytest.raises(Forbidden):
        desk.work.cases.move(case, CaseState.WAITING_GOODS, "", AGENT)
    desk.work.cases.move(case, CaseState.WAITING_GOODS, "", MANAGER)
    refund = desk.order().refund
    assert refund and refund.state is RefundState.WAIT_BUYER_RETURN
    desk.work.cases.move(case, CaseState.WAITING_MONEY, "收到了，吊牌在", CLERK)
    with pytest.raises(Forbidden):
        desk.work.cases.move(case, CaseState.DONE, "", CLERK)
    with pytest.raises(Blocked):
        desk.reply.typed(talk, "已经给您退款了", "money-1", AGENT.login)
    desk.work.cases.move(case, CaseState.DONE, "", MANAGER)
    desk.reply.typed(talk, "已经给您退款了", "money-2", AGENT.login)
    assert [entry[2]["state"] for entry in desk.audit("case_moved")] == [
        "waiting_goods",
        "waiting_money",
        "done",
    ]
    assert desk.events("case_changed") == 4
    (shown,) = desk.side(talk).work[NUMBER].cases
    assert (shown.state, shown.outcome, shown.due_at) == (CaseState.DONE, "收到了，吊牌在", None)


def test_an_unsent_order_with_a_case_is_not_changed_any_more(desk: Desk) -> None:
    desk.plant()
    talk = desk.talk("不想要了")
    desk.work.cases.open(
        talk, NUMBER, CaseWish(CaseKind.REFUND_ONLY, "多拍/错拍/不想要", amount=Fen(18900)), AGENT
    )
    with pytest.raises(RuledOut) as fault:
        desk.work.orders.item((talk, NUMBER), "1", "s-l", "大一码", True, AGENT)
    assert fault.value.refusal is Refusal.REFUND_OPEN


def test_the_platforms_own_refund_stands_when_a_case_is_opened_beside_it(desk: Desk) -> None:
    own = Refund(RefundState.WAIT_BUYER_RETURN, Fen(9900), "7天无理由", desk.clock(), True)
    desk.plant(OrderState.FINISHED, refund=own)
    desk.work.cases.open(desk.talk(), NUMBER, CaseWish(CaseKind.REFUND_ONLY, "破损", amount=Fen(1000)), AGENT)
    refund = desk.order().refund
    assert refund and (refund.state, refund.amount) == (own.state, own.amount)


def test_an_exchange_that_is_done_may_be_called_resent(desk: Desk) -> None:
    desk.plant(OrderState.FINISHED)
    talk = desk.talk()
    case = desk.work.cases.open(talk, NUMBER, CaseWish(CaseKind.EXCHANGE, "发错货"), AGENT)
    desk.work.cases.move(case, CaseState.WAITING_GOODS, "", MANAGER)
    desk.work.cases.move(case, CaseState.DONE, "顺丰 SF123", MANAGER)
    assert desk.order().refund is None
    desk.reply.typed(talk, "新的已经补发了", "resent-1", AGENT.login)


def test_only_pictures_of_this_talk_are_named(desk: Desk) -> None:
    desk.plant(OrderState.FINISHED)
    talk = desk.talk("破了")
    picture = Incoming("api", "talk", "p1", Sender.BUYER, MessageKind.IMAGE, "[图片]", "b1", "小鹿")
    desk.receive.message(picture)
    with desk.store.read() as work:
        ids = tuple(message.id for message in work.messages.of(talk))
    wish = CaseWish(CaseKind.COMPLAINT, "破损", photos=(*ids, 999))
    desk.work.cases.open(talk, NUMBER, wish, AGENT)
    assert desk.side(talk).work[NUMBER].cases[0].photos == ids[-1:]
    assert len(desk.work.cases.form(talk, NUMBER, AGENT).pictures) == 1
