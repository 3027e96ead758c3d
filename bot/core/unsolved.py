"""What forbids selling on: a wish to be left in peace, a complaint that is not solved (handbook C4, F3)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.orders import RefundState
from bot.core.stages import TalkSoFar

TROUBLE = frozenset(
    {
        "complain",
        "threaten_bad_review",
        "report_defect",
        "report_wrong_or_missing",
        "report_logistics_problem",
        "request_compensation",
        "chase_case",
    }
)
_SOLVED = frozenset({"praise", "cancel_refund"})
TROUBLE_KEPT = timedelta(days=7)
"""So long a complaint counts as unsolved, unless the buyer's words or a refund say otherwise."""


def wants_peace(talk: TalkSoFar) -> bool:
    return talk.memory.stopped or any("stop_contact" in turn.intents for turn in talk.turns)


def has_trouble(talk: TalkSoFar) -> bool:
    """Whether a complaint of this buyer is not solved yet."""
    for turn in reversed(talk.turns):
        if talk.turns[-1].at - turn.at > TROUBLE_KEPT:
            return False
        if TROUBLE.intersection(turn.intents):
            return not _refunded_since(turn.at, talk)
        if _SOLVED.intersection(turn.intents):
            return False
    return False


def _refunded_since(moment: datetime, talk: TalkSoFar) -> bool:
    refunds = (order.refund for order in talk.orders)
    return any(
        refund.state is RefundState.SUCCESS and (refund.changed_at or refund.asked_at) >= moment
        for refund in refunds
        if refund
    )
