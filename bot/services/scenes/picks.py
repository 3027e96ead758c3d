"""Other products that a draft names, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.catalogue import Product
from bot.core.product_answers import short_strength
from bot.core.suggestions import FactValue

PLACES = ("first", "second")


def pick_facts(chosen: tuple[Product, ...], signs: Sequence[str] = ()) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {"pick.count": len(chosen)}
    for place, product in zip(PLACES, chosen, strict=False):
        facts[f"pick.{place}"] = product.name or product.title
        facts[f"pick.{place}_reason"] = short_strength(product, signs)
        facts[f"pick.{place}_price"] = product.price
    return facts
