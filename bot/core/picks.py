"""Which other products to name beside one that is sold out, or to a buyer who can't choose (handbook A6)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.core.buyers import Body
from bot.core.catalogue import Product, Sku
from bot.core.product_answers import point_with
from bot.core.sizing import SizeKind, advise
from bot.core.stock import in_stock
from bot.core.urgency import best_of_each_first

MOST_PICKS = 2


def picks(
    shelf: Sequence[Product],
    categories: Collection[str],
    *,
    sizes: Collection[str] = (),
    near: int | None = None,
    without: str = "",
    signs: Sequence[str] = (),
) -> tuple[Product, ...]:
    """At most two products in stock, each with something to say for it: of several categories one each.

    Where some strong points answer the wish, only products that have one are named.

    `sizes`: at least one of them must be there. `near`: a price (fen) to stay close to.
    `without`: the code of the product that they stand beside. `signs`: what answers the wish.
    """
    shelves = [
        [product for product in shelf if product.category == category and _fits(product, sizes, without)]
        for category in categories
    ]
    if near is not None:
        for fitting in shelves:
            fitting.sort(key=lambda product: abs(product.price - near))
    wished = [[one for one in fitting if point_with(one.strengths, signs)] for fitting in shelves]
    return tuple(best_of_each_first(wished if any(wished) else shelves)[:MOST_PICKS])


def _fits(product: Product, sizes: Collection[str], without: str) -> bool:
    return (
        product.code != without
        and bool(product.strengths)
        and in_stock(product)
        and (not sizes or any(sku.size in sizes and sku.stock > 0 for sku in product.skus))
    )


def wearable(product: Product, body: Body) -> bool:
    """Whether a size that fits the body is in stock; true as long as the body or the chart says nothing."""
    advice = advise(body, product.chart)
    if advice.kind in (SizeKind.OUTSIDE_SMALL, SizeKind.OUTSIDE_LARGE):
        return False
    fitting = [sku for sku in product.skus if sku.size in advice.sizes]
    return not fitting or any(sku.stock > 0 for sku in fitting)


def fullest_color(product: Product, colors: Collection[str]) -> tuple[str, bool] | None:
    """Of these colours (of all, when none is named) the one with most sizes in stock, and whether it has all.

    Of equals the first in the catalogue; None when nothing is in stock.
    """
    by_color: dict[str, list[Sku]] = {}
    for sku in product.skus:
        if sku.color and (not colors or sku.color in colors):
            by_color.setdefault(sku.color, []).append(sku)
    counts = {color: sum(sku.stock > 0 for sku in skus) for color, skus in by_color.items()}
    best = max(counts, key=lambda color: counts[color], default=None)
    if best is None or not counts[best]:
        return None
    return best, counts[best] == len(by_color[best])
