"""The audit trail: who did what to what, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

SIGNED_IN = "signed_in"
SIGN_IN_FAILED = "sign_in_failed"
LOCKED_OUT = "locked_out"
UNLOCKED = "unlocked"
SIGNED_OUT_EVERYWHERE = "signed_out_everywhere"
PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of an action
PASSWORD_RESET = "password_reset"  # noqa: S105
ACCOUNT_SET = "account_set"
ROLE_CHANGED = "role_changed"
DEACTIVATED = "deactivated"
ACTIVATED = "activated"
TOKEN_MADE = "token_made"  # noqa: S105
TOKEN_REVOKED = "token_revoked"  # noqa: S105
UNMASKED = "unmasked"
EXPORTED = "exported"
TALK_MOVED = "talk_moved"
"""Transferred, taken, handed back or released by a person."""
SIGNED_OFF_BY = "signed_off_by"
SHIFTS_SET = "shifts_set"
HANDED_OVER = "handed_over"
TAKEN_UP = "taken_up"
"""The next shift has confirmed a hand-over sheet."""
ALONE_SWITCHED = "alone_switched"
ALONE_RULES = "alone_rules"
ALONE_MODE = "alone_mode"
"""A person has set what the desk may do with an intent while nobody is there."""
ALONE_LOWERED = "alone_lowered"
"""The desk itself has taken the right away, because the figures fell."""
ALONE_PAUSED = "alone_paused"
ALONE_REVIEWED = "alone_reviewed"
TRAINING_ASKED = "training_asked"
TRAINING_CANCELLED = "training_cancelled"
MODEL_SWAPPED = "model_swapped"
"""Another model answers: by whom, when, with which verdict."""
SHADOW_BEGUN = "shadow_begun"
SHADOW_ENDED = "shadow_ended"
TRAINING_RULES = "training_rules"
SHOP_CHANGED = "shop_changed"
SHOP_IMPORTED = "shop_imported"
BUYERS_JOINED = "buyers_joined"
BUYERS_PARTED = "buyers_parted"
BUYER_CHANGED = "buyer_changed"
BUYER_EXPORTED = "buyer_exported"
BUYER_FORGOTTEN = "buyer_forgotten"
MINED_DECIDED = "mined_decided"
ORDER_ADDRESS = "order_address"
ORDER_ITEM = "order_item"
ORDER_COURIER = "order_courier"
ORDER_FLAG = "order_flag"
ORDER_NOTE = "order_note"
CASE_OPENED = "case_opened"
CASE_MOVED = "case_moved"
TASK_RAISED = "task_raised"
TASK_DONE = "task_done"
TASK_REFUSED = "task_refused"
FOLLOW_UP_SENT = "follow_up_sent"
FOLLOW_UP_DISMISSED = "follow_up_dismissed"


@dataclass(frozen=True)
class AuditEntry:
    id: int
    at: datetime
    actor: str
    action: str
    subject: str
    detail: Mapping[str, object]


@dataclass(frozen=True)
class AuditFilter:
    """What is None or empty is not asked for."""

    actor: str = ""
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None
    subject: str = ""
