"""How suggestions fare from week to week, and when a change is one to look at."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta, timezone
from enum import Enum
from zoneinfo import ZoneInfo

BEFORE = 4
"""Weeks that a week is compared with."""
LEAST_NOW = 20
LEAST_BEFORE = 60
"""Cases below which nothing is said: a handful of clicks is no trend."""
LEAST_CHANGE = 0.10
"""A smaller change is nothing to act on, however certain it is."""
FALSE_ALARM = 0.05
"""The chance that a week in which nothing has changed alarms at all; all comparisons of a week share it."""


class Rate(str, Enum):
    """Values are names of a tally's parts."""

    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"
    ABSTAINED = "abstained"  # the model could not tell what the buyer wants
    UNKNOWN = "unknown"  # nothing in the book answers it, or nothing was understood

    @property
    def of_decisions(self) -> bool:
        return self in (Rate.ACCEPTED, Rate.EDITED, Rate.REJECTED)

    @property
    def is_good(self) -> bool:
        return self is Rate.ACCEPTED


@dataclass(frozen=True)
class Share:
    part: int
    whole: int

    @property
    def value(self) -> float:
        return self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True)
class Tally:
    """Of one intent in one week."""

    accepted: int = 0
    edited: int = 0
    rejected: int = 0
    turns: int = 0
    abstained: int = 0
    unknown: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Tally)))

    def share(self, rate: Rate) -> Share:
        whole = self.accepted + self.edited + self.rejected if rate.of_decisions else self.turns
        return Share(getattr(self, rate.value), whole)


@dataclass(frozen=True)
class Week:
    monday: date
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Alarm:
    intent: str
    rate: Rate
    monday: date
    before: Share
    now: Share
    chance: float
    """How likely such a difference is when nothing has changed."""

    @property
    def is_worse(self) -> bool:
        return (self.now.value < self.before.value) is self.rate.is_good


def weeks_to(now: datetime, zone: ZoneInfo, count: int) -> tuple[Week, ...]:
    """The week that `now` is in and those before it, oldest first. Weeks begin on Monday, in shop time."""
    today = now.astimezone(zone).date()
    newest = today - timedelta(days=today.weekday())
    mondays = [newest - timedelta(weeks=back) for back in range(count, -2, -1)]
    begins = [datetime.combine(day, time(), zone).astimezone(timezone.utc) for day in mondays]
    return tuple(map(Week, mondays[1:-1], begins[1:-1], begins[2:]))


def alarms(weekly: Mapping[str, Sequence[Tally]], weeks: Sequence[Week]) -> tuple[Alarm, ...]:
    """Of the newest week, which may be running, and of the one before it; the worst first.

    Each week is compared with the four before it by Fisher's exact test, two-sided; the comparisons made
    share FALSE_ALARM by Bonferroni. A week that has already alarmed in the same way is not said twice.
    """
    last = len(weeks) - 1
    compared = [
        Alarm(intent, rate, weeks[place].monday, *pair, chance_of(*pair))
        for intent, tallies in weekly.items()
        for place in (last, last - 1)
        if place >= BEFORE
        for rate in Rate
        if (pair := _pair(tallies, place, rate))
    ]
    level = FALSE_ALARM / len(compared) if compared else 0.0
    found = [one for one in compared if one.chance < level and _differs(one)]
    once: dict[tuple[str, Rate, bool], Alarm] = {}
    for one in sorted(found, key=lambda one: one.monday, reverse=True):
        once.setdefault((one.intent, one.rate, one.is_worse), one)
    return tuple(sorted(once.values(), key=lambda one: (not one.is_worse, one.chance, one.intent)))


def _pair(tallies: Sequence[Tally], place: int, rate: Rate) -> tuple[Share, Share] | None:
    """The four weeks before and the week, when both have enough."""
    before = sum(tallies[place - BEFORE : place], Tally()).share(rate)
    now = tallies[place].share(rate)
    return (before, now) if now.whole >= LEAST_NOW and before.whole >= LEAST_BEFORE else None


def _differs(one: Alarm) -> bool:
    return abs(one.now.value - one.before.value) >= LEAST_CHANGE


def chance_of(one: Share, other: Share) -> float:
    """Fisher's exact test of two shares being one: twice the smaller tail, at most 1."""
    parts, wholes = one.part + other.part, one.whole + other.whole
    low, high = max(0, parts - one.whole), min(other.whole, parts)
    ways = _log_ways(wholes, parts)

    def tail(counts: range) -> float:
        return sum(
            math.exp(_log_ways(other.whole, count) + _log_ways(one.whole, parts - count) - ways)
            for count in counts
        )

    return min(1.0, 2 * min(tail(range(low, other.part + 1)), tail(range(other.part, high + 1))))


def _log_ways(whole: int, part: int) -> float:
    return math.lgamma(whole + 1) - math.lgamma(part + 1) - math.lgamma(whole - part + 1)
