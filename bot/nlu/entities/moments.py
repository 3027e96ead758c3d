"""Days and hours as TIMEX3 writes them: P1D is tomorrow, XXXX-WXX-5 a Friday, XXXX-12-05, T15:00, TEV."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.core.understanding import Entity
from bot.nlu.entities.context import Seen
from bot.nlu.entities.numerals import numbers

NOON = 12

_LATE = re.compile(r"(?:下午|晚上?|傍晚|夜里|午后)$")
_MIDNIGHT = re.compile(r"(?:半夜|凌晨)$")
_DAY_AND_PART = {"早": "TMO", "晚": "TEV", "夜": "TEV", "下午": "TAF", "上午": "TMO", "中午": "TMI"}
_NOT_A_DAY = re.compile(r"^(?:线|楼|店|链接|机|客服|色|码|字|门|库|仓|球|电池|螺丝|院|栋|幢|单元|室|铺|地)")
_ADDRESS = re.compile(r"[路街道巷弄村里栋幢]$")
_POINT_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})")
_ON_THAT_DAY = re.compile(r"^(?:买|拍|下单|下的|付|号|签收|收到|发货|之?前|那天|到货|活动|的?订单|活动)")


def moment_entities(marks: Sequence[Seen]) -> Iterator[Entity]:
    part: Seen | None = None
    for place, seen in enumerate(marks):
        follower = marks[place + 1] if place + 1 < len(marks) else None
        with_hour = follower is not None and follower.mark.label == "clock" and not seen.gap(follower).strip()
        if seen.mark.label == "clock":
            yield from _hour(seen, part)
        elif seen.mark.label == "day_part" and not with_hour:
            yield seen.entity("time", seen.mark.value)
        elif seen.mark.label in _DAYS:
            yield from _DAYS[seen.mark.label](seen)
            if not with_hour:
                yield from _part_of(seen)
        part = seen if with_hour and _names_a_part(seen) else None


def _names_a_part(seen: Seen) -> bool:
    return seen.mark.label == "day_part" or (seen.mark.label == "date" and any(_part_of(seen)))


def _part_of(seen: Seen) -> Iterator[Entity]:
    """今晚 is a day and a time of day."""
    value = next((value for ending, value in _DAY_AND_PART.items() if seen.raw.endswith(ending)), None)
    if seen.mark.label == "date" and value:
        yield seen.entity("time", value)


def _hour(seen: Seen, part: Seen | None) -> Iterator[Entity]:
    """8点半; with the time of day in front, 晚上8点半. 一点 alone is "a bit"."""
    hour, *rest = numbers(seen.raw) or [99.0]
    minute = 30 if "半" in seen.raw else rest[0] if rest else 0
    if seen.raw == "一点" and not part:
        return
    if part and hour < NOON and _LATE.search(part.raw):
        hour += NOON
    if part and hour == NOON and _MIDNIGHT.search(part.raw):
        hour = 0
    if hour == int(hour) <= 24 and minute == int(minute) < 60:
        whole = seen.spanning(part.mark.start, seen.mark.end) if part else seen
        yield whole.entity("time", f"T{int(hour):02d}:{int(minute):02d}")


def _named_day(seen: Seen) -> Iterator[Entity]:
    yield seen.entity("date", seen.mark.value)


def _calendar_day(seen: Seen) -> Iterator[Entity]:
    *months, day = numbers(seen.raw) or [0.0]
    month = int(months[0]) if months else None
    if day == int(day) and not _ADDRESS.search(seen.before) and not _NOT_A_DAY.search(seen.after):
        yield from _dated(seen, month, int(day))


def _point_day(seen: Seen) -> Iterator[Entity]:
    """11.11买的: a day, as 12.8 alone is not."""
    found = _POINT_DAY.fullmatch(seen.raw)
    if found and _ON_THAT_DAY.search(seen.after):
        yield from _dated(seen, int(found[1]), int(found[2]))


def _dated(seen: Seen, month: int | None, day: int) -> Iterator[Entity]:
    if 1 <= day <= 31 and (month is None or 1 <= month <= 12):
        yield seen.entity("date", f"XXXX-{f'{month:02d}' if month else 'XX'}-{day:02d}")


_DAYS = {"date": _named_day, "calendar": _calendar_day, "number": _point_day}
