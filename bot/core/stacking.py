"""Whether promotions add up: what a promotion's own instructions say of it, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.core.buyer_words import BuyerWords
from bot.core.catalogue import Promotion, PromotionKind
from bot.core.money import Fen
from bot.core.running_offers import saving

TERMS = "stacking_terms"
"""Section of the words: what a shop writes where it says whether offers add up."""

WITH = "stacking_with"
"""Section of the words: what it writes where a coupon may be used beside it, and where nothing may."""

_BETWEEN = re.compile(r"[，。；,;]")


def stacking_terms(promotion: Promotion, words: BuyerWords) -> str:
    """The parts of the instructions that say what else holds beside it; empty where they are silent."""
    parts = (part.strip() for part in _BETWEEN.split(promotion.how))
    return "，".join(part for part in parts if words.named(TERMS, part))


def with_terms_first(promotions: Sequence[Promotion], words: BuyerWords) -> tuple[Promotion, ...]:
    return tuple(sorted(promotions, key=lambda promotion: not stacking_terms(promotion, words)))


def best_together(promotions: Sequence[Promotion], goods: Fen, words: BuyerWords) -> tuple[Promotion, ...]:
    """What takes most off these goods: one promotion, or a reduction and the coupon that adds up with it.

    Empty when none takes anything off. The coupon's threshold must hold for what the reduction leaves.
    """
    helping = [(one,) for one in promotions if saving(one, goods)]
    pairs = [
        (reduction, coupon)
        for reduction in promotions
        for coupon in promotions
        if _adds_up(reduction, coupon, words) and saving(coupon, left_after((reduction,), goods))
    ]
    return max((*helping, *pairs), key=lambda chosen: goods - left_after(chosen, goods), default=())


def left_after(promotions: Sequence[Promotion], goods: Fen) -> Fen:
    """What is left to pay, one promotion after the other."""
    for promotion in promotions:
        goods = Fen(goods - saving(promotion, goods))
    return goods


def _adds_up(reduction: Promotion, coupon: Promotion, words: BuyerWords) -> bool:
    """Only where the reduction's own instructions allow it and the coupon's don't forbid it."""
    if reduction.kind is not PromotionKind.FULL_REDUCTION or coupon.kind is not PromotionKind.COUPON:
        return False
    excluded = "nothing" in words.named(WITH, coupon.how) or reduction.title in coupon.how
    return "coupons" in words.named(WITH, reduction.how) and not excluded
