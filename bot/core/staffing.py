"""Whether anybody is at the desk, since when nobody is, and when somebody is back (handbook D1, G4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from bot.core.duties import Duty, at_work, over_at
from bot.core.opening import LONGEST_HOLIDAY, closed_since, is_open, opens_next
from bot.core.shifts import ShiftKind
from bot.core.shop import OpeningHours, Shop

KEPT_WITHIN = timedelta(days=14)
KEPT_ON = 3
"""Days within that time on which somebody came to a shift: then the roster is believed, not the clock."""
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Staffing:
    there: bool
    since: datetime
    """Since when nobody has been there; now, while somebody is."""
    back_at: datetime
    """When somebody is expected; now, while somebody is there."""
    by_roster: bool
    """Whether the roster said so, or only the clock."""


def staffing(now: datetime, shop: Shop, duties: Sequence[Duty]) -> Staffing:
    """`duties` are the newest of the shop. Who has signed in to a shift is there, whatever the hour."""
    by_roster = keeps_shifts(duties, now, shop.timezone)
    if at_work(duties, now):
        return Staffing(True, now, now, by_roster=True)
    if by_roster:
        back_at = next_shift(now, shop.shifts.kinds, shop.hours, shop.timezone)
        return Staffing(False, _left_at(duties, now), back_at, by_roster=True)
    if is_open(now, shop.hours, shop.timezone):
        return Staffing(True, now, now, by_roster=False)
    back_at = opens_next(now, shop.hours, shop.timezone)
    since = max(closed_since(now, shop.hours, shop.timezone), _left_at(duties, now))
    return Staffing(False, min(since, now), back_at, by_roster=False)


def keeps_shifts(duties: Iterable[Duty], now: datetime, zone: ZoneInfo) -> bool:
    """A shop that has tried the button once still works by the clock."""
    begun = (duty.since for duty in duties if now - KEPT_WITHIN <= duty.since <= now)
    return len({at.astimezone(zone).date() for at in begun}) >= KEPT_ON


def next_shift(now: datetime, kinds: Sequence[ShiftKind], hours: OpeningHours, zone: ZoneInfo) -> datetime:
    """The next beginning of any shift (UTC), on a day that is no holiday."""
    today = now.astimezone(zone).date()
    for days in range(LONGEST_HOLIDAY):
        day = today + days * DAY
        begins = (datetime.combine(day, kind.begins, zone) for kind in kinds)
        found = min((at for at in begins if at > now), default=None)
        if found and day not in hours.closed_days:
            return found.astimezone(timezone.utc)
    return opens_next(now, hours, zone)


def _left_at(duties: Iterable[Duty], now: datetime) -> datetime:
    """When the last of them went."""
    ends = (over_at(duty) for duty in duties)
    return max((end for end in ends if end <= now), default=datetime.min.replace(tzinfo=timezone.utc))
