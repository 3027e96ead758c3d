"""Which piece a buyer wants instead, read against the sizes and colours that the product has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.catalogue import Product, Sku
from bot.core.orders import OrderLine
from bot.core.text import normalised

_LARGER = re.compile(r"大[一1半]?[号码]|大(?:一)?点|[太有]?(?:小了|紧|挤|勒|短了)|偏小|穿不下|穿不进")
_SMALLER = re.compile(r"小[一1半]?[号码]|小(?:一)?点|(?:大了|太大|肥|松了|长了)|偏大")


@dataclass(frozen=True)
class WantedPiece:
    size: str
    color: str
    stock: int
    """Never below zero, whatever the catalogue says."""


def wanted_piece(text: str, line: OrderLine, product: Product) -> WantedPiece | None:
    """None when the words don't tell which other size or colour, or the product has no such piece."""
    words = normalised(text).text
    bought = next((sku for sku in product.skus if sku.code == line.sku_code), None)
    size = _named_size(words, product.skus) or _next_size(words, bought, product)
    color = _named(words, (sku.color for sku in product.skus))
    if not size and not color:
        return None
    size = size or (bought.size if bought else "")
    color = color or (bought.color if bought else "")
    fitting = [sku for sku in product.skus if sku.size == size and sku.color == color]
    if not fitting or fitting[0] == bought:
        return None
    return WantedPiece(size, color, max(0, fitting[0].stock))


def _named(words: str, names: Iterable[str]) -> str:
    """The longest of the names that stands in the words."""
    found = [name for name in dict.fromkeys(names) if name and name.lower() in words]
    return max(found, key=len, default="")


def _named_size(words: str, skus: Sequence[Sku]) -> str:
    """A size counts only where no other letter or figure touches it: the L of XL is none."""
    sizes = [sku.size for sku in skus if sku.size]
    whole = [size for size in sizes if _stands_alone(size.lower(), words)]
    return max(whole, key=len, default="")


def _stands_alone(size: str, words: str) -> bool:
    return re.search(rf"(?<![a-z0-9.]){re.escape(size)}(?![a-z0-9.])", words) is not None


def _next_size(words: str, bought: Sku | None, product: Product) -> str:
    """One size up or down from what was bought, in the order of the chart."""
    sizes = [row.size for row in product.chart.rows] if product.chart else []
    step = 1 if _LARGER.search(words) else -1 if _SMALLER.search(words) else 0
    if not step or bought is None or bought.size not in sizes:
        return ""
    place = sizes.index(bought.size) + step
    return sizes[place] if 0 <= place < len(sizes) else ""
