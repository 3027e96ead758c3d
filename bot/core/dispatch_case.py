"""What may be said about when something is sent (handbook A12, B4, B6)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import Enum

from bot.core.catalogue import Product, ReturnClass
from bot.core.delivery import DispatchPromise
from bot.core.orders import OPEN_REFUNDS, Flag, Order, OrderState
from bot.core.stock import in_stock


class DispatchCase(str, Enum):
    NEW = "new"  # nothing is ordered yet
    SOLD_OUT = "sold_out"  # nothing is ordered, and nothing could be
    UNPAID = "unpaid"
    PAID = "paid"
    OVERDUE = "overdue"
    SHORT = "short"  # paid, and more was sold than there is
    HELD = "held"  # yellow flag: something has to be settled first
    REFUND_OPEN = "refund_open"
    MADE_TO_ORDER = "made_to_order"  # the shop's ordinary promise does not hold for it
    PART_SENT = "part_sent"
    SENT = "sent"
    CLOSED = "closed"


_BY_STATE = {
    OrderState.UNPAID: DispatchCase.UNPAID,
    OrderState.PART_SHIPPED: DispatchCase.PART_SENT,
    OrderState.SHIPPED: DispatchCase.SENT,
    OrderState.FINISHED: DispatchCase.SENT,
    OrderState.CLOSED: DispatchCase.CLOSED,
}


def case_of_order(order: Order, products: Collection[Product], promise: DispatchPromise) -> DispatchCase:
    """`products` are those of its lines, as far as they are known."""
    if order.state is not OrderState.PAID:
        return _BY_STATE[order.state]
    if order.refund is not None and order.refund.state in OPEN_REFUNDS:
        return DispatchCase.REFUND_OPEN
    if order.flag is Flag.YELLOW:
        return DispatchCase.HELD
    if any(product.return_class is ReturnClass.CUSTOM for product in products):
        return DispatchCase.MADE_TO_ORDER
    if promise.overdue:
        return DispatchCase.OVERDUE
    return DispatchCase.SHORT if is_oversold(order, products) else DispatchCase.PAID


def case_of_product(product: Product | None) -> DispatchCase:
    """For someone who has not ordered yet. The stock of a product without SKUs is not known."""
    if product is None:
        return DispatchCase.NEW
    if product.skus and not in_stock(product):
        return DispatchCase.SOLD_OUT
    custom = product.return_class is ReturnClass.CUSTOM
    return DispatchCase.MADE_TO_ORDER if custom else DispatchCase.NEW


def is_short(order: Order, products: Collection[Product]) -> bool:
    """Whether a piece of this order shows no stock, so that the warehouse may be waiting for it."""
    return any(left <= 0 for left in _stock_of(order, products))


def is_oversold(order: Order, products: Collection[Product]) -> bool:
    """Whether less than nothing is left of a piece: the last one may be the buyer's, a missing one is not."""
    return any(left < 0 for left in _stock_of(order, products))


def _stock_of(order: Order, products: Collection[Product]) -> Iterator[int]:
    """What is left of each line's piece, where the catalogue knows it."""
    stock = {sku.code: sku.stock for product in products for sku in product.skus}
    return (stock[line.sku_code] for line in order.lines if line.sku_code in stock)
