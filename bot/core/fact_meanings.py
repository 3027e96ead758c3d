"""What a fact means: its type, which values it takes, how a buyer reads them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType

from bot.core.money import Fen, yuan_text
from bot.core.suggestions import FactValue

Conditions = Mapping[str, tuple[FactValue, ...]]
"""Fact -> the values it may have."""

LONGEST_SAID = 60
"""Characters of a text value that a reply may carry, where the vocabulary names no other length."""
DETAIL = "#"
"""Stands in the word of a `choices` value for its detail: height=160-165 with 身高# is 身高160-165."""


class FactType(str, Enum):
    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"  # int fen, said in yuan
    FLAG = "flag"  # never said
    CHOICE = "choice"  # one of the vocabulary's values
    CHOICES = "choices"  # several of them, blank-separated, each perhaps with a detail: weight=50-56
    DATE = "date"  # ISO
    MOMENT = "moment"  # ISO, in shop time, to the minute
    DAYS = "days"  # a whole number of days


@dataclass(frozen=True)
class FactMeaning:
    name: str
    type: FactType
    means: str
    example: FactValue
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Value of a choice -> how it is said; empty for a value that is never said."""
    joined_by: str = "、"
    given: tuple[Conditions, ...] = ()
    """Alternatives; when the facts of any of them have these values, this one is known too."""
    always: bool = False
    longest: int = LONGEST_SAID
    records: str = ""
    """The action that the system has on record when this flag is true (see the reply guard)."""
    beside: str = ""
    """Another fact: a draft that rests on that one shows this one to the agent too."""

    def fits(self, value: FactValue) -> bool:
        if isinstance(value, bool) or self.type is FactType.FLAG:
            return isinstance(value, bool) and self.type is FactType.FLAG
        if self.type in _FIGURES:
            return isinstance(value, _FIGURES[self.type])
        return isinstance(value, str) and _FITTING[self.type](self, value)

    @property
    def sayable(self) -> bool:
        if self.type in (FactType.CHOICE, FactType.CHOICES):
            return all(self.words.values())
        return self.type is not FactType.FLAG

    def said(self, value: FactValue) -> str:
        """As a buyer reads it: plain text on one line, whatever the value contains."""
        return _SAYING[self.type](self, value)


def one_line(text: str, longest: int) -> str:
    """Without line breaks, control and invisible characters, cut to `longest`."""
    visible = "".join(" " if char.isspace() else char for char in text if _is_visible(char))
    line = " ".join(visible.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _is_visible(char: str) -> bool:
    return char.isspace() or not unicodedata.category(char).startswith("C")


def _codes(value: str) -> list[tuple[str, str]]:
    """(code, detail) of each item of a `choices` value."""
    return [(item.partition("=")[0], item.partition("=")[2]) for item in value.split()]


def _is_choices(meaning: FactMeaning, value: str) -> bool:
    codes = _codes(value)
    return bool(codes) and all(code in meaning.words for code, _ in codes)


def _is_date(_meaning: FactMeaning, value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_moment(_meaning: FactMeaning, value: str) -> bool:
    try:
        return datetime.fromisoformat(value).isoformat(timespec="minutes") == value
    except ValueError:
        return False


def _choices(meaning: FactMeaning, value: FactValue) -> str:
    return meaning.joined_by.join(
        meaning.words[code].replace(DETAIL, detail) for code, detail in _codes(str(value))
    )


def _figure(_meaning: FactMeaning, value: FactValue) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _moment(_meaning: FactMeaning, value: FactValue) -> str:
    moment = datetime.fromisoformat(str(value))
    return f"{_day(moment)} {moment:%H:%M}"


_FIGURES: Mapping[FactType, type | tuple[type, ...]] = {
    FactType.MONEY: int,
    FactType.DAYS: int,
    FactType.NUMBER: (int, float),
}
_FITTING: Mapping[FactType, Callable[[FactMeaning, str], bool]] = {
    FactType.TEXT: lambda _meaning, _value: True,
    FactType.CHOICE: lambda meaning, value: value in meaning.words,
    FactType.CHOICES: _is_choices,
    FactType.DATE: _is_date,
    FactType.MOMENT: _is_moment,
}
_SAYING: Mapping[FactType, Callable[[FactMeaning, FactValue], str]] = {
    FactType.TEXT: lambda meaning, value: one_line(str(value), meaning.longest),
    FactType.NUMBER: _figure,
    FactType.DAYS: _figure,
    FactType.FLAG: _figure,
    FactType.MONEY: lambda _meaning, value: yuan_text(Fen(int(value))),
    FactType.CHOICE: lambda meaning, value: meaning.words[str(value)],
    FactType.CHOICES: _choices,
    FactType.DATE: lambda _meaning, value: _day(date.fromisoformat(str(value))),
    FactType.MOMENT: _moment,
}
