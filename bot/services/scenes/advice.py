"""Which one to take, what goes with it, what else there is: each with its reason (handbook A6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.core.catalogue import Product
from bot.core.comparing import ATTRIBUTE, compared, named_products, warmer_than
from bot.core.picks import fullest_color, picks
from bot.core.product_answers import plain, point_with
from bot.core.running_offers import gained_together
from bot.core.stock import in_stock
from bot.core.suggestions import FactValue
from bot.core.understanding import Clause, Parse
from bot.core.wanted_options import wanted_options
from bot.services.context import TalkContext
from bot.services.scenes.goods import described, known, texts_of
from bot.services.scenes.picks import pick_facts, wearable_shelf
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import talk_facts

TOPICS = "advice_topics"
INTENT = "ask_recommendation"
PAIR = 2


def advice_facts(clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    texts = texts_of(INTENT, clause, parse)
    topics = [name for text in texts for name in context.words.named(TOPICS, text)]
    facts = talk_facts(context)
    product = context.product
    facts |= described(product, context.words) if product else {}
    signs = _signs(texts, context)
    told = {} if "matching" in topics else _without_others(topics, signs, texts, parse, context)
    if told:
        return SceneFacts(facts | told)
    kind = "matching" if product and "matching" in topics else "picks"
    chosen = picks(
        _warmer(topics, texts, context, wearable_shelf(parse, context)),
        _categories(kind, texts, context),
        without=product.code if product else "",
        signs=signs,
    )
    facts |= pick_facts(chosen, signs) | {"advice.kind": kind if chosen else "ask"}
    facts |= _bundle(product, chosen, context)
    return SceneFacts(facts, complete=bool(chosen))


def _without_others(
    topics: Sequence[str], signs: Sequence[str], texts: Sequence[str], parse: Parse, context: TalkContext
) -> dict[str, FactValue]:
    """What answers before other products are proposed: a colour, a comparison, the product looked at."""
    product = context.product
    color = _color(parse, context, product, "color" in topics) if product else {}
    return color or compared_facts(texts, context) or _this(topics, signs, texts, context)


def compared_facts(texts: Sequence[str], context: TalkContext) -> dict[str, FactValue]:
    """Two products that the buyer weighs, the one looked at being one of them unless two are named."""
    text = " ".join(texts)
    named = named_products(context.shelf, text)
    own = (context.product,) if context.product else ()
    others = tuple(one for one in named if one.code not in {known.code for known in own})
    weighed = (*own, *others) if len(named) < PAIR else named
    if len(weighed) != PAIR or "compare" not in context.words.named(TOPICS, text):
        return {}
    one, other = weighed
    warm = "warm" in context.words.named("wishes", text)
    found = compared(one, other, text, context.words, context.shop.notes, warm=warm)
    if found is None:
        return {}
    return {
        "advice.kind": "compare",
        "compare.first": found.first.name or found.first.title,
        "compare.second": found.second.name or found.second.title,
        "compare.first_is": found.first_is,
        "compare.second_is": found.second_is,
        "compare.warmer": found.warmer,
    }


def _warmer(
    topics: Sequence[str], texts: Sequence[str], context: TalkContext, shelf: tuple[Product, ...]
) -> tuple[Product, ...]:
    """The shelf, or what on it is warmer than the product looked at, where that is asked for."""
    wishes = [wish for text in texts for wish in context.words.named("wishes", text)]
    if context.product is None or "more" not in topics or "warm" not in wishes:
        return shelf
    found = warmer_than(context.product, shelf, context.words)
    return shelf if found is None else found


def _this(
    topics: Sequence[str], signs: Sequence[str], texts: Sequence[str], context: TalkContext
) -> dict[str, FactValue]:
    """The product looked at, where it answers the wish itself and nothing else is asked for."""
    product = context.product
    if product is None or not in_stock(product) or "others" in topics:
        return {}
    if product.category not in _categories("picks", texts, context):
        return {}
    reason = point_with(product.strengths, signs)
    if "more" in topics:  # warmer than this one: it stays the answer where nothing on the shelf is
        is_warmest = context.shelf and not _warmer(topics, texts, context, context.shelf)
        reason = plain(product.attributes.get(ATTRIBUTE, "")) if is_warmest else ""
    return {"advice.kind": "this", "advice.reason": reason} if reason else {}


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
