"""What can be bought right now, and what else there is where something can't (handbook A6, A7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from bot.core.catalogue import Product, Sku

REALLY_LOW = 3
"""Pieces from which on scarcity may be said; above it a figure would only press the buyer."""
MOST_WAYS_OUT = 2


class StockState(str, Enum):
    IN_STOCK = "in_stock"
    LOW = "low"  # one SKU, and really few of it
    PARTLY = "partly"  # some of the wanted SKUs are sold out
    SOLD_OUT = "sold_out"
    NOT_OFFERED = "not_offered"  # the product never comes in this colour or size
    OFF_SALE = "off_sale"
    UNKNOWN = "unknown"  # the catalogue lists no SKU


@dataclass(frozen=True)
class Wanted:
    """Colours and sizes as the product's own SKUs name them; nothing named means the whole product."""

    colors: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    unknown_colors: tuple[str, ...] = ()
    """As the buyer named them; the product doesn't come in them."""
    unknown_sizes: tuple[str, ...] = ()

    @property
    def not_offered(self) -> tuple[str, ...]:
        return (*self.unknown_colors, *self.unknown_sizes)

    def holds(self, sku: Sku) -> bool:
        return (not self.colors or sku.color in self.colors) and (not self.sizes or sku.size in self.sizes)


@dataclass(frozen=True)
class StockAnswer:
    state: StockState
    left: int = 0
    """Pieces of the one SKU that was asked for."""
    restock_on: date | None = None
    """When the first of the sold-out SKUs comes back, never in the past."""
    sold_out: tuple[Sku, ...] = ()
    available: tuple[Sku, ...] = ()
    other_colors: tuple[str, ...] = ()
    """In stock in the wanted size, where the wanted colour is sold out."""
    other_sizes: tuple[str, ...] = ()
    """In stock in the wanted colour, a size beside the wanted one."""


def stock_of(product: Product, wanted: Wanted, today: date) -> StockAnswer:
    """A negative stock counts as none."""
    if not product.on_sale:
        return StockAnswer(StockState.OFF_SALE)
    if not product.skus:
        return StockAnswer(StockState.UNKNOWN)
    meant = [] if wanted.not_offered else [sku for sku in product.skus if wanted.holds(sku)]
    if not meant:
        return StockAnswer(StockState.NOT_OFFERED, available=_available(product.skus))
    sold_out = tuple(sku for sku in meant if sku.stock <= 0)
    return StockAnswer(
        state=_state(meant, sold_out),
        left=max(meant[0].stock, 0) if len(meant) == 1 else 0,
        restock_on=min(_restocks(sold_out, today), default=None),
        sold_out=sold_out,
        available=_available(meant),
        other_colors=_other_colors(product, wanted) if sold_out else (),
        other_sizes=_other_sizes(product, wanted) if sold_out else (),
    )


def in_stock(product: Product) -> bool:
    return product.on_sale and any(sku.stock > 0 for sku in product.skus)


def _state(meant: Sequence[Sku], sold_out: Sequence[Sku]) -> StockState:
    if len(sold_out) == len(meant):
        return StockState.SOLD_OUT
    if sold_out:
        return StockState.PARTLY
    return StockState.LOW if len(meant) == 1 and meant[0].stock <= REALLY_LOW else StockState.IN_STOCK


def _available(skus: Sequence[Sku]) -> tuple[Sku, ...]:
    return tuple(sku for sku in skus if sku.stock > 0)


def _restocks(skus: Sequence[Sku], today: date) -> list[date]:
    return [sku.restock_on for sku in skus if sku.restock_on is not None and sku.restock_on >= today]


def _other_colors(product: Product, wanted: Wanted) -> tuple[str, ...]:
    if not wanted.colors:
        return ()
    same_size = Wanted(sizes=wanted.sizes)
    return _names(
        sku.color
        for sku in _available(product.skus)
        if same_size.holds(sku) and sku.color not in wanted.colors
    )


def _other_sizes(product: Product, wanted: Wanted) -> tuple[str, ...]:
    """A size is a body's: only the neighbours of a wanted one are worth a word."""
    same_color = Wanted(colors=wanted.colors)
    order = list(dict.fromkeys(sku.size for sku in product.skus))
    wished = [order.index(size) for size in wanted.sizes if size in order]
    return _names(
        sku.size
        for sku in _available(product.skus)
        if same_color.holds(sku)
        and sku.size not in wanted.sizes
        and any(abs(order.index(sku.size) - place) == 1 for place in wished)
    )


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))[:MOST_WAYS_OUT]
