"""The colour and size that a turn means: what it names, else the size that the talk has found (D3)."""

from __future__ import annotations

from dataclasses import replace

from bot.core.catalogue import Product
from bot.core.sizing import SizeKind, advise
from bot.core.stock import Wanted
from bot.core.understanding import Parse
from bot.core.wanted_options import wanted_options
from bot.services.context import TalkContext
from bot.services.scenes.body import known_body, talk_body, told_body

SIZE = "ask_size"


def meant_options(product: Product, parse: Parse, context: TalkContext) -> Wanted:
    named = wanted_options(product, parse.entities, parse.text, context.words)
    if named.sizes or named.unknown_sizes:
        return named
    return replace(named, sizes=_found_size(product, parse, context))


def _found_size(product: Product, parse: Parse, context: TalkContext) -> tuple[str, ...]:
    """The one size for measures told in this talk; a turn that asks for the size has the profile too."""
    told = told_body(parse, context)
    body = known_body(context, told) if SIZE in parse.intents else talk_body(context, told)
    advice = advise(body, product.chart)
    sold = {sku.size for sku in product.skus}
    return advice.sizes if advice.kind is SizeKind.ONE and sold.issuperset(advice.sizes) else ()
