"""Days and hours as TIMEX3 writes them: P1D is tomorrow, XXXX-WXX-5 a Friday, XXXX-12-05, T15:00."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.core.understanding import Entity
from bot.nlu.entities.context import Seen
from bot.nlu.entities.numerals import number

_FIGURE = re.compile(r"\d+|[零〇一二两三四五六七八九十]+")
_AFTERNOON = re.compile(r"(?:下午|晚上|傍晚|今晚|明晚|夜里)$")
_TIME_OF_DAY = re.compile(r"(?:上午|中午|下午|凌晨|早上|晚上)$")
_NOT_A_DAY = re.compile(r"^(?:线|楼|店|链接|机|客服|色|码)")


def moment_entities(marks: Sequence[Seen]) -> Iterator[Entity]:
    for seen in marks:
        if seen.mark.label == "clock" and not _is_a_little(seen):
            yield from _hour(seen)
        elif seen.mark.label == "calendar":
            yield from _day(seen)


def _is_a_little(seen: Seen) -> bool:
    """一点 is "a bit" unless a time of day stands before it."""
    return seen.raw == "一点" and not _TIME_OF_DAY.search(seen.before)


def _hour(seen: Seen) -> Iterator[Entity]:
    hour, *rest = _values(seen)
    minute = 30 if "半" in seen.raw else int(rest[0]) if rest else 0
    if hour < 12 and _AFTERNOON.search(seen.before):
        hour += 12
    if hour <= 24 and minute < 60:
        yield seen.entity("time", f"T{int(hour):02d}:{minute:02d}")


def _day(seen: Seen) -> Iterator[Entity]:
    *months, day = _values(seen)
    month = int(months[0]) if months else None
    if not 1 <= day <= 31 or (month is not None and not 1 <= month <= 12) or _NOT_A_DAY.search(seen.after):
        return
    yield seen.entity("date", f"XXXX-{f'{month:02d}' if month else 'XX'}-{int(day):02d}")


def _values(seen: Seen) -> list[float]:
    return [number(part) or 0.0 for part in _FIGURE.findall(seen.raw)]
