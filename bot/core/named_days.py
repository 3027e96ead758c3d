"""The calendar day behind what a buyer calls 周五, 26号 or 后天 (the model writes them as TIMEX3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from bot.core.understanding import Entity

DATE = "date"
SUNDAY = 7

_NEXT = re.compile(r"下个?(?:周|星期|礼拜)[^周星礼]*$")
_LAST = re.compile(r"上个?(?:周|星期|礼拜)[^周星礼]*$")
_FROM_TODAY = re.compile(r"(-?)P(\d{1,3})D")
_WEEKDAY = re.compile(r"XXXX-WXX-(\d|WE)")
_CALENDAR = re.compile(r"XXXX-(\d\d|XX)-(\d\d)")
_OF_ORDERING = re.compile(
    r"^(?:[就再才我咱们你您店里仓库现在马上立刻]|直接)*(?:[能可会要想给帮是]|可以|打算)*[我他她]?"
    r"(?:拍|下单|下的|买|付|订|定|[发寄](?!到|达)|出货|出库)"
)
"""After a day: it is the day of the order or of its dispatch (今天下单几号到), not of its arrival."""


def coming_day(text: str, entities: Sequence[Entity], today: date) -> date | None:
    """The last day the message names that is not over yet."""
    days = [_day(text, entity, today) for entity in entities if entity.entity == DATE]
    coming = [day for day in days if day is not None and day >= today]
    return coming[-1] if coming else None


def wanted_day(text: str, entities: Sequence[Entity], today: date) -> date | None:
    """The last day on which something is to arrive; days of ordering and of dispatch are none."""
    others = [entity for entity in entities if not _OF_ORDERING.search(text[entity.end :].lstrip(" ,，"))]
    return coming_day(text, others, today)


def _day(text: str, entity: Entity, today: date) -> date | None:
    value = str(entity.value)
    if found := _FROM_TODAY.fullmatch(value):
        return today + timedelta(days=int(found[1] + found[2]))
    if found := _WEEKDAY.fullmatch(value):
        number = SUNDAY if found[1] == "WE" else int(found[1])
        named = text[: entity.start] + entity.raw
        return None if _LAST.search(named) else _weekday(number, today, _NEXT.search(named) is not None)
    found = _CALENDAR.fullmatch(value)
    return _calendar(found[1], int(found[2]), today) if found else None


def _weekday(number: int, today: date, next_week: bool) -> date | None:
    if not 1 <= number <= SUNDAY:
        return None
    monday = today - timedelta(days=today.isoweekday() - 1)
    day = monday + timedelta(days=number - 1)
    return day + timedelta(weeks=1) if next_week or day < today else day


def _calendar(month: str, day: int, today: date) -> date | None:
    """The next such day; None where the calendar has none within a year."""
    for ahead in range(13):
        year, place = divmod(today.month - 1 + ahead, 12)
        if month in ("XX", f"{place + 1:02d}"):
            found = _existing(today.year + year, place + 1, day)
            if found and found >= today:
                return found
    return None


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
