"""When the desk is staffed, by the shop's own clock and without its holidays."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from bot.core.shop import OpeningHours

DAY = timedelta(days=1)
LONGEST_HOLIDAY = 400
"""Days that are looked through for an opening; a shop that is closed for longer counts as opening then."""


def is_open(now: datetime, hours: OpeningHours, zone: ZoneInfo) -> bool:
    """Closing at 00:00 or later in the night belongs to the day before; equal times never close."""
    day = _day_of_opening(now, hours, zone)
    return day is not None and day not in hours.closed_days


def opens_next(now: datetime, hours: OpeningHours, zone: ZoneInfo) -> datetime:
    """The first opening after `now` (UTC); of an open shop, that of its next day."""
    today = now.astimezone(zone).date()
    opening = now
    for days in range(LONGEST_HOLIDAY):
        day = today + days * DAY
        opening = datetime.combine(day, hours.opens, zone)
        if opening > now and day not in hours.closed_days:
            break
    return opening.astimezone(timezone.utc)


def closed_since(now: datetime, hours: OpeningHours, zone: ZoneInfo) -> datetime:
    """When the last opening before `now` ended (UTC); of an open shop, the one before the present one."""
    today = now.astimezone(zone).date()
    closing = now
    for days in range(LONGEST_HOLIDAY):
        day = today - days * DAY
        closing = datetime.combine(day, hours.closes, zone)
        if hours.closes <= hours.opens:
            closing += DAY
        if closing <= now and day not in hours.closed_days:
            break
    return closing.astimezone(timezone.utc)


def _day_of_opening(now: datetime, hours: OpeningHours, zone: ZoneInfo) -> date | None:
    """The day whose opening hours a moment lies in, if that day has any."""
    local = now.astimezone(zone)
    clock, today = local.time(), local.date()
    if hours.opens < hours.closes:
        return today if hours.opens <= clock < hours.closes else None
    if clock >= hours.opens:
        return today
    return today - DAY if clock < hours.closes else None
