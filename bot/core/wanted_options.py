"""Which of a product's colours and sizes a buyer names: 黑色 is 炭黑 where that is the only black."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.core.buyer_words import BuyerWords
from bot.core.catalogue import Product
from bot.core.stock import Wanted
from bot.core.understanding import Entity
from bot.core.usual_sizes import size_name

COLORS = "colors"
"""Section of the words: basic colour -> words in buyers' texts and in catalogues' colour names."""
_COUNTED_X = re.compile(r"^(\d)X(?=[SL]$)")
SHORTEST_COLOR = 2
"""A colour called 黑 is recognised by the model only: the character stands in innocent words too."""


def wanted_options(product: Product, entities: Sequence[Entity], text: str, words: BuyerWords) -> Wanted:
    colors = tuple(dict.fromkeys(sku.color for sku in product.skus if sku.color))
    named = [_full_name(value) for value in _values(entities, "color")] or _colors_in(text, colors)
    meant_colors = {name: _meant_colors(name, colors, words) for name in named}
    sizes = _values(entities, "size") or _bare_sizes(product, entities, text)
    meant_sizes = {name: _meant_sizes(name, product) for name in sizes}
    return Wanted(
        colors=_flat(meant_colors.values()),
        sizes=_flat(meant_sizes.values()),
        unknown_colors=tuple(name for name, found in meant_colors.items() if not found),
        unknown_sizes=tuple(name for name, found in meant_sizes.items() if not found),
    )


def _values(entities: Sequence[Entity], name: str) -> list[str]:
    values = (str(entity.value).strip() for entity in entities if entity.entity == name)
    return [value for value in values if value]


def _full_name(color: str) -> str:
    """黑 as people say it where it stands alone."""
    return color if len(color) >= SHORTEST_COLOR else f"{color}色"


def _colors_in(text: str, colors: Sequence[str]) -> list[str]:
    """The product's own colours as they stand in the text, else the basic ones they end in: 蓝色的."""
    whole = [color for color in colors if any(name in text for name in _names(color))]
    basics = "".join(re.escape(color.removesuffix("色")[-1:]) for color in colors)
    if whole or not basics:
        return whole
    return [_full_name(basic) for basic in re.findall(rf"([{basics}])(?:色|的|款|那)", text)]


def _names(color: str) -> list[str]:
    """藏青色 is also called 藏青; a single character stands in innocent words too."""
    return [name for name in (color, color.removesuffix("色")) if len(name) >= SHORTEST_COLOR]


def _bare_sizes(product: Product, entities: Sequence[Entity], text: str) -> list[str]:
    """The product's own sizes as they stand in the text (85C, 110, XXL), unless a figure is another thing."""
    return [
        size
        for size in _sizes(product)
        for spelling in _spellings(size)
        for found in re.finditer(rf"(?<![\w.]){re.escape(spelling)}(?![\w.])", text, re.ASCII | re.IGNORECASE)
        if not any(entity.start < found.end() and found.start() < entity.end for entity in entities)
    ]


def _spellings(size: str) -> set[str]:
    """2XL is also typed XXL, and the other way round."""
    name = size_name(size)
    repeated = _COUNTED_X.sub(lambda match: "X" * int(match[1]), name)
    return {size, name, repeated}


def _meant_colors(name: str, colors: Sequence[str], words: BuyerWords) -> list[str]:
    exact = [color for color in colors if color in f"{name}色"]  # 藏青 is the catalogue's 藏青色
    if exact:
        return exact
    basic = set(words.named(COLORS, name))
    alike = [color for color in colors if basic.intersection(words.named(COLORS, color))]
    return alike or [color for color in colors if name.removesuffix("色") in color]


def _meant_sizes(name: str, product: Product) -> list[str]:
    renamed = product.chart.usual_sizes if product.chart else {}
    own = next((size for usual, size in renamed.items() if size_name(usual) == size_name(name)), name)
    return [size for size in _sizes(product) if size_name(size) == size_name(own)]


def _sizes(product: Product) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sku.size for sku in product.skus if sku.size))


def _flat(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in lists for name in one))
