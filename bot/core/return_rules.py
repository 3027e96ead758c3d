"""The article or rule that a return decision rests on, for the agent who is asked why (handbook C1-C3)."""

from __future__ import annotations

from enum import Enum

from bot.core.catalogue import ReturnClass
from bot.core.return_decision import ReturnDecision, ReturnPath


class ReturnRule(str, Enum):
    SEVEN_DAYS = "seven_days"
    """Consumer Protection Law art. 25."""
    EXCLUDED_BY_LAW = "excluded_by_law"
    """Art. 25 para. 1: made to order, perishable, digital."""
    EXCLUDED_IF_CONFIRMED = "excluded_if_confirmed"
    """Interim Measures art. 7: hygiene goods once opened, near-date and flawed goods sold as such."""
    FAULT = "fault"
    """Consumer Protection Law art. 24: goods that don't meet their quality."""
    REFUND_TIME = "refund_time"
    """Art. 25 para. 3: the money is back within seven days of the goods."""
    INTERCEPT = "intercept"
    """A convention of the platforms: on the way the shop tries to catch it first."""


_BY_PATH = {
    ReturnPath.RETURN_FAULT: ReturnRule.FAULT,
    ReturnPath.REFUND_OPEN: ReturnRule.REFUND_TIME,
    ReturnPath.INTERCEPT_OR_REFUSE: ReturnRule.INTERCEPT,
    ReturnPath.RETURN_WITHIN_DAYS: ReturnRule.SEVEN_DAYS,
    ReturnPath.TOO_LATE: ReturnRule.SEVEN_DAYS,
}
_IF_CONFIRMED = frozenset({ReturnClass.INTIMATE, ReturnClass.CLEARANCE})
_LIMITED = frozenset({ReturnPath.RETURN_WITHIN_DAYS, ReturnPath.TOO_LATE, ReturnPath.NOT_RETURNABLE})


def rule_of(decision: ReturnDecision) -> ReturnRule | None:
    """None where nothing but the shop's own handling decides: unpaid, unsent, closed."""
    limits = decision.reason
    if limits is not None and limits is not ReturnClass.NORMAL and decision.path in _LIMITED:
        return ReturnRule.EXCLUDED_IF_CONFIRMED if limits in _IF_CONFIRMED else ReturnRule.EXCLUDED_BY_LAW
    return _BY_PATH.get(decision.path)
