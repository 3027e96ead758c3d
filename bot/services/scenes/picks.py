"""Other products that a draft names, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.catalogue import Product
from bot.core.picks import wearable
from bot.core.product_answers import short_strength
from bot.core.suggestions import FactValue
from bot.core.understanding import Parse
from bot.services.context import TalkContext
from bot.services.scenes.body import talk_body, told_body

PLACES = ("first", "second")


def wearable_shelf(parse: Parse, context: TalkContext) -> tuple[Product, ...]:
    """Without what does not fit the measures told in this talk, of charts as that of the goods looked at.

    Other kinds of chart are for another body: who tells her own measures may look for a child's coat next.
    """
    body = talk_body(context, told_body(parse, context))
    kind = context.product.chart.kind if context.product and context.product.chart else None
    return tuple(
        one for one in context.shelf if one.chart is None or one.chart.kind is not kind or wearable(one, body)
    )


def pick_facts(chosen: tuple[Product, ...], signs: Sequence[str] = ()) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {"pick.count": len(chosen)}
    for place, product in zip(PLACES, chosen, strict=False):
        facts[f"pick.{place}"] = product.name or product.title
        facts[f"pick.{place}_reason"] = short_strength(product, signs)
        facts[f"pick.{place}_price"] = product.price
    return facts
