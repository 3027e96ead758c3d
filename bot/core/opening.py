"""When the desk is staffed, by the shop's own clock."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from bot.core.shop import OpeningHours


def is_open(now: datetime, hours: OpeningHours, zone: ZoneInfo) -> bool:
    """Closing at 00:00 or later in the night belongs to the day before; equal times never close."""
    clock = now.astimezone(zone).time()
    if hours.opens < hours.closes:
        return hours.opens <= clock < hours.closes
    return clock >= hours.opens or clock < hours.closes


def opens_next(now: datetime, hours: OpeningHours, zone: ZoneInfo) -> datetime:
    """The first opening after `now` (UTC); of an open shop, that of its next day."""
    today = datetime.combine(now.astimezone(zone).date(), hours.opens, zone)
    opening = today if today > now else today + timedelta(days=1)
    return opening.astimezone(timezone.utc)
