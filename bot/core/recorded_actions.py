"""Which actions the data and the desk's own record prove for an order, so that a reply may claim them."""

from __future__ import annotations

from bot.core.order_actions import proven_by
from bot.core.orders import Order, OrderState, RefundState

SHIPPED_STATES = frozenset({OrderState.PART_SHIPPED, OrderState.SHIPPED, OrderState.FINISHED})


def recorded_actions(order: Order | None) -> frozenset[str]:
    """Names as the guard's rules use them (data/scripts/_forbidden.yml, `action`)."""
    if order is None:
        return frozenset()
    proven = {
        "noted": bool(order.seller_note.strip()),
        "shipped": order.state in SHIPPED_STATES or order.shipped_at is not None,
        "cancelled": order.state is OrderState.CLOSED,
        "refunded": order.refund is not None and order.refund.state is RefundState.SUCCESS,
    }
    shown = frozenset(action for action, is_proven in proven.items() if is_proven)
    return shown | proven_by(order.done)
