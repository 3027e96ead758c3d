"""Which ordered goods a buyer names by their kind: 牛仔裤, 裙子, 靴子."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.core.buyer_words import BuyerWords
from bot.core.catalogue import Product
from bot.core.orders import Order, OrderLine
from bot.core.text import normalised

CATEGORIES = "categories"
"""Section of the words: a category of the catalogue -> what buyers call its goods."""
_NO_BAG = re.compile(r"[红钱面书]包|包[裹邮装年月]|打包|承包")


def named_lines(
    text: str, lines: Sequence[OrderLine], products: Mapping[str, Product], words: BuyerWords
) -> tuple[OrderLine, ...]:
    """Lines whose short name has a word of the text in it, else those of a category that the text names.

    A platform's long title holds the words of other goods too, for the search: it counts only where the
    catalogue has no short name.
    """
    plain = _NO_BAG.sub("", normalised(text).text)
    said, kinds = words.said(CATEGORIES, plain), words.named(CATEGORIES, plain)
    named = [line for line in lines if any(word in _name(line, products) for word in said)]
    return tuple(named or [line for line in lines if _category(line, products) in kinds])


def holding(
    text: str, orders: Sequence[Order], products: Mapping[str, Product], words: BuyerWords
) -> tuple[Order, ...]:
    """The orders that hold what the text names by its kind; all of them where it names nothing they hold."""
    lines = [line for order in orders for line in order.lines]
    named = named_lines(text, lines, products, words)
    return tuple(order for order in orders if set(order.lines).intersection(named)) or tuple(orders)


def _name(line: OrderLine, products: Mapping[str, Product]) -> str:
    product = products.get(line.product_code)
    return normalised((product.name if product else "") or line.title).text


def _category(line: OrderLine, products: Mapping[str, Product]) -> str:
    product = products.get(line.product_code)
    return product.category if product else ""
