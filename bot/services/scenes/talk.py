"""Greetings, thanks, yes and no, small talk, and data that a buyer gives without asking anything."""

from __future__ import annotations

from bot.core.size_wishes import wearer
from bot.core.understanding import Clause, Parse
from bot.services.context import TalkContext
from bot.services.scenes import size, small_talk
from bot.services.scenes.body import learned, told_body
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import talk_facts

SIZE = "ask_size"


def facts_for(intent: str, clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    if intent in small_talk.INTENTS:
        return small_talk.facts_for(intent, clause, parse, context)
    if intent != "inform":
        return SceneFacts(talk_facts(context))
    body = learned(told_body(parse, context), wearer(parse.text, None))
    if body and context.product:
        return _answered_as_size(size.facts_for(SIZE, clause, parse, context))
    facts = talk_facts(context) | {"inform.gave_body": bool(body), "inform.gave_order": _gave_order(parse)}
    return SceneFacts(facts, learned=body)


def _answered_as_size(found: SceneFacts) -> SceneFacts:
    """Bare measures on a product's page ask for the size, whatever else was meant by them."""
    return SceneFacts(found.facts, found.memory, found.learned, found.complete, answers=SIZE)


def _gave_order(parse: Parse) -> bool:
    return any(entity.entity in ("order_number", "order_tail") for entity in parse.entities)
