"""Which one to take, what goes with it, what else there is: each with its reason (handbook A6)."""

from __future__ import annotations

from collections.abc import Iterable

from bot.core.catalogue import Product
from bot.core.picks import fullest_color, picks
from bot.core.running_offers import gained_together
from bot.core.suggestions import FactValue
from bot.core.understanding import Clause, Parse
from bot.core.wanted_options import wanted_options
from bot.services.context import TalkContext
from bot.services.scenes.goods import described, known, texts_of
from bot.services.scenes.picks import pick_facts
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import talk_facts

TOPICS = "advice_topics"
INTENT = "ask_recommendation"


def advice_facts(clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    texts = texts_of(INTENT, clause, parse)
    topics = [name for text in texts for name in context.words.named(TOPICS, text)]
    facts = talk_facts(context)
    product = context.product
    if product:
        facts |= described(product, context.words)
        found = _color(parse, context, product, "color" in topics)
        if found and "matching" not in topics:
            return SceneFacts(facts | found)
    kind = "matching" if product and "matching" in topics else "picks"
    signs = _signs(texts, context)
    chosen = picks(
        context.shelf,
        _categories(kind, texts, context),
        without=product.code if product else "",
        signs=signs,
    )
    facts |= pick_facts(chosen, signs) | {"advice.kind": kind if chosen else "ask"}
    facts |= _bundle(product, chosen, context)
    return SceneFacts(facts, complete=bool(chosen))


def _bundle(
    product: Product | None, chosen: tuple[Product, ...], context: TalkContext
) -> dict[str, FactValue]:
    """A promotion that the product and the first pick reach together, named only while it runs."""
    found = gained_together(context.promotions, product, chosen[0]) if product and chosen else None
    return known("pick.has_bundle", {"pick.bundle": found.title if found else ""})


def _color(parse: Parse, context: TalkContext, product: Product, asked: bool) -> dict[str, FactValue]:
    """The buyer hesitates between colours of this product."""
    colors = wanted_options(product, parse.entities, parse.text, context.words).colors
    best = fullest_color(product, colors)
    if best is None or not (asked or len(colors) > 1):
        return {}
    return {"advice.kind": "color", "advice.color": best[0], "advice.all_sizes": best[1]}


def _signs(texts: Iterable[str], context: TalkContext) -> tuple[str, ...]:
    """What a strong point says that answers the buyer's wish: 小个子, 保暖."""
    wishes = dict.fromkeys(wish for text in texts for wish in context.words.named("wishes", text))
    return tuple(sign for wish in wishes for sign in context.words.listed("wish_signs", wish))


def _categories(kind: str, texts: Iterable[str], context: TalkContext) -> tuple[str, ...]:
    """What the buyer names, else what goes with the product, else its own kind."""
    named = tuple(dict.fromkeys(name for text in texts for name in context.words.named("categories", text)))
    if context.product is None:
        return named
    own = context.product.category
    if kind == "matching":
        others = tuple(name for name in named if name != own)
        return others or context.words.listed("goes_with", own)
    return named or (own,)
