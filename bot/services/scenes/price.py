"""What it costs, with what the running promotions take off, and what many pieces would cost."""

from __future__ import annotations

from dataclasses import replace

from bot.core.bargain_ask import pieces
from bot.core.catalogue import Product
from bot.core.money import Fen
from bot.core.stacking import best_together, left_after
from bot.core.suggestions import FactValue
from bot.core.understanding import Clause, Parse
from bot.services.context import TalkContext
from bot.services.scenes.bargain import bargain_facts
from bot.services.scenes.bargain_memory import remembered
from bot.services.scenes.buying import bill_asked_for
from bot.services.scenes.goods import known, looks_at_something_new, prices_of, texts_of
from bot.services.scenes.promotion import promotion_facts
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import talk_facts

BARGAINING = frozenset({"request_discount", "request_gift"})
TOPICS = "bulk_topics"


def facts_for(intent: str, clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    if intent in BARGAINING:
        return bargain_facts(intent, parse, context)
    if intent == "ask_price" and "lowest" in context.words.named("bargain", parse.text):
        return replace(bargain_facts("request_discount", parse, context), answers="request_discount")
    if intent == "ask_bulk_price":
        return _bulk(clause, parse, context)
    if context.product is None or not looks_at_something_new(context):
        bill = bill_asked_for(parse.text, context)
        if bill:
            return bill
    if context.product is None:
        return SceneFacts(talk_facts(context), complete=False)
    return SceneFacts(talk_facts(context) | price_facts(parse, context.product, context))


def price_facts(parse: Parse, product: Product, context: TalkContext) -> dict[str, FactValue]:
    lowest, highest = prices_of(parse, product, context)
    if lowest < highest:
        return {"price.kind": "range", "price.low": lowest, "price.high": highest}
    state, before = remembered(context, product)
    offered, wanted = state.offered, pieces(parse.entities, before, parse.text)
    unit = lowest if offered is None else min(offered, lowest)
    total = Fen(unit * wanted.count)
    facts: dict[str, FactValue] = {
        "price.kind": "one" if offered is None else "agreed",
        "price.amount": unit,
        "price.total": total,
        **known("price.several", {"price.pieces": wanted.said if wanted.several else ""}),
    }
    return facts | (_after_promotion(total, context) if offered is None else {"price.has_saving": False})


def _after_promotion(total: Fen, context: TalkContext) -> dict[str, FactValue]:
    """What the best promotion leaves to pay, and then the coupon that its own words let be added."""
    best = best_together(context.promotions, total, context.words)
    facts = known("price.has_saving", {"price.after": left_after(best[:1], total) if best else ""})
    for coupon in best[1:]:
        facts |= {
            "price.coupon": coupon.title,
            "price.coupon_how": coupon.how,
            "price.with_coupon": left_after(best, total),
        }
    facts["price.has_coupon"] = len(best) > 1
    return facts | (promotion_facts(best[:1], context) if best else {})


def _bulk(clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    topics = [
        t for text in texts_of("ask_bulk_price", clause, parse) for t in context.words.named(TOPICS, text)
    ]
    wanted = pieces(parse.entities, text=parse.text)
    facts = talk_facts(context) | {
        "bulk.asks": topics[0] if topics else "pieces",
        **known("bulk.has_quantity", {"bulk.quantity": wanted.said if wanted.several else ""}),
        **known("shop.has_bulk_rule", {"shop.bulk_rule": context.shop.notes.get("wholesale", "")}),
    }
    return SceneFacts(facts, complete=wanted.several and context.product is not None)
