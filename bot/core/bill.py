"""How an order's sum comes about."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.money import Fen
from bot.core.orders import Order


@dataclass(frozen=True)
class Bill:
    goods: Fen
    postage: Fen
    reduced: Fen
    """What coupons, promotions and the shop have taken off; 0 for nothing."""
    total: Fen


def bill_of(order: Order) -> Bill | None:
    """None when the figures don't explain the sum: no lines, or more charged than goods and postage."""
    goods = Fen(sum(line.price * line.quantity for line in order.lines))
    reduced = Fen(goods + order.postage - order.total)
    if not order.lines or reduced < 0:
        return None
    return Bill(goods, order.postage, reduced, order.total)
