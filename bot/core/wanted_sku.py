"""Which colour and size a buyer wants instead of what was ordered, read out of the message."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.core.catalogue import Product, Sku
from bot.core.orders import Order, OrderLine
from bot.core.text import normalised

_LARGER = re.compile(r"[大加][一1]?[码号]|[换改拿]大的|大[一1]号")
_SMALLER = re.compile(r"[小减][一1]?[码号]|[换改拿]小的|小[一1]号")
_DOUBLED = re.compile(r"(\d)xl")


def ordered_sku(order: Order, product: Product) -> tuple[OrderLine, Sku] | None:
    """The order's line of this product and its SKU; None when more than one line could be meant."""
    lines = [line for line in order.lines if line.product_code == product.code]
    skus = {sku.code: sku for sku in product.skus}
    if len(order.lines) != 1 or len(lines) != 1 or lines[0].sku_code not in skus:
        return None
    return lines[0], skus[lines[0].sku_code]


def wanted_sku(text: str, product: Product, ordered: Sku) -> Sku | None:
    """None when the message names no other colour or size that the product comes in."""
    words = normalised(text).text
    size = _size(words, product, ordered)
    color = _other(words, _in_order(product, lambda sku: sku.color), ordered.color, _mentions_color)
    if not size and not color:
        return None
    wanted = (color or ordered.color, size or ordered.size)
    return next((sku for sku in product.skus if (sku.color, sku.size) == wanted), None)


def _size(words: str, product: Product, ordered: Sku) -> str:
    sizes = _in_order(product, lambda sku: sku.size)
    named = _other(words, sizes, ordered.size, _mentions_size)
    if named or ordered.size not in sizes:
        return named
    step = 1 if _LARGER.search(words) else -1 if _SMALLER.search(words) else 0
    place = sizes.index(ordered.size) + step
    return sizes[place] if step and 0 <= place < len(sizes) else ""


def _in_order(product: Product, part: Callable[[Sku], str]) -> list[str]:
    return list(dict.fromkeys(part(sku) for sku in product.skus if part(sku)))


def _other(
    words: str, options: Sequence[str], ordered: str, mentions: Callable[[str, str, Sequence[str]], bool]
) -> str:
    """The one option mentioned beside the ordered one; empty for none or several."""
    found = [option for option in options if option != ordered and mentions(words, option, options)]
    return found[0] if len(found) == 1 else ""


def _mentions_size(words: str, size: str, _sizes: Sequence[str]) -> bool:
    plain = _same_letters(normalised(size).text)
    return bool(re.search(rf"(?<![a-z0-9.]){re.escape(plain)}(?![a-z0-9.])", _same_letters(words)))


def _same_letters(text: str) -> str:
    """XXL and 2XL are one size."""
    return _DOUBLED.sub(lambda match: "x" * int(match[1]) + "l", text)


def _mentions_color(words: str, color: str, colors: Sequence[str]) -> bool:
    """By its name, or by the basic colour it ends in where no other colour of the product shares it."""
    plain = color.removesuffix("色")
    if plain.lower() in words:
        return True
    basic = plain[-1:]
    shared = sum(basic in other for other in colors) > 1
    return not shared and re.search(rf"{re.escape(basic)}(?:色|的|款|那)", words) is not None
