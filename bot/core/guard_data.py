"""What the shop's data say about a talk, and the statements of a text that are held to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from bot.core.catalogue import Product, Promotion
from bot.core.money import Fen
from bot.core.orders import Order
from bot.core.running_offers import saving
from bot.core.shop import Shop

_CLAUSE_END = re.compile(r"[，。！？；\n]")
_SENTENCE_END = re.compile(r"[。！？\n]")
_FIGURES = {
    "一": 1,
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}


@dataclass(frozen=True)
class TalkData:
    """What is None or empty is not known, and contradicts nothing."""

    now: datetime | None = None
    shop: Shop | None = None
    product: Product | None = None
    """What the talk is about."""
    order: Order | None = None
    """In focus."""
    orders: tuple[Order, ...] = ()
    """The buyer's own."""
    ordered: Mapping[str, Product] = field(default_factory=lambda: MappingProxyType({}))
    """The catalogue's products behind these orders, by code."""
    promotions: tuple[Promotion, ...] = ()
    """Running now."""

    @property
    def order_products(self) -> tuple[Product, ...]:
        """Those of the order in focus, as far as they are known."""
        codes = dict.fromkeys(line.product_code for line in self.order.lines) if self.order else {}
        return tuple(self.ordered[code] for code in codes if code in self.ordered)

    @property
    def in_talk(self) -> tuple[Product, ...]:
        """What a statement may be about: the product talked about, and those of the order in focus."""
        talked = (self.product,) if self.product else ()
        return tuple({product.code: product for product in (*talked, *self.order_products)}.values())

    @property
    def subject(self) -> Product | None:
        """The one product that a statement without a name is about."""
        only = self.in_talk if len(self.in_talk) == 1 else ()
        return self.product or next(iter(only), None)

    def prices(self) -> Iterator[Fen]:
        """Every amount that the data know as a price here: listed, reduced, paid."""
        for product in self.in_talk:
            listed = {product.price, *(sku.price for sku in product.skus)}
            yield from listed
            for price in listed:
                reductions = [saving(promotion, price) for promotion in self.promotions]
                yield from (Fen(price - reduction) for reduction in (*reductions, sum(reductions)))
        for order in self.orders:
            yield from (order.total, order.paid, *(line.price for line in order.lines))


NO_DATA = TalkData()


@dataclass(frozen=True)
class Statement:
    """A match of a rule's pattern, with what stands around it."""

    text: str
    start: int
    end: int
    groups: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The pattern's named groups that took part."""

    @property
    def said(self) -> str:
        return self.text[self.start : self.end]

    @property
    def clause(self) -> str:
        return self._around(_CLAUSE_END)

    @property
    def sentence(self) -> str:
        return self._around(_SENTENCE_END)

    def _around(self, end: re.Pattern[str]) -> str:
        before = [found.end() for found in end.finditer(self.text, 0, self.start)]
        after = end.search(self.text, self.end)
        return self.text[before[-1] if before else 0 : after.start() if after else len(self.text)]


Judge = Callable[[Statement, TalkData], "str | None"]
"""What the data say instead, empty when that is not one short text; None when nothing contradicts."""


def figure(text: str) -> int:
    """三 and 3, up to ten in words. Raises ValueError for what is neither."""
    return _FIGURES[text] if text in _FIGURES else int(text)


def spoken_day(day: date) -> str:
    return f"{day.month}月{day.day}日"
