"""Which of a buyer's orders a turn is about, and how that was found."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.core.orders import OPEN_STATES, Order, OrderState
from bot.core.sibling_orders import twin_of, unsent

SHORTEST_TAIL = 4
"""Digits of an order number's end that buyers name."""


PAIR = 2

_FIGURE = re.compile(r"(?<![a-zA-Z\d])\d{4,8}(?!\d)")


class OrderFound(str, Enum):
    NAMED = "named"
    UNKNOWN_NUMBER = "unknown_number"  # a number was named, but it is none of this buyer's orders
    ONLY_OPEN = "only_open"
    LATEST = "latest"  # none is open: the newest
    SEVERAL = "several"  # several are open: ask which
    NONE = "none"


@dataclass(frozen=True)
class OrderFocus:
    order: Order | None
    found: OrderFound


def focus(
    orders: Sequence[Order], named: str | None, states: Collection[OrderState] | None = None
) -> OrderFocus:
    """`orders` are the buyer's own, newest first; `named` is a number or its end.

    `states` are those a wish is about (a return: shipped, finished); orders in them are preferred.
    """
    if named:
        return _named(orders, named)
    preferred = [order for order in orders if states is None or order.state in states] or list(orders)
    still_open = [order for order in preferred if order.state in OPEN_STATES]
    if len(still_open) > 1:
        return OrderFocus(None, OrderFound.SEVERAL)
    if still_open:
        return OrderFocus(still_open[0], OrderFound.ONLY_OPEN)
    if preferred:
        return OrderFocus(preferred[0], OrderFound.LATEST)
    return OrderFocus(None, OrderFound.NONE)


def likeliest(
    orders: Sequence[Order], named: str | None, groups: Sequence[Collection[OrderState]]
) -> OrderFocus:
    """As `focus`, among the orders of the first of these groups of states that has any; none else."""
    if named:
        return _named(orders, named)
    for states in groups:
        fitting = [order for order in orders if order.state in states]
        if fitting:
            return focus(fitting, None)
    return OrderFocus(None, OrderFound.NONE)


def tail_in(text: str, orders: Sequence[Order]) -> str | None:
    """The short figure in a text that ends just one of the orders: how buyers answer when asked which."""
    figures = dict.fromkeys(_FIGURE.findall(text))
    tails = [tail for tail in figures if sum(order.number.endswith(tail) for order in orders) == 1]
    return tails[0] if len(tails) == 1 else None


def only_twin(orders: Sequence[Order], focused: OrderFocus) -> OrderFocus:
    """Of two unsent orders of the same goods the newer one, instead of asking which."""
    waiting = unsent(orders)
    if focused.found is not OrderFound.SEVERAL or len(waiting) != PAIR:
        return focused
    newer = max(waiting, key=lambda order: order.created_at)
    return OrderFocus(newer, OrderFound.LATEST) if twin_of(newer, orders) else focused


def one_of(orders: Sequence[Order], states: Collection[OrderState]) -> OrderFocus | None:
    """The order is to be asked for where several are in these states; None where that needs no asking."""
    fitting = [order for order in orders if order.state in states]
    return OrderFocus(None, OrderFound.SEVERAL) if len(fitting) > 1 else None


def _named(orders: Sequence[Order], named: str) -> OrderFocus:
    if len(named) < SHORTEST_TAIL:
        return OrderFocus(None, OrderFound.UNKNOWN_NUMBER)
    fitting = [order for order in orders if order.number.endswith(named)]
    if len(fitting) == 1:
        return OrderFocus(fitting[0], OrderFound.NAMED)
    return OrderFocus(None, OrderFound.SEVERAL if fitting else OrderFound.UNKNOWN_NUMBER)
