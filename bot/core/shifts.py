"""The kinds of shifts that a shop works in (handbook D1): times of the shop's clock, all of it its data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

CODE = re.compile(r"[a-z][a-z0-9_]{0,15}")
LONGEST_NAME = 12
MOST_KINDS = 8
DAY = timedelta(days=1)


@dataclass(frozen=True)
class ShiftKind:
    """One that ends at or before its beginning ends on the next day."""

    code: str
    begins: time
    ends: time
    name: str = ""
    """The shop's own; empty for those that every shop knows by their code."""

    def __post_init__(self) -> None:
        """Raises ValueError for a code or a name that nothing could show."""
        if not CODE.fullmatch(self.code):
            raise ValueError(f"shifts.kinds: {self.code!r} is no code of a shift")
        if len(self.name) > LONGEST_NAME:
            raise ValueError(f"shifts.kinds: a name has at most {LONGEST_NAME} characters")


USUAL_KINDS = (
    ShiftKind("day", time(9, 0), time(17, 30)),
    ShiftKind("half_day", time(10, 0), time(15, 30)),
    ShiftKind("night", time(17, 0), time(23, 30)),
)


@dataclass(frozen=True)
class ShiftRules:
    kinds: tuple[ShiftKind, ...] = USUAL_KINDS
    grace: timedelta = timedelta(minutes=60)
    """After a shift's end a duty that nobody has ended goes on for so long: the last buyer is served."""
    most_waiting: int = 8
    """Nobody is given a talk while so many wait for them."""
    last_agent_days: int = 30
    """For so long a buyer comes back to whoever answered them last; 0 for never."""

    def __post_init__(self) -> None:
        """Raises ValueError for rules that nobody could work by."""
        codes = [kind.code for kind in self.kinds]
        if not 1 <= len(codes) <= MOST_KINDS or len(set(codes)) < len(codes):
            raise ValueError(f"shifts.kinds needs 1 to {MOST_KINDS} kinds, each code once")
        if not timedelta() <= self.grace <= timedelta(hours=6):
            raise ValueError("shifts.grace must be from 0 to 360 minutes")
        if not 1 <= self.most_waiting <= 200:
            raise ValueError("shifts.most_waiting must be from 1 to 200")
        if not 0 <= self.last_agent_days <= 365:
            raise ValueError("shifts.last_agent_days must be from 0 to 365")

    def kind(self, code: str) -> ShiftKind | None:
        return next((kind for kind in self.kinds if kind.code == code), None)


def shift_end(kind: ShiftKind, since: datetime, zone: ZoneInfo) -> datetime:
    """When a duty begun at `since` is over (UTC); one begun after its shift's end is over at once."""
    local = since.astimezone(zone)
    end = datetime.combine(local.date(), kind.ends, zone)
    if kind.ends <= kind.begins and local.time() >= kind.ends:
        end += DAY
    return max(end.astimezone(timezone.utc), since)


def fitting_first(kinds: Iterable[ShiftKind], now: datetime, zone: ZoneInfo) -> tuple[ShiftKind, ...]:
    """The shift whose beginning is nearest comes first: early birds and latecomers mean that one."""
    clock = now.astimezone(zone).time()
    return tuple(sorted(kinds, key=lambda kind: _apart(kind.begins, clock)))


def _apart(one: time, other: time) -> int:
    """Minutes between two times of a clock, the shorter way around."""
    minutes = abs((one.hour - other.hour) * 60 + one.minute - other.minute)
    return min(minutes, 24 * 60 - minutes)
