"""Chatter, praise, doubts before buying, and the wish to be left in peace (handbook A7, A9, A13, F3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from bot.core.catalogue import Promotion
from bot.core.order_focus import likeliest
from bot.core.orders import OrderState
from bot.core.small_talk_words import CHATTER, HESITATIONS, PRAISE, UNWANTED
from bot.core.stage_memory import STOPPED
from bot.core.suggestions import FactValue
from bot.core.understanding import Clause, Parse
from bot.core.word_table import WordTable
from bot.services.context import TalkContext
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import talk_facts

UNPAID = frozenset({OrderState.UNPAID})
ENDS_SOON = timedelta(days=3)

_TABLES: Mapping[str, tuple[str, WordTable]] = MappingProxyType(
    {
        "chitchat": ("chat.about", CHATTER),
        "praise": ("praise.of", PRAISE),
        "hesitate": ("hesitate.because", HESITATIONS),
        "stop_contact": ("stop.what", UNWANTED),
    }
)
INTENTS = frozenset(_TABLES)


def facts_for(intent: str, clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    name, table = _TABLES[intent]
    hesitates = intent == "hesitate"
    about = likeliest(context.orders, None, (UNPAID,)) if hesitates else None
    facts = talk_facts(context, about) | {name: table.named(clause.text or parse.text)}
    if hesitates:
        facts |= _ending_offer(context)
    return SceneFacts(facts, memory={STOPPED: True} if intent == "stop_contact" else {})


def _ending_offer(context: TalkContext) -> dict[str, FactValue]:
    """A promotion for the product looked at that really ends soon: the one honest reason to hurry."""
    ending = next((one for one in context.promotions if _ends_soon(one, context)), None)
    if ending is None or context.product is None:
        return {"hesitate.offer_ends": False}
    last = (ending.ends_at - timedelta(microseconds=1)).astimezone(context.shop.timezone)
    return {
        "hesitate.offer_ends": True,
        "hesitate.offer": ending.title,
        "hesitate.offer_until": last.date().isoformat(),
    }


def _ends_soon(promotion: Promotion, context: TalkContext) -> bool:
    return promotion.runs_at(context.now) and promotion.ends_at - context.now <= ENDS_SOON
