"""Money back: asking for it, how far it is, taking it back, a part of it (handbook C1, C3)."""

from __future__ import annotations

from bot.core.after_sale_focus import (
    Likely,
    received_lately,
    refund_is_open,
    refund_was_asked,
    was_paid,
    was_sent,
)
from bot.core.after_sale_words import COMPENSATION_FOR, names_fault
from bot.core.delivery import dispatch_promise
from bot.core.orders import Order, OrderState, RefundState
from bot.core.parcels import is_stuck
from bot.core.return_decision import ReturnPath, Wish
from bot.core.suggestions import FactValue
from bot.core.understanding import Clause, Parse
from bot.services.context import TalkContext
from bot.services.scenes.after_sale import (
    AfterSale,
    after_sale,
    after_sale_facts,
    return_address_facts,
)
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.told_goods import FAULT_ORDER, picture_was_sent

STATUS = "ask_refund_status"
KEPT = "refund_keep_tried"
"""Key of the talk's memory: the buyer was asked once whether something else would help."""
SETTLED_BY_REFUND = frozenset({ReturnPath.REFUND_OPEN, ReturnPath.ALREADY_REFUNDED})
FLAW, LATE = "flaw", "late"
LARGEST_WISH = 100_000
"""Yuan; a larger sum in a message is no wish for a compensation."""


def facts_for(intent: str, clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    if intent == "request_refund":
        return _request(parse, context)
    if intent == "request_compensation":
        return _compensation(clause, parse, context)
    return _status(parse, context)


def _request(parse: Parse, context: TalkContext) -> SceneFacts:
    found = after_sale(context, parse, Wish.REFUND, (refund_is_open, was_paid))
    if refund_decides(found):
        return _told(found, context, answers=STATUS)
    facts = after_sale_facts(found, context)
    if found.order and found.decision:
        facts |= lateness_facts(found.order, context)
        facts["refund.keep_tried"] = context.turn.memory.get(KEPT) == found.order.number
    memory = {KEPT: found.order.number} if found.order else {}
    return SceneFacts(facts, memory=memory, complete=found.order is not None)


def refund_decides(found: AfterSale) -> bool:
    """Whether the refund that the order has already is the answer: open, done, or refused before."""
    order, decision = found.order, found.decision
    if order is None or decision is None or order.refund is None:
        return False
    return decision.path in SETTLED_BY_REFUND or order.refund.state is RefundState.REFUSED


def lateness_facts(order: Order, context: TalkContext) -> dict[str, FactValue]:
    """Whether the shop or the courier has kept the buyer waiting."""
    promise = dispatch_promise(context.now, context.shop.dispatch, context.shop.timezone, order.paid_at)
    unsent = order.state is OrderState.PAID and order.paid_at is not None
    return {
        "late.unsent": unsent and promise.overdue,
        "late.parcel": any(is_stuck(parcel, context.now, context.shop.watch) for parcel in order.parcels),
    }


def _status(parse: Parse, context: TalkContext) -> SceneFacts:
    """How far a refund is, for whoever asks for that or takes the refund back."""
    found = after_sale(context, parse, Wish.REFUND, (refund_is_open, refund_was_asked, was_paid))
    return _told(found, context)


def _told(found: AfterSale, context: TalkContext, answers: str = "") -> SceneFacts:
    facts = after_sale_facts(found, context) | return_address_facts(context)
    return SceneFacts(facts, complete=found.order is not None, answers=answers)


def _compensation(clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    recent = received_lately(context.now, context.shop.timezone)
    reason = _compensated_for(clause, parse, context)
    likely: tuple[Likely, ...] = (refund_is_open, recent, was_sent, was_paid)
    if reason == LATE:
        likely = (_waiting(context), *likely)
    found = after_sale(context, parse, Wish.REFUND, likely, fault=reason != LATE)
    facts = after_sale_facts(found, context)
    facts |= lateness_facts(found.order, context) if found.order else {}
    facts |= {"compensation.for": reason, "compensation.picture_sent": picture_was_sent(context)}
    wanted = _sum(parse)
    facts["compensation.sum_named"] = wanted is not None
    if wanted is not None:
        facts["compensation.sum"] = wanted
    return SceneFacts(facts, complete=found.order is not None)


def _compensated_for(clause: Clause, parse: Parse, context: TalkContext) -> str:
    """By the wish's own words, else the whole turn's, else by what the record shows to be late."""
    for text in (clause.text, parse.text):
        if (reason := COMPENSATION_FOR.named(text)) != FLAW or names_fault(text):
            return reason
    reported = context.turn.memory.get(FAULT_ORDER) is not None
    return LATE if not reported and any(map(_waiting(context), context.orders)) else FLAW


def _waiting(context: TalkContext) -> Likely:
    """Whether the shop or the courier keeps the buyer of an order waiting."""
    return lambda order: any(value is True for value in lateness_facts(order, context).values())


def _sum(parse: Parse) -> int | None:
    """Fen of the last sum in the message."""
    sums = [entity.value for entity in parse.entities if entity.entity == "amount"]
    plausible = [value for value in sums if isinstance(value, (int, float)) and 0 < value < LARGEST_WISH]
    return round(plausible[-1] * 100) if plausible else None
