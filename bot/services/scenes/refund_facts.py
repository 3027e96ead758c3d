"""An order's refund: its state, who acts next and by when (handbook C3)."""

from __future__ import annotations

from bot.core.orders import Order, RefundState
from bot.core.refunds import Actor, is_for_fault, refund_stage
from bot.core.suggestions import FactValue
from bot.services.context import TalkContext

SENT_BACK = "sent_back_order"
"""Key of the talk's memory: the order whose goods the buyer says are on their way back."""
DUE = {0: "today", 1: "tomorrow"}


def refund_facts(order: Order, context: TalkContext) -> dict[str, FactValue]:
    refund = order.refund
    if refund is None:
        return {"refund.known": False}
    facts: dict[str, FactValue] = {
        "refund.known": True,
        "refund.state": refund.state.value,
        "refund.amount": refund.amount,
        "refund.goods_back": refund.goods_back,
        "refund.done": refund.state is RefundState.SUCCESS,
        "refund.for_fault": is_for_fault(refund),
        "refund.sent_back": context.turn.memory.get(SENT_BACK) == order.number,
    }
    stage = refund_stage(refund, context.now, context.shop.refund_within)
    if stage.actor is not Actor.SHOP or stage.deadline is None:
        return facts
    facts["refund.overdue"] = stage.overdue
    if not stage.overdue:
        day = stage.deadline.astimezone(context.shop.timezone).date()
        facts["refund.by"] = day.isoformat()
        if (days := (day - context.now.date()).days) in DUE:
            facts["refund.due"] = DUE[days]
    return facts
