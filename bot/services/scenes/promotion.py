"""What runs in the shop right now, and how to get it. What has ended or not begun is never named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.core.catalogue import Promotion, PromotionKind
from bot.core.money import Fen
from bot.core.running_offers import beside, best_first, ends_within, last_day
from bot.core.stacking import stacking_terms, with_terms_first
from bot.core.suggestions import FactValue
from bot.core.understanding import Clause, Parse
from bot.services.context import TalkContext
from bot.services.scenes.goods import known, texts_of
from bot.services.scenes.price_protection import protection_facts
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import talk_facts

TOPICS = "promotion_topics"
SOON = timedelta(days=3)
"""A deadline nearer than this is a reason to decide (A7)."""
STACKING = "stacking"
MOST_TELLING = ("trouble", STACKING, "later", "deadline", "gift", "coupon")
"""Of several topics the first is meant: a coupon that does not work, no coupon in general."""
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
    topic = min(topics, key=MOST_TELLING.index, default="running")
    goods = context.product.price if context.product else None
    wanted = KINDS.get(topic, frozenset())
    running = best_first(context.promotions, goods, wanted)
    facts = talk_facts(context) | {"promotion.asks": topic}
    if topic == STACKING:
        running = with_terms_first(running, context.words)
        facts |= _terms(running, context)
    facts |= promotion_facts(running, context)
    facts["promotion.is_asked_kind"] = bool(running) and (not wanted or running[0].kind in wanted)
    said = topic != STACKING or not running or facts["promotion.has_terms"] is True
    return SceneFacts(facts | _short(running, goods), complete=said)


def promotion_facts(running: Sequence[Promotion], context: TalkContext) -> dict[str, FactValue]:
    """One or two of the running promotions, which come best first."""
    if not running:
        return {"promotion.count": 0}
    first, second = running[0], beside(running)
    facts: dict[str, FactValue] = {
        "promotion.count": 2 if second else 1,
        "promotion.title": first.title,
        "promotion.how": first.how,
        "promotion.ends_soon": ends_within(first, context.now, SOON),
        "promotion.last_day": last_day(first, context.shop.timezone).isoformat(),
    }
    if second:
        facts |= {"promotion.second_title": second.title, "promotion.second_how": second.how}
    return facts


def _terms(running: Sequence[Promotion], context: TalkContext) -> dict[str, FactValue]:
    """Whether offers add up is said in the promotions' own words, those of two at most."""
    if not running:
        return {}
    told = [(one.title, terms) for one in running if (terms := stacking_terms(one, context.words))]
    (_, first), (title, other) = (*told, ("", ""), ("", ""))[:2]
    return {
        **known("promotion.has_terms", {"promotion.terms": first}),
        **known(
            "promotion.has_other_terms", {"promotion.other_title": title, "promotion.other_terms": other}
        ),
    }


def _short(running: Sequence[Promotion], goods: Fen | None) -> dict[str, FactValue]:
    """What one piece of the product lacks to the first promotion's threshold: why a coupon won't work."""
    lacking = running[0].threshold - goods if running and goods is not None else 0
    return known("promotion.has_short", {"promotion.short": lacking if lacking > 0 else ""})
