"""Orders to be changed, annotated, combined or called off, before and after dispatch (handbook B2, B3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.core.change_stage import ChangeStage
from bot.core.change_words import (
    ADDRESS_PARTS,
    CANCELLED_FOR,
    MORE_TO_COME,
    NOTE_WISHES,
    OTHER_PEOPLE,
    gives_address,
    gives_card_text,
    names_one_of_several,
    wants_apart,
)
from bot.core.couriers import courier_named
from bot.core.named_days import coming_day
from bot.core.order_actions import Done
from bot.core.order_focus import OrderFocus, OrderFound, likeliest, one_of, only_twin
from bot.core.orders import OPEN_REFUNDS, Order, OrderState
from bot.core.places import place_told
from bot.core.sibling_orders import same_receiver, unsent
from bot.core.suggestions import FactValue
from bot.core.understanding import Clause, Parse
from bot.services.context import TalkContext
from bot.services.scenes.change_facts import piece_facts, stage_facts
from bot.services.scenes.courier_facts import courier_facts
from bot.services.scenes.destination import place_facts
from bot.services.scenes.readback import readback_facts
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import TAIL, talk_facts

PAID = frozenset({OrderState.PAID, OrderState.PART_SHIPPED})
UNPAID = frozenset({OrderState.UNPAID})
SENT = frozenset({OrderState.SHIPPED})
OVER = frozenset({OrderState.FINISHED})
CLOSED = frozenset({OrderState.CLOSED})
CAN_BE_CANCELLED = PAID | UNPAID | SENT

CHANGE = "change_order"

ASK_COURIER = "ask_courier"
KEPT = "cancel_kept"
"""Key of the talk's memory: the order whose buyer was once asked to keep it."""


def facts_for(intent: str, clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    return _ANSWERS[intent](clause.text or parse.text, parse, context)


def _about(context: TalkContext) -> OrderFocus:
    return likeliest(context.likely_orders, context.named_order, (PAID, UNPAID, SENT, OVER, CLOSED))


def _staged(
    context: TalkContext, about: OrderFocus | None = None
) -> tuple[Order | None, dict[str, FactValue]]:
    about = about or _about(context)
    facts = talk_facts(context, about)
    return about.order, facts | (stage_facts(about.order, context) if about.order else {})


def entered_facts(order: Order, context: TalkContext, *, is_entered: bool) -> dict[str, FactValue]:
    """Whether what the buyer speaks of has been changed by the desk, and the order as it is now."""
    if not is_entered:
        return {"change.entered": False}
    return {
        "change.entered": True,
        "change.address_entered": Done.ADDRESS in order.done,
        "change.item_entered": Done.ITEM in order.done,
        **readback_facts(order, context),
    }


def _address(text: str, parse: Parse, context: TalkContext) -> SceneFacts:
    order, facts = _staged(context)
    given = gives_address(parse.text)
    facts |= {"change.part": ADDRESS_PARTS.named(text), "change.given": given}
    if order:
        facts |= entered_facts(order, context, is_entered=Done.ADDRESS in order.done and not given)
    told = place_told(parse.text, parse.entities)
    if told:
        facts |= place_facts(told, parse, context)
    return SceneFacts(facts, complete=order is not None)


def changed_piece(text: str, parse: Parse, context: TalkContext) -> SceneFacts:
    order, facts = _staged(context)
    if order is None:
        return SceneFacts(facts, complete=False)
    facts |= piece_facts(text, parse, order, context)
    nothing_new = facts["change.target"] == "unknown" and facts["change.amount"] == "piece"
    facts |= entered_facts(order, context, is_entered=Done.ITEM in order.done and nothing_new)
    return SceneFacts(facts)


def _noted(text: str, parse: Parse, context: TalkContext) -> SceneFacts:
    order, facts = _staged(context)
    if ASK_COURIER not in parse.intents and courier_named(parse.text, parse.entities):
        return SceneFacts(facts | courier_facts(parse, order, context), answers=ASK_COURIER)
    day = coming_day(parse.text, parse.entities, context.now.date())
    facts |= {
        "note.wish": NOTE_WISHES.named(parse.text if day else text),
        "note.has_text": gives_card_text(text),
    }
    facts["note.has_day"] = day is not None
    if day:
        facts["note.day"] = day.isoformat()
    return SceneFacts(facts, complete=order is not None)


def _combined(text: str, _parse: Parse, context: TalkContext) -> SceneFacts:
    waiting = unsent(context.orders)
    facts = talk_facts(context, likeliest(context.orders, context.named_order, (PAID, UNPAID, SENT)))
    facts |= {"combine.waiting": _how_many(len(waiting)), "combine.apart": wants_apart(text)}
    facts |= {"combine.whose": OTHER_PEOPLE.named(text), "combine.count": len(waiting)}
    facts["combine.to_come"] = MORE_TO_COME.named(text) == "yes"
    facts["combine.some_sent"] = any(order.state in SENT for order in context.orders)
    unpaid = [order for order in context.orders if order.state in UNPAID]
    facts["combine.has_unpaid"] = len(unpaid) == 1
    if len(unpaid) == 1:
        facts["combine.unpaid"] = unpaid[0].number[-TAIL:]
    if len(waiting) > 1:
        facts["combine.same_receiver"] = same_receiver(waiting)
    return SceneFacts(facts)


def _how_many(count: int) -> str:
    return ("none", "one")[count] if count < 2 else "several"


def _cancelled(text: str, _parse: Parse, context: TalkContext) -> SceneFacts:
    focused = _about(context)
    about = only_twin(context.orders, focused)
    if about is focused and about.found is not OrderFound.NAMED and names_one_of_several(text):
        about = one_of(context.likely_orders, CAN_BE_CANCELLED) or about
    order, facts = _staged(context, about)
    if order is None:
        return SceneFacts(facts | _which_to_cancel(context), complete=False)
    kept = context.turn.memory.get(KEPT) == order.number
    hours = context.shop.refund_within.total_seconds() / 3600
    facts |= {"cancel.reason": CANCELLED_FOR.named(text), "cancel.kept": kept, "cancel.hours": round(hours)}
    facts["cancel.refund_asked"] = order.refund is not None and order.refund.state in OPEN_REFUNDS
    tries = facts["change.stage"] == ChangeStage.BEFORE_DISPATCH.value
    return SceneFacts(facts, memory={KEPT: order.number} if tries else {})


def _which_to_cancel(context: TalkContext) -> dict[str, FactValue]:
    """By what a buyer can tell two orders apart: one waits, the other is on its way."""
    waiting, sent = ([order for order in context.orders if order.state in states] for states in (PAID, SENT))
    if len(waiting) != 1 or len(sent) != 1:
        return {"cancel.sent_or_not": False}
    return {
        "cancel.sent_or_not": True,
        "cancel.unsent": waiting[0].number[-TAIL:],
        "cancel.sent": sent[0].number[-TAIL:],
    }


_ANSWERS: Mapping[str, Callable[[str, Parse, TalkContext], SceneFacts]] = MappingProxyType(
    {
        "change_address": _address,
        CHANGE: changed_piece,
        "add_order_note": _noted,
        "combine_shipping": _combined,
        "cancel_order": _cancelled,
    }
)
