"""Facts that scripts of every scene may use: the shop, the hour, the product and the order in focus."""

from __future__ import annotations

from bot.core.conversations import Sender
from bot.core.order_focus import OrderFocus
from bot.core.suggestions import FactValue
from bot.services.context import TalkContext

DAY_PARTS = ((5, "night"), (9, "morning"), (11, "forenoon"), (13, "noon"), (18, "afternoon"), (24, "evening"))
"""(hour the part ends, its name)"""
TAIL = 4
QUESTION_MARKS = ("?", "？")


def talk_facts(context: TalkContext, focus: OrderFocus | None = None) -> dict[str, FactValue]:
    """`focus` is the scene's own choice of order, where it differs from the talk's."""
    return {
        "shop.name": context.shop.name,
        "shop.open": context.open_now,
        "talk.day_part": _day_part(context.now.hour),
        "talk.greeted": any(turn.sender is Sender.AGENT for turn in context.turn.previous),
        "talk.agent_asked": agent_asked(context),
        **_product_facts(context),
        **_order_facts(focus or context.order_focus(), len(context.orders)),
        **_buyer_facts(context),
    }


def back_facts(context: TalkContext) -> dict[str, FactValue]:
    """When somebody is back at the desk; nothing while somebody is there."""
    if context.back_at is None:
        return {}
    back = context.back_at.astimezone(context.shop.timezone)
    day = {0: "today", 1: "tomorrow"}.get((back.date() - context.now.date()).days)
    return {
        "shop.opens_day": day or f"on={back.month}月{back.day}日",
        "shop.opens_at": f"{back:%H:%M}",
    }


def _day_part(hour: int) -> str:
    return next(name for end, name in DAY_PARTS if hour < end)


def agent_asked(context: TalkContext) -> bool:
    """Whether the last thing said to the buyer was a question."""
    said = [turn.text for turn in context.turn.previous if turn.sender is Sender.AGENT]
    return bool(said) and said[-1].rstrip().endswith(QUESTION_MARKS)


def _product_facts(context: TalkContext) -> dict[str, FactValue]:
    if context.product is None:
        return {"product.known": False}
    return {"product.known": True, "product.name": context.product.name or context.product.title}


def _order_facts(focus: OrderFocus, count: int) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {
        "order.known": focus.order is not None,
        "order.found": focus.found.value,
        "order.count": count,
    }
    if focus.order:
        facts["order.state"] = focus.order.state.value
        facts["order.number"] = focus.order.number
        facts["order.tail"] = focus.order.number[-TAIL:]
    return facts


def _buyer_facts(context: TalkContext) -> dict[str, FactValue]:
    if context.buyer is None:
        return {"buyer.known": False}
    return {"buyer.known": True, "buyer.returning": context.buyer.is_returning}
