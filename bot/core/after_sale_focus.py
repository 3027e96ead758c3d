"""Which of a buyer's orders an after-sale wish is about: the likelier ones first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.order_focus import OrderFocus, focus
from bot.core.orders import OPEN_REFUNDS, Order, OrderState, RefundState
from bot.core.return_window import return_window

Likely = Callable[[Order], bool]

RECENT = timedelta(days=8)
"""How long after its last day for a return an order is still the likely one."""


def after_sale_focus(
    orders: Sequence[Order], named: str | None, product_code: str | None, likely: Sequence[Likely]
) -> OrderFocus:
    """`orders` are newest first; of each test in `likely`, the first that any order passes decides.

    A product that the talk is about counts only if the buyer has ordered it.
    """
    if named:
        return focus(orders, named)
    of_product = [order for order in orders if product_code and _holds(order, product_code)]
    candidates = of_product or orders
    for test in likely:
        fitting = [order for order in candidates if test(order)]
        if fitting:
            return focus(fitting, None)
    return focus(candidates, None)


def _holds(order: Order, product_code: str) -> bool:
    return any(line.product_code == product_code for line in order.lines)


def refund_is_open(order: Order) -> bool:
    return order.refund is not None and order.refund.state in OPEN_REFUNDS


def goods_are_awaited(order: Order) -> bool:
    """Whether the shop waits for the buyer to send the goods back."""
    return order.refund is not None and order.refund.state is RefundState.WAIT_BUYER_RETURN


def refund_was_asked(order: Order) -> bool:
    return order.refund is not None


def was_paid(order: Order) -> bool:
    return order.state not in (OrderState.UNPAID, OrderState.CLOSED)


def was_sent(order: Order) -> bool:
    return order.state in (OrderState.PART_SHIPPED, OrderState.SHIPPED, OrderState.FINISHED)


def received_lately(now: datetime, zone: ZoneInfo) -> Likely:
    def test(order: Order) -> bool:
        window = return_window(order, now, zone) if was_sent(order) else None
        return window is not None and now.astimezone(zone).date() <= window.last_day + RECENT

    return test
