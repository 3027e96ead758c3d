"""Who is on duty: people sign in to a shift, take short breaks and sign off (handbook D1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class DutyState(str, Enum):
    ON = "on"
    BREAK = "break"
    """Back soon: gets no new talks and keeps their own."""
    OFF = "off"


@dataclass(frozen=True)
class Break:
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class Duty:
    id: int
    login: str
    kind: str
    """Code of the shift."""
    since: datetime
    due: datetime
    """The shift's end."""
    ends_by: datetime
    """The shift's end and its grace: later nobody is on this duty, whether or not they have signed off."""
    until: datetime | None = None
    breaks: tuple[Break, ...] = ()


def over_at(duty: Duty) -> datetime:
    return min(duty.until, duty.ends_by) if duty.until else duty.ends_by


def state_at(duty: Duty, at: datetime) -> DutyState:
    if not duty.since <= at < over_at(duty):
        return DutyState.OFF
    paused = any(one.since <= at and (one.until is None or at < one.until) for one in duty.breaks)
    return DutyState.BREAK if paused else DutyState.ON


def on_duty(duties: Iterable[Duty], at: datetime) -> frozenset[str]:
    """The logins that may be given a buyer now. Empty: nobody is on duty."""
    return _in_state(duties, at, DutyState.ON)


def at_work(duties: Iterable[Duty], at: datetime) -> frozenset[str]:
    """Those on duty, and those on a short break."""
    duties = tuple(duties)
    return _in_state(duties, at, DutyState.ON) | _in_state(duties, at, DutyState.BREAK)


def forgotten_end(duty: Duty, session_end: datetime | None, now: datetime) -> datetime | None:
    """When a duty that nobody has signed off ended by itself; None while it holds.

    `session_end` is when the last browser session of its person ends; None when they have none left.
    """
    if duty.until is not None:
        return None
    left_at = now if session_end is None else session_end
    end = min(duty.ends_by, left_at)
    return max(end, duty.since) if end <= now else None


def _in_state(duties: Iterable[Duty], at: datetime, state: DutyState) -> frozenset[str]:
    return frozenset(duty.login for duty in duties if state_at(duty, at) is state)
