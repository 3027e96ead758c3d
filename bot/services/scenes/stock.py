"""What can be bought now, what else there is, and what to choose (handbook A6, A7)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.catalogue import Product, Sku
from bot.core.delivery import dispatch_promise
from bot.core.picks import picks
from bot.core.stock import StockAnswer, StockState, Wanted, stock_of
from bot.core.suggestions import FactValue
from bot.core.understanding import Clause, Parse
from bot.core.wanted_options import wanted_options
from bot.core.word_table import WordTable
from bot.services.context import TalkContext
from bot.services.scenes.advice import advice_facts
from bot.services.scenes.goods import known, texts_of
from bot.services.scenes.meant import meant_options
from bot.services.scenes.picks import pick_facts, wearable_shelf
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import talk_facts

BETWEEN = "、"
MOST_NAMED = 3
"""SKUs or sizes that a draft names one by one."""
LISTS = WordTable(
    "",
    {
        "sizes": r"(?:什么|啥|哪些|哪几个?|几个|都有.{0,2})[尺码]码?|码.{0,2}(?:全|齐|有哪)",
        "colors": r"(?:什么|啥|哪些|哪几[个种]?|几[个种]).{0,2}[颜色]色?|色.{0,2}(?:全|齐|有哪)",
    },
)
"""What the buyer wants listed: a size that the talk has found is then none that is asked for."""
UNANSWERED = frozenset({StockState.UNKNOWN})


def facts_for(intent: str, clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    if intent == "ask_recommendation":
        return advice_facts(clause, parse, context)
    facts = talk_facts(context)
    if context.product is None:
        return SceneFacts(facts, complete=False)
    wanted = _wanted(context.product, " ".join(texts_of(intent, clause, parse)), parse, context)
    answer = stock_of(context.product, wanted, context.now.date())
    facts |= (
        stock_facts(answer, wanted, context.product)
        | _similar(answer, wanted, context.product, parse, context)
        | _today(context)
    )
    skus = tuple(sku.code for sku in (*answer.sold_out, *answer.available))
    return SceneFacts(facts, complete=answer.state not in UNANSWERED, skus=skus)


def _wanted(product: Product, asked: str, parse: Parse, context: TalkContext) -> Wanted:
    if LISTS.named(asked):
        return wanted_options(product, parse.entities, parse.text, context.words)
    return meant_options(product, parse, context)


def stock_facts(answer: StockAnswer, wanted: Wanted, product: Product) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {
        "stock.state": answer.state.value,
        "stock.asked": _asked(wanted),
        "stock.wanted": _options(wanted) or product.name or product.title,
    }
    if answer.state is StockState.LOW:
        facts["stock.left"] = answer.left
    facts |= known("stock.has_offered", {"stock.offered": _offered(answer, wanted)})
    facts |= known("stock.has_missing", {"stock.missing": _missing(answer, product)})
    facts |= known("stock.has_there", {"stock.there": _there(answer, wanted, product)})
    facts |= known("stock.has_other_colors", {"stock.other_colors": BETWEEN.join(answer.other_colors)})
    facts |= known("stock.has_other_sizes", {"stock.other_sizes": BETWEEN.join(answer.other_sizes)})
    restock = answer.restock_on.isoformat() if answer.restock_on else ""
    return facts | known("stock.has_restock", {"stock.restock_on": restock})


def _asked(wanted: Wanted) -> str:
    if wanted.colors and wanted.sizes:
        return "exact"
    if wanted.colors:
        return "color"
    return "size" if wanted.sizes else "whole"


def _options(wanted: Wanted) -> str:
    """What the product lacks, else what the buyer wants; empty for the whole product."""
    if wanted.not_offered:
        return BETWEEN.join(wanted.not_offered)
    return "".join(BETWEEN.join(names) for names in (wanted.colors, wanted.sizes))


def _offered(answer: StockAnswer, wanted: Wanted) -> str:
    """Of a colour its sizes, else the colours; the sizes as well where the wanted one is not made.

    Empty where one list would be wrong for some of several colours or sizes.
    """
    if answer.sold_out and max(len(wanted.colors), len(wanted.sizes)) > 1:
        return ""
    by_size = wanted.unknown_sizes if wanted.not_offered else wanted.colors and not wanted.sizes
    return BETWEEN.join(
        dict.fromkeys(filter(None, (sku.size if by_size else sku.color for sku in answer.available)))
    )


def _missing(answer: StockAnswer, product: Product) -> str:
    """The sold-out SKUs, when they are few enough to name; the size only where there are several."""
    return _named_skus(answer.sold_out, product)


def _there(answer: StockAnswer, wanted: Wanted, product: Product) -> str:
    """Of exactly named options those that are in stock; the others are `stock.missing`."""
    return _named_skus(answer.available, product) if _asked(wanted) == "exact" else ""


def _named_skus(skus: Sequence[Sku], product: Product) -> str:
    few = skus if len(skus) <= MOST_NAMED else ()
    sized = len({sku.size for sku in product.skus}) > 1
    return BETWEEN.join(sku.color + sku.size if sized else sku.color or sku.size for sku in few)


def _similar(
    answer: StockAnswer, wanted: Wanted, product: Product, parse: Parse, context: TalkContext
) -> dict[str, FactValue]:
    if answer.state not in (StockState.SOLD_OUT, StockState.OFF_SALE):
        return {}
    others = picks(
        wearable_shelf(parse, context),
        (product.category,),
        sizes=wanted.sizes,
        near=product.price,
        without=product.code,
    )
    return pick_facts(others)


def _today(context: TalkContext) -> dict[str, FactValue]:
    """Today's cut-off as a reason to decide, while it lies ahead (A7)."""
    rule = context.shop.dispatch
    promise = dispatch_promise(context.now, rule, context.shop.timezone)
    cutoff = rule.cutoff.strftime("%H:%M") if promise.today else ""
    return known("stock.ships_today", {"stock.cutoff": cutoff})
