"""A true reason to decide, out of what the data say at this moment (handbook A7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.core.catalogue import Product, Promotion, PromotionKind
from bot.core.dispatch_case import DispatchCase, case_of_product
from bot.core.running_offers import best_first, ends_within, saving
from bot.core.stock import StockAnswer, StockState, Wanted

DEADLINE_NEAR = timedelta(days=3)
_CAN_BE_BOUGHT = frozenset({StockState.IN_STOCK, StockState.LOW, StockState.PARTLY})
TWO = 2


class Lever(str, Enum):
    SCARCITY = "scarcity"
    DEADLINE = "deadline"
    CUTOFF = "cutoff"
    CHOICE = "choice"
    NONE = "none"  # nothing but that it is in stock


@dataclass(frozen=True)
class Closing:
    lever: Lever
    promotion: Promotion | None = None
    """The one whose deadline is the lever."""
    choice: tuple[str, ...] = ()
    """The two to choose from."""


def closing(
    product: Product,
    wanted: Wanted,
    stock: StockAnswer,
    promotions: Sequence[Promotion],
    now: datetime,
    *,
    ships_today: bool,
) -> Closing | None:
    """The strongest lever that holds; None where nothing can be bought, or the stock is not known."""
    if stock.state not in _CAN_BE_BOUGHT:
        return None
    if stock.state is StockState.LOW:
        return Closing(Lever.SCARCITY)
    ending = ending_soon(promotions, product, now)
    if ending:
        return Closing(Lever.DEADLINE, promotion=ending)
    if ships_today and case_of_product(product) is DispatchCase.NEW:
        return Closing(Lever.CUTOFF)
    choice = _choice_of_two(wanted, stock)
    return Closing(Lever.CHOICE, choice=choice) if choice else Closing(Lever.NONE)


def ending_soon(promotions: Sequence[Promotion], product: Product, now: datetime) -> Promotion | None:
    """What runs now, ends within three days, and one piece of the product gets."""
    near = [one for one in helping(promotions, product, now) if ends_within(one, now, DEADLINE_NEAR)]
    return near[0] if near else None


def helping(promotions: Sequence[Promotion], product: Product, now: datetime) -> tuple[Promotion, ...]:
    """The running promotions that one piece of the product gets, the best first."""
    fitting = [
        one
        for one in promotions
        if one.runs_at(now) and one.covers(product.code) and _one_piece_gets(one, product)
    ]
    return best_first(fitting, product.price)


def _one_piece_gets(promotion: Promotion, product: Product) -> bool:
    gift = promotion.kind is PromotionKind.GIFT and product.price >= promotion.threshold
    return gift or saving(promotion, product.price) > 0


def _choice_of_two(wanted: Wanted, stock: StockAnswer) -> tuple[str, ...]:
    """The sizes of a wanted colour, else the colours, if they are just two.

    While no size is named, a colour of which some sizes are sold out can't be said to be there.
    """
    if wanted.colors and not wanted.sizes:
        names = [sku.size for sku in stock.available]
    elif wanted.sizes or not stock.sold_out:
        names = [sku.color for sku in stock.available]
    else:
        return ()
    two = tuple(dict.fromkeys(name for name in names if name))
    return two if len(two) == TWO else ()
