"""When a buyer may be written to unasked, by the shop's clock, also when clocks change (handbook B5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Waking:
    """Outside of it nobody is written to unasked."""

    begins: time = time(9)
    ends: time = time(21)

    def __post_init__(self) -> None:
        """Raises ValueError for hours that are no part of one day."""
        if self.begins >= self.ends:
            raise ValueError("follow_ups: waking hours begin before they end, on the same day")


def is_waking(moment: datetime, waking: Waking, zone: ZoneInfo) -> bool:
    return waking.begins <= moment.astimezone(zone).time() < waking.ends


def waking_from(moment: datetime, waking: Waking, zone: ZoneInfo) -> datetime:
    """The moment itself when it is a waking one, else the beginning of the next waking hours (UTC).

    Where clocks go forward over the whole of a day's waking hours, the day after counts.
    """
    if is_waking(moment, waking, zone):
        return moment.astimezone(timezone.utc)
    day = moment.astimezone(zone).date()
    while True:
        for begins in _both(day, waking.begins, zone):
            if begins >= moment and is_waking(begins, waking, zone):
                return begins
        day += DAY


def on_day(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """When shop clocks first show it on that day (UTC); in an hour left out, what they show an hour later."""
    return _both(day, clock, zone)[0]


def _both(day: date, clock: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """An hour may come twice, when clocks go back."""
    first, again = (
        datetime.combine(day, clock.replace(fold=fold), zone).astimezone(timezone.utc) for fold in (0, 1)
    )
    return first, again
