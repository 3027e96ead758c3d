"""Which piece a buyer wants instead of what was ordered: a named colour or size, or a size up or down."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.core.catalogue import Product, Sku
from bot.core.orders import OrderLine
from bot.core.stock import Wanted
from bot.core.text import normalised

_LARGER = re.compile(
    r"[大加][一1半]?[码号]|大一?点|[换改拿要]大的|小了|(?<!松)紧(?![急张])|挤|勒|短了|偏小|穿不[下进]"
)
_SMALLER = re.compile(r"[小减][一1半]?[码号]|小一?点|[换改拿要]小的|大了|太大|肥|松了|长了|偏大")


def sku_of(line: OrderLine, product: Product) -> Sku | None:
    return next((sku for sku in product.skus if sku.code == line.sku_code), None)


def wanted_sku(text: str, product: Product, ordered: Sku | None, named: Wanted) -> Sku | None:
    """`named`: the colours and sizes that the message names (bot.core.wanted_options).

    None when the words tell no other piece that the product comes in. Of a piece that is not known a
    colour and a size have to be named.
    """
    if named.not_offered:
        return None
    size = _other(named.sizes, ordered.size if ordered else "")
    if not size and ordered:
        size = _next_size(text, product, ordered)
    color = _other(named.colors, ordered.color if ordered else "")
    if not size and not color:
        return None
    wanted = (color or (ordered.color if ordered else ""), size or (ordered.size if ordered else ""))
    found = next((sku for sku in product.skus if (sku.color, sku.size) == wanted), None)
    return None if found == ordered else found


def _other(named: Sequence[str], ordered: str) -> str:
    """The one that is named beside the ordered one; empty for none or several."""
    others = [name for name in named if name != ordered]
    return others[0] if len(others) == 1 else ""


def _next_size(text: str, product: Product, ordered: Sku) -> str:
    """One size up or down from what was ordered, in the order of the chart, else of the catalogue."""
    words = normalised(text).text
    step = 1 if _LARGER.search(words) else -1 if _SMALLER.search(words) else 0
    charted = [row.size for row in product.chart.rows] if product.chart else []
    sizes = charted if ordered.size in charted else _sizes(product)
    if not step or ordered.size not in sizes:
        return ""
    place = sizes.index(ordered.size) + step
    return sizes[place] if 0 <= place < len(sizes) else ""


def _sizes(product: Product) -> list[str]:
    return list(dict.fromkeys(sku.size for sku in product.skus if sku.size))
