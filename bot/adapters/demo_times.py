"""Times of the demo shop, counted from the moment it is loaded, so that its orders never grow old."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

DAYS = re.compile(r"([+-][0-9]{1,3})d(?: ([0-9]{2}):([0-9]{2}))?")
HOURS = re.compile(r"([+-][0-9]{1,3})h")


@dataclass(frozen=True)
class RelativeTimes:
    now: datetime
    """Aware; times counted in hours are as exact as this is."""
    zone: ZoneInfo
    """Where days begin."""

    def moment(self, text: str) -> datetime:
        """In UTC: `-3d 14:20` is that clock time three days ago, `+1d` its midnight, `-3h` three hours ago.

        Raises ValueError for anything else.
        """
        if match := HOURS.fullmatch(text):
            return (self.now + timedelta(hours=int(match[1]))).astimezone(timezone.utc)
        match = DAYS.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is not a time like -3d 14:20 or -3h")
        clock = time(int(match[2] or 0), int(match[3] or 0))
        return datetime.combine(self._day(match), clock, self.zone).astimezone(timezone.utc)

    def day(self, text: str) -> date:
        """In shop time: `+5d` is in five days. Raises ValueError for anything else."""
        match = DAYS.fullmatch(text)
        if not match or match[2]:
            raise ValueError(f"{text!r} is not a day like +5d")
        return self._day(match)

    def _day(self, match: re.Match[str]) -> date:
        return self.now.astimezone(self.zone).date() + timedelta(days=int(match[1]))
