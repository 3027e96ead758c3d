"""The order of the inbox: by waiting time, anger and money a little before their turn (handbook C4)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import Enum

from bot.core.urgency import QUESTION, rank_of

HEAD_START = (timedelta(minutes=2), timedelta(minutes=1), timedelta(minutes=1))
"""By tier of urgency: a talk counts as having waited so much longer. Old questions still come before."""


class Show(str, Enum):
    """Which talks the inbox shows."""

    WAITING = "waiting"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    AFTER_SALE = "after_sale"
    COMPLAINT = "complaint"
    HELD = "held"
    ALL = "all"
    OPEN = "open"  # answered
    CLOSED = "closed"


class Concern(str, Enum):
    """What a talk has been about at its most serious, until it is closed."""

    NONE = ""
    AFTER_SALE = "after_sale"
    COMPLAINT = "complaint"

    @property
    def gravity(self) -> int:
        return list(Concern).index(self)


_COMPLAINTS = frozenset({"complain", "threaten_bad_review", "abuse"})
_AFTER_SALE = frozenset(
    {
        *("request_refund", "ask_refund_status", "cancel_refund", "request_return", "request_exchange"),
        *("report_return_sent", "report_defect", "report_wrong_or_missing", "request_compensation"),
        *("report_logistics_problem", "redirect_parcel", "warranty_repair", "ask_price_protection"),
        *("chase_case", "extend_receipt"),
    }
)


def concern_of(intents: Collection[str]) -> Concern:
    if not _COMPLAINTS.isdisjoint(intents):
        return Concern.COMPLAINT
    return Concern.NONE if _AFTER_SALE.isdisjoint(intents) else Concern.AFTER_SALE


def urgency_of(intents: Collection[str]) -> int:
    """The tier of the most urgent wish, 0 before all others; a question's where nothing is understood."""
    return min((rank_of(intent) for intent in intents), default=QUESTION)


def place_in_line(waiting_since: datetime, urgency: int) -> datetime:
    """Sort by it: the moment since which a talk counts as waiting."""
    return waiting_since - (HEAD_START[urgency] if urgency < len(HEAD_START) else timedelta())
