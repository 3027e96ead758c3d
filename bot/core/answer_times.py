"""When the shop answers for something: a time it controls itself (handbook C4)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.opening import is_open, opens_next
from bot.core.shop import OpeningHours

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def answer_by(now: datetime, hours: OpeningHours, zone: ZoneInfo) -> datetime:
    """Half a working day from now, counted in opening hours, as a full hour of shop time.

    A first answer to a complaint takes at most half a working day.
    """
    start = now if is_open(now, hours, zone) else opens_next(now, hours, zone)
    left = _length(hours) / 2
    until_closing = _next_at(start, hours.closes, zone) - start if hours.opens != hours.closes else DAY
    if left > until_closing:
        left -= until_closing
        start = opens_next(start + until_closing, hours, zone)
    due = (start + left).astimezone(zone)
    full_hour = due.replace(minute=0, second=0, microsecond=0)
    return full_hour if full_hour > now else full_hour + HOUR


def _length(hours: OpeningHours) -> timedelta:
    """Of a day's opening; equal times never close."""
    opens, closes = (timedelta(hours=at.hour, minutes=at.minute) for at in (hours.opens, hours.closes))
    return closes - opens if opens < closes else DAY - opens + closes


def _next_at(now: datetime, clock: time, zone: ZoneInfo) -> datetime:
    """The first moment after `now` at which shop clocks show `clock`."""
    moment = datetime.combine(now.astimezone(zone).date(), clock, zone)
    return moment if moment > now else moment + DAY
