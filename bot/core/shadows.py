"""A candidate that reads along for a day before it may answer: people see only where it differs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

LASTS = timedelta(hours=24)
MOST_WAITING = 500
"""Turns that may wait to be read; what is older is left out and counted."""


class Right(str, Enum):
    """Who was right, in a person's eyes."""

    ACTIVE = "active"
    SHADOW = "shadow"
    BOTH = "both"
    NEITHER = "neither"


@dataclass(frozen=True)
class ShadowRun:
    id: int
    model: str
    begun_by: str
    begun_at: datetime
    until: datetime
    ended_at: datetime | None = None
    ended_by: str = ""
    last_draft: int = 0
    """What has been read so far."""
    seen: int = 0
    same: int = 0
    dropped: int = 0
    fault: str = ""
    """Why it ended before its time; a reason code."""

    def is_over(self, now: datetime) -> bool:
        return self.ended_at is not None or now >= self.until


@dataclass(frozen=True)
class ShadowReading:
    """A turn that the two models read differently. The text is masked."""

    id: int
    run_id: int
    conversation_id: int
    text: str
    active: tuple[str, ...]
    active_sure: bool
    shadow: tuple[str, ...]
    shadow_sure: bool
    confidence: float
    """Of the shadow's least sure wish."""
    at: datetime
    right: Right | None = None
    judged_by: str = ""


@dataclass(frozen=True)
class Judgements:
    """What people said of a run's differences."""

    open: int = 0
    active_right: int = 0
    shadow_right: int = 0
    other: int = 0


def differs(active: tuple[str, ...], active_sure: bool, shadow: tuple[str, ...], shadow_sure: bool) -> bool:
    """Other wishes, or another certainty about the same ones: that decides what is answered alone."""
    return set(active) != set(shadow) or active_sure != shadow_sure
