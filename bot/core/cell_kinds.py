"""Kinds of cells: how each is read from what people type and files hold, and shown again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from enum import Enum
from types import MappingProxyType
from typing import Any

from bot.core.catalogue import Span
from bot.core.cells import (
    SHOP_ZONE,
    folded,
    parse_amount,
    parse_count,
    parse_day,
    parse_end,
    parse_flag,
    parse_item_number,
    parse_price,
    parse_time,
)
from bot.core.money import yuan_text
from bot.core.regions import short_province


class Kind(str, Enum):
    TEXT = "text"
    LONG = "long"
    """A text of several lines' length."""
    DIGITS = "digits"
    PRICE = "price"
    """Yuan, more than nothing; fen as a value."""
    AMOUNT = "amount"
    """Yuan, perhaps nothing."""
    COUNT = "count"
    FLAG = "flag"
    CHOICE = "choice"
    DAY = "day"
    DAYS = "days"
    MOMENT = "moment"
    END = "end"
    """A moment; a day alone means the end of it."""
    CLOCK = "clock"
    HOURS = "hours"
    MINUTES = "minutes"
    SPAN = "span"
    """155-160; one number is both ends."""
    TRANSIT = "transit"
    """Whole days, from and to."""
    TEXTS = "texts"
    """One to a line, or separated by semicolons."""
    PAIRS = "pairs"
    """Name:value, one to a line or separated by semicolons."""
    SIZES = "sizes"
    """Name:centimetres."""
    PROVINCES = "provinces"


_LINE, _SEMICOLON, _COLON = re.compile(r"\n"), re.compile(r"[;；]"), re.compile(r"[:：]")
_BETWEEN = re.compile(r"[、,，;；\s]+")
_NUMBER = r"([0-9]{1,5}(?:\.[0-9]{1,3})?)"
_SPAN = re.compile(rf"{_NUMBER}(?:\s*(?:-|~|—|–|至|到)+\s*{_NUMBER})?")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})")
LARGEST_GARMENT = 500
"""Centimetres that a piece may measure."""


def _text(text: str) -> str:
    return " ".join(text.split())


def _long(text: str) -> str:
    return text.strip().replace("\r\n", "\n")


def _texts(text: str) -> tuple[str, ...]:
    """Where there are lines, only they part: then a text may hold a semicolon."""
    lines = text.replace("\r\n", "\n").lstrip()
    parts = (_LINE if "\n" in lines else _SEMICOLON).split(lines)
    return tuple(part.strip() for part in parts if part.strip())


def _pairs(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in _texts(text):
        name, *value = (piece.strip() for piece in _COLON.split(part, maxsplit=1))
        if not name or not value or not value[0] or name in found:
            raise ValueError("not written name:value, or a name stands twice")
        found[name] = value[0]
    return found


def _sizes(text: str) -> dict[str, float]:
    found = {name: float(folded(value)) for name, value in _pairs(text).items()}
    if not all(0 < value <= LARGEST_GARMENT for value in found.values()):  # false for NaN too
        raise ValueError("no piece measures that")
    return found


def _span(text: str) -> Span:
    match = _SPAN.fullmatch(folded(text))
    if not match:
        raise ValueError("not a range like 155-160")
    low, high = float(match[1]), float(match[2] or match[1])
    if low > high:
        raise ValueError("the range runs backwards")
    return Span(low, high)


def _transit(text: str) -> tuple[int, int]:
    span = _span(text)
    if not (span.low.is_integer() and span.high.is_integer()):
        raise ValueError("days are whole")
    return int(span.low), int(span.high)


def _clock(text: str) -> time:
    match = _CLOCK.fullmatch(folded(text))
    if not match:
        raise ValueError("not a time of day like 16:00")
    return time(int(match[1]), int(match[2]))


def _days(text: str) -> frozenset[date]:
    return frozenset(parse_day(part) for part in _BETWEEN.split(text.strip()) if part)


def _provinces(text: str) -> frozenset[str]:
    named = [part for part in _BETWEEN.split(text.strip()) if part]
    found = frozenset(short_province(part) for part in named)
    if not found or "" in found:
        raise ValueError("not a province")
    return found


def _lines(texts: Iterable[str]) -> str:
    lines = list(texts)
    lone = len(lines) == 1 and _SEMICOLON.search(lines[0])
    return "\n".join(lines) + ("\n" if lone else "")  # a line end, so that it is read as a line


def _moment(at: datetime) -> str:
    return f"{at.astimezone(SHOP_ZONE):%Y-%m-%d %H:%M:%S}".removesuffix(":00")


def _number(value: float) -> str:
    return f"{value:g}"


PARSE: Mapping[Kind, Callable[[str], Any]] = MappingProxyType(
    {
        Kind.TEXT: _text,
        Kind.LONG: _long,
        Kind.DIGITS: parse_item_number,
        Kind.PRICE: parse_price,
        Kind.AMOUNT: parse_amount,
        Kind.COUNT: parse_count,
        Kind.FLAG: parse_flag,
        Kind.DAY: parse_day,
        Kind.DAYS: _days,
        Kind.MOMENT: parse_time,
        Kind.END: parse_end,
        Kind.CLOCK: _clock,
        Kind.HOURS: lambda text: timedelta(hours=parse_count(text)),
        Kind.MINUTES: lambda text: timedelta(minutes=parse_count(text)),
        Kind.SPAN: _span,
        Kind.TRANSIT: _transit,
        Kind.TEXTS: _texts,
        Kind.PAIRS: _pairs,
        Kind.SIZES: _sizes,
        Kind.PROVINCES: _provinces,
    }
)
SHOW: Mapping[Kind, Callable[[Any], str]] = MappingProxyType(
    {
        **dict.fromkeys((Kind.TEXT, Kind.LONG, Kind.DIGITS, Kind.COUNT), str),
        **dict.fromkeys((Kind.PRICE, Kind.AMOUNT), yuan_text),
        Kind.FLAG: lambda flag: "是" if flag else "否",
        Kind.DAY: date.isoformat,
        Kind.DAYS: lambda days: "\n".join(day.isoformat() for day in sorted(days)),
        **dict.fromkeys((Kind.MOMENT, Kind.END), _moment),
        Kind.CLOCK: lambda clock: clock.strftime("%H:%M"),
        Kind.HOURS: lambda span: _number(span / timedelta(hours=1)),
        Kind.MINUTES: lambda span: _number(span / timedelta(minutes=1)),
        Kind.SPAN: lambda span: "-".join(_number(end) for end in dict.fromkeys((span.low, span.high))),
        Kind.TRANSIT: lambda days: "-".join(str(day) for day in dict.fromkeys(days)),
        Kind.TEXTS: lambda texts: _lines(sorted(texts) if isinstance(texts, frozenset) else texts),
        Kind.PAIRS: lambda pairs: _lines(f"{name}:{value}" for name, value in pairs.items()),
        Kind.SIZES: lambda pairs: _lines(f"{name}:{_number(value)}" for name, value in pairs.items()),
        Kind.PROVINCES: lambda names: "、".join(sorted(names)),
    }
)


def measured(value: Any) -> tuple[float, ...]:
    """The figures of a value that limits are about."""
    if isinstance(value, Span):
        return value.low, value.high
    if isinstance(value, timedelta):
        return (value / timedelta(hours=1),)
    if isinstance(value, tuple) and all(isinstance(part, int) for part in value):
        return value
    return (value,) if isinstance(value, int) and not isinstance(value, bool) else ()
