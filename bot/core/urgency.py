"""Which of several wishes is answered first: anger and money before everything (handbook C4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

Offer = TypeVar("Offer")

TIERS = (
    ("complain", "threaten_bad_review", "abuse", "stop_contact", "request_human"),
    ("request_refund", "cancel_order", "redirect_parcel", "change_address", "change_order"),
    ("report_wrong_or_missing", "report_defect", "report_logistics_problem", "request_compensation"),
    ("request_return", "request_exchange", "ask_refund_status", "cancel_refund", "chase_case"),
    ("urge_dispatch", "track_logistics", "adjust_price", "ask_price_protection", "combine_shipping"),
)
"""Anger first, then what can still be stopped, what went wrong, what is pending; the rest are questions."""
COURTESIES = ("greet", "thanks", "goodbye", "affirm", "deny", "inform", "chitchat", "praise", "hesitate")

QUESTION, COURTESY = len(TIERS), len(TIERS) + 1
_RANK = {
    **{intent: rank for rank, tier in enumerate(TIERS) for intent in tier},
    **dict.fromkeys(COURTESIES, COURTESY),
}


def rank_of(intent: str) -> int:
    """0 is the most urgent."""
    return _RANK.get(intent, QUESTION)


def most_urgent_first(intents: Iterable[str]) -> tuple[str, ...]:
    """Equally urgent wishes stay in the buyer's order."""
    return tuple(sorted(intents, key=rank_of))


def best_of_each_first(offers: Sequence[Sequence[Offer]]) -> list[Offer]:
    """The best offer of every wish, then the second best of each, and so on."""
    longest = max((len(one) for one in offers), default=0)
    return [one[place] for place in range(longest) for one in offers if place < len(one)]
