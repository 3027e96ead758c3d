"""The piece of an order that its warehouse is waiting for, and when it is back (handbook B6)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bot.core.catalogue import Product, Sku
from bot.core.orders import Order, OrderLine, OrderState


@dataclass(frozen=True)
class Lacking:
    line: OrderLine
    """The first of them."""
    restock_on: date | None
    """When the last of them is back, never in the past; None where the catalogue does not say."""


def lacking(order: Order, products: Collection[Product], today: date) -> Lacking | None:
    """None where nothing lacks, and for a part-sent order of which every piece does: one of them has left."""
    skus = {sku.code: sku for product in products for sku in product.skus}
    short = [line for line in order.lines if line.sku_code in skus and skus[line.sku_code].stock <= 0]
    sent_in_part = order.state is OrderState.PART_SHIPPED
    if not short or (sent_in_part and len(short) == len(order.lines)):
        return None
    return Lacking(short[0], _back_on([skus[line.sku_code] for line in short], today))


def _back_on(skus: Collection[Sku], today: date) -> date | None:
    days = [sku.restock_on for sku in skus if sku.restock_on is not None and sku.restock_on >= today]
    return max(days) if len(days) == len(skus) else None
