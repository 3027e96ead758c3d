"""Which of the running promotions to name, and what one takes off (handbook A8, step 2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.catalogue import Product, Promotion, PromotionKind
from bot.core.money import Fen

ONE_PURCHASE = frozenset({PromotionKind.COUPON, PromotionKind.FULL_REDUCTION})
"""Kinds whose reduction a single purchase gets once it reaches the threshold."""

BOTH_READ = 50
"""Characters of two promotions' titles and instructions that one message may carry."""


def best_first(
    promotions: Sequence[Promotion], goods: Fen | None, kinds: frozenset[PromotionKind] = frozenset()
) -> tuple[Promotion, ...]:
    """Of the preferred kinds first, then what takes most off these goods, then what is nearest to holding.

    Without `goods` the largest reduction comes first.
    """

    def order(promotion: Promotion) -> tuple[bool, int, int]:
        saved = saving(promotion, goods) if goods is not None else promotion.reduction
        return promotion.kind not in kinds, -saved, promotion.threshold

    return tuple(sorted(promotions, key=order))


def beside(promotions: Sequence[Promotion]) -> Promotion | None:
    """What to name beside the first promotion: another kind, short enough that both are read."""
    if not promotions:
        return None
    first, *others = promotions
    fitting = [one for one in others if len(_told(first) + _told(one)) <= BOTH_READ]
    fitting.sort(key=lambda one: one.kind is first.kind)
    return fitting[0] if fitting else None


def _told(promotion: Promotion) -> str:
    return promotion.title + promotion.how


def saving(promotion: Promotion, goods: Fen) -> Fen:
    """What this promotion alone takes off goods of this value, never more than they cost."""
    if promotion.kind not in ONE_PURCHASE or goods < promotion.threshold:
        return Fen(0)
    return Fen(max(0, min(promotion.reduction, goods)))


def gained_together(promotions: Sequence[Promotion], first: Product, second: Product) -> Promotion | None:
    """What takes more off both pieces together than off the first alone: a reason to take both (A6)."""

    def gain(promotion: Promotion) -> int:
        together = saving(promotion, Fen(first.price + second.price))
        return together - saving(promotion, first.price)

    for_both = [one for one in promotions if one.covers(first.code) and one.covers(second.code)]
    best = max(for_both, key=gain, default=None)
    return best if best and gain(best) > 0 else None


def last_day(promotion: Promotion, zone: ZoneInfo) -> date:
    """The last calendar day on which it holds: one that ends at midnight ends the day before."""
    return (promotion.ends_at - timedelta(microseconds=1)).astimezone(zone).date()


def ends_within(promotion: Promotion, now: datetime, span: timedelta) -> bool:
    return promotion.ends_at - now <= span
