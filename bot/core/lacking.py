"""What of an order has not come: the piece its warehouse waits for, the rest of a part-sent one (B6)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bot.core.catalogue import Product, Sku
from bot.core.orders import Order, OrderLine, OrderState
from bot.core.parcels import ParcelState


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


def rest_is_on_its_way(order: Order) -> bool:
    """Whether a part has arrived and another parcel is still to come, which looks like missing goods."""
    signed = [parcel.state is ParcelState.SIGNED for parcel in order.parcels]
    return any(signed) and not all(signed)


def rest_is_unsent(order: Order) -> bool:
    """Whether all that has left has arrived, and the rest is still in the warehouse."""
    signed = all(parcel.state is ParcelState.SIGNED for parcel in order.parcels)
    return order.state is OrderState.PART_SHIPPED and signed
