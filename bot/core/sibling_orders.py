"""A buyer's orders side by side: which may share a parcel, which were placed twice (handbook B6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from bot.core.orders import Order, OrderState

SAME_SITTING = timedelta(hours=1)
"""The same goods ordered again within this time look like a slip, not a wish."""


def unsent(orders: Sequence[Order]) -> tuple[Order, ...]:
    """Paid and wholly in the warehouse."""
    return tuple(order for order in orders if order.state is OrderState.PAID)


def same_receiver(orders: Sequence[Order]) -> bool:
    """Whether all go to one person at one address; False when an address is not known."""
    receivers = {(order.receiver.phone, order.receiver.address) for order in orders}
    return len(receivers) == 1 and all(all(receiver) for receiver in receivers)


def twin_of(order: Order, orders: Sequence[Order]) -> Order | None:
    """Another unsent order of the same goods from the same sitting."""
    if order.state is not OrderState.PAID or not order.lines:
        return None
    for other in unsent(orders):
        close = abs(other.created_at - order.created_at) <= SAME_SITTING
        if other.number != order.number and close and _goods(other) == _goods(order):
            return other
    return None


def _goods(order: Order) -> Counter[tuple[str, str, str]]:
    goods: Counter[tuple[str, str, str]] = Counter()
    for line in order.lines:
        goods[(line.product_code or line.title, line.sku_code, line.options)] += line.quantity
    return goods
