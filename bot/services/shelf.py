"""Other products that a turn's wishes may name: loaded only when one of them asks for such (handbook A6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.core.buyer_words import BuyerWords
from bot.services.context import TalkContext
from bot.services.ports import Work

CATEGORIES, GOES_WITH = "categories", "goes_with"
MOST_CATEGORIES = 3
SIMILAR, ADVISED, ASKED = "ask_stock", "ask_recommendation", "ask_product"
COMPARISON = "comparison"


def with_shelf(work: Work, context: TalkContext, words: BuyerWords, intents: Iterable[str]) -> TalkContext:
    categories = _categories(context, words, frozenset(intents))[:MOST_CATEGORIES]
    found = (work.catalogue.in_stock(context.shop.code, category) for category in categories)
    return replace(context, words=words, shelf=tuple(product for products in found for product in products))


def _categories(context: TalkContext, words: BuyerWords, intents: frozenset[str]) -> tuple[str, ...]:
    """Named ones first, then the product's own, then what goes with it."""
    own = (context.product.category,) if context.product else ()
    named = words.named(CATEGORIES, context.turn.text)
    if ASKED in intents and COMPARISON in words.named("product_topics", context.turn.text):
        return tuple(dict.fromkeys((*named, *own)))
    if ADVISED in intents:
        matching = words.listed(GOES_WITH, own[0]) if own else ()
        return tuple(dict.fromkeys((*named, *own, *matching)))
    return own if SIMILAR in intents else ()
