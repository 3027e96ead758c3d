"""Greetings, thanks, yes and no, small talk, and data that a buyer gives without asking anything."""

from __future__ import annotations

from bot.core.after_sale_focus import refund_is_open
from bot.core.order_focus import likeliest
from bot.core.orders import OrderState
from bot.core.size_wishes import wearer
from bot.core.small_talk_words import GREETINGS
from bot.core.stages import TalkSoFar
from bot.core.suggestions import FactValue
from bot.core.understanding import Clause, Parse
from bot.core.unsolved import has_trouble
from bot.services.context import TalkContext
from bot.services.scenes import size, small_talk
from bot.services.scenes.body import learned, told_body
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import talk_facts

SIZE = "ask_size"
BOUGHT = (frozenset({OrderState.PAID}), frozenset({OrderState.PART_SHIPPED, OrderState.SHIPPED}))


def facts_for(intent: str, clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    if intent in small_talk.INTENTS:
        return small_talk.facts_for(intent, clause, parse, context)
    if intent == "greet":
        return SceneFacts(talk_facts(context) | {"greet.kind": GREETINGS.named(clause.text or parse.text)})
    if intent == "goodbye":
        return SceneFacts(_farewell_facts(context))
    if intent != "inform":
        return SceneFacts(talk_facts(context))
    body = learned(told_body(parse, context), wearer(parse.text, None))
    if body and context.product:
        return _answered_as_size(size.facts_for(SIZE, clause, parse, context))
    facts = talk_facts(context) | {"inform.gave_body": bool(body), "inform.gave_order": _gave_order(parse)}
    return SceneFacts(facts, learned=body)


def _farewell_facts(context: TalkContext) -> dict[str, FactValue]:
    """After a deal the buyer is invited to follow the shop, but not over a refund or a complaint (A13)."""
    about = likeliest(context.orders, context.named_order, BOUGHT)
    bought = any(order.state in states for order in context.orders for states in BOUGHT)
    talk = TalkSoFar(context.turn.heard, context.orders)
    unhappy = has_trouble(talk) or any(refund_is_open(order) for order in context.orders)
    return talk_facts(context, about) | {"talk.deal": bought and not unhappy}


def _answered_as_size(found: SceneFacts) -> SceneFacts:
    """Bare measures on a product's page ask for the size, whatever else was meant by them."""
    return SceneFacts(found.facts, found.memory, found.learned, found.complete, answers=SIZE)


def _gave_order(parse: Parse) -> bool:
    return any(entity.entity in ("order_number", "order_tail") for entity in parse.entities)
