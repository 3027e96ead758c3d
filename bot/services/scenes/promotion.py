"""What runs in the shop right now, and how to get it. What has ended or not begun is never named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.core.catalogue import Promotion, PromotionKind
from bot.core.money import Fen
from bot.core.running_offers import best_first, ends_within, last_day
from bot.core.suggestions import FactValue
from bot.core.understanding import Clause, Parse
from bot.services.context import TalkContext
from bot.services.scenes.goods import known, texts_of
from bot.services.scenes.price_protection import protection_facts
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import talk_facts

TOPICS = "promotion_topics"
MOST_NAMED = 2
SOON = timedelta(days=3)
"""A deadline nearer than this is a reason to decide (A7)."""
KINDS = {
    "coupon": frozenset({PromotionKind.COUPON}),
    "trouble": frozenset({PromotionKind.COUPON}),
    "gift": frozenset({PromotionKind.GIFT}),
}
"""Topic -> the kinds of promotion that answer it best."""


def facts_for(intent: str, clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    if intent == "ask_price_protection":
        return protection_facts(context)
    topics = [name for text in texts_of(intent, clause, parse) for name in context.words.named(TOPICS, text)]
    topic = topics[0] if topics else "running"
    goods = context.product.price if context.product else None
    wanted = KINDS.get(topic, frozenset())
    running = best_first(context.promotions, goods, wanted)
    facts = talk_facts(context) | {"promotion.asks": topic}
    facts |= promotion_facts(running, context)
    facts["promotion.is_asked_kind"] = bool(running) and (not wanted or running[0].kind in wanted)
    return SceneFacts(facts | _short(running, goods))


def promotion_facts(running: Sequence[Promotion], context: TalkContext) -> dict[str, FactValue]:
    """The first two of the running promotions, which come best first."""
    facts: dict[str, FactValue] = {"promotion.count": len(running[:MOST_NAMED])}
    if running:
        first = running[0]
        facts |= {
            "promotion.title": first.title,
            "promotion.how": first.how,
            "promotion.ends_soon": ends_within(first, context.now, SOON),
            "promotion.last_day": last_day(first, context.shop.timezone).isoformat(),
        }
    if len(running) > 1:
        facts |= {"promotion.second_title": running[1].title, "promotion.second_how": running[1].how}
    return facts


def _short(running: Sequence[Promotion], goods: Fen | None) -> dict[str, FactValue]:
    """What one piece of the product lacks to the first promotion's threshold: why a coupon won't work."""
    lacking = running[0].threshold - goods if running and goods is not None else 0
    return known("promotion.has_short", {"promotion.short": lacking if lacking > 0 else ""})
