"""One thing that must not be forgotten: why, since when, until when, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from types import MappingProxyType

from bot.core.follow_up_rules import (
    FOR_THE_DESK,
    OUTREACH,
    OWED,
    SENDABLE_UNREAD,
    FollowUpKind,
    FollowUpRules,
)
from bot.core.suggestions import Facts, Finding

FOLLOW_UP = "follow_up"
"""Stands where a script names its intent: nobody has asked, the day has come."""
WEEK = timedelta(days=7)
COUNTED = timedelta(days=400)
"""How far back earlier messages to a buyer are looked at: greetings may be a year apart."""


class FollowUpState(str, Enum):
    DUE = "due"  # has been noticed, and waits for its moment
    SUGGESTED = "suggested"
    APPROVED = "approved"  # waits for waking hours
    SENT = "sent"
    DISMISSED = "dismissed"
    EXPIRED = "expired"  # its reason has gone, or it is too late


OPEN = frozenset({FollowUpState.DUE, FollowUpState.SUGGESTED, FollowUpState.APPROVED})
REACHED = frozenset({FollowUpState.SENT, FollowUpState.APPROVED, FollowUpState.SUGGESTED})


class Ended(str, Enum):
    """Why one has expired."""

    REASON_GONE = "reason_gone"
    TOO_LATE = "too_late"
    STOPPED = "stopped"
    """The buyer wants no messages."""
    OFTEN = "often"
    """The buyer has been written to often enough."""


@dataclass(frozen=True)
class Due:
    """What the rules find: a follow-up whose reason holds from `at` until `until`."""

    kind: FollowUpKind
    subject: str
    """The record it is about: an order's or a parcel's number, a message, a case, a buyer."""
    step: str
    at: datetime
    until: datetime
    order: str = ""
    for_supervisor: bool = False
    deadline: datetime | None = None

    @property
    def key(self) -> tuple[FollowUpKind, str, str]:
        """There is never more than one of each in a shop."""
        return self.kind, self.subject, self.step

    def holds(self, now: datetime) -> bool:
        return self.at <= now < self.until


@dataclass(frozen=True)
class FollowUp:
    id: int
    shop: str
    due: Due
    state: FollowUpState
    due_at: datetime
    """Its moment, in waking hours."""
    buyer: str
    conversation_id: int | None
    """Where it would be written; None for a buyer who has no talk here."""
    text: str = ""
    script: str = ""
    facts: Facts = field(default_factory=lambda: MappingProxyType({}))
    findings: tuple[Finding, ...] = ()
    changed_at: datetime | None = None
    decided_by: str = ""
    outcome: str = ""
    message_id: int | None = None
    failure: str = ""

    @property
    def kind(self) -> FollowUpKind:
        return self.due.kind

    @property
    def may_go_unread(self) -> bool:
        """Whether it may be approved in one go with others: all is there, the guard has found nothing."""
        ready = bool(self.text) and not self.findings and self.conversation_id is not None
        return ready and self.kind in SENDABLE_UNREAD and self.state is FollowUpState.SUGGESTED


@dataclass(frozen=True)
class Reached:
    """A buyer was written to unasked, or is about to be."""

    kind: FollowUpKind
    at: datetime


def says_something(kind: FollowUpKind) -> bool:
    return kind not in FOR_THE_DESK


def is_stopped(kind: FollowUpKind, wants_no_messages: bool) -> bool:
    """What the desk has to do it does all the same; what was promised is kept."""
    return wants_no_messages and says_something(kind) and kind not in OWED


def may_reach_from(
    kind: FollowUpKind, now: datetime, reached: Sequence[Reached], rules: FollowUpRules
) -> datetime | None:
    """From when the buyer may be written to for this; None for never. News is not counted."""
    if kind not in OUTREACH:
        return now
    if rules.per_week == 0:
        return None
    times = sorted(one.at for one in reached if one.kind in OUTREACH)
    free = [now]
    if times:
        free.append(times[-1] + rules.apart)
    if len(times) >= rules.per_week:
        free.append(times[-rules.per_week] + WEEK)
    if kind is FollowUpKind.HOLIDAY:
        free += [one.at + rules.greetings_apart for one in reached if one.kind is FollowUpKind.HOLIDAY]
    return max(free)
