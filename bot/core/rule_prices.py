"""Prices that the shop gives by rule: for several pieces, to returning buyers, to VIPs (handbook A8, F2)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bot.core.money import Fen
from bot.core.shop import BargainRule

YUAN = 100


class RuleFor(str, Enum):
    SEVERAL = "several"
    VIP = "vip"
    RETURNING = "returning"


@dataclass(frozen=True)
class RulePrice:
    reason: RuleFor
    amount: Fen
    """Of one piece, in whole yuan."""


def rule_price(
    price: Fen, floor: Fen, rule: BargainRule, *, pieces: int, returning: bool, vip: bool
) -> RulePrice | None:
    """The lowest price that a rule gives this buyer, never below the floor; None where none is lower."""
    held = {
        RuleFor.SEVERAL: 0 < rule.several_from <= pieces,
        RuleFor.VIP: vip,
        RuleFor.RETURNING: returning,
    }
    percents = {
        RuleFor.SEVERAL: rule.several_percent,
        RuleFor.VIP: rule.vip_percent,
        RuleFor.RETURNING: rule.returning_percent,
    }
    offers = [
        RulePrice(reason, _whole_yuan(price * percents[reason], floor)) for reason in RuleFor if held[reason]
    ]
    best = min(offers, key=lambda offer: offer.amount, default=None)
    return best if best and best.amount < price else None


def _whole_yuan(hundredfold: int, floor: Fen) -> Fen:
    """Rounded up, so that the floor and the percentage both hold."""
    exact = -(-hundredfold // 100)
    return Fen(max(-(-exact // YUAN) * YUAN, floor))
