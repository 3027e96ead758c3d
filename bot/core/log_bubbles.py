"""Lines of a copied log put together: a heading, and what was said below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from bot.core.chat_headers import NAME_FIRST, SPOKEN, TIME_FIRST, Header, header, moment
from bot.core.imports import Rejected, shown
from bot.core.intake import LONGEST_TEXT
from bot.core.log_cast import Cast
from bot.core.log_lines import spoken

HAS_CLOCK = re.compile(r"\d[:：]\d\d")
"""Asked of every line first: one in two is no heading."""
TITLE = re.compile(r"^.{0,40}(?:聊天|消息|会话|旺旺|千牛)(?:记录|历史|导出).{0,60}$|^[=*#_\-\s]+$")
"""What tools write at the top of a file."""
LONGEST_HEADING = 200


class FileLine(NamedTuple):
    number: int
    text: str


@dataclass
class Bubble:
    number: int
    heading: Header
    rows: list[str] = field(default_factory=list)
    length: int = 0

    def take(self, row: str) -> None:
        self.length += len(row) + 1
        if self.length <= 2 * LONGEST_TEXT:  # a longer one is refused, so the rest need not be kept
            self.rows.append(row)


def headings(lines: Iterable[FileLine | Rejected], now: datetime) -> list[Header]:
    """Of the beginning of a file, to get to know who speaks in it."""
    return [bubble.heading for bubble in bubbles(lines, now, Cast()) if isinstance(bubble, Bubble)]


def bubbles(lines: Iterable[FileLine | Rejected], now: datetime, cast: Cast) -> Iterator[Bubble | Rejected]:
    assembling = _Assembling(now, cast)
    for line, below in _with_next(lines):
        if isinstance(line, Rejected):
            yield line
        else:
            yield from assembling.take(line, below)
    yield from assembling.done()


class _Assembling:
    """Rows into bubbles."""

    def __init__(self, now: datetime, cast: Cast) -> None:
        self._now, self._cast = now, cast
        self._present: Bubble | None = None
        self._is_told = False
        """That there are rows under no heading, or under one that nobody can read: once for all of them."""

    def take(self, line: FileLine, below: str | None) -> Iterator[Bubble | Rejected]:
        read = _heading(line.text, below, self._now, self._cast)
        if isinstance(read, str):
            yield from self.done()
            yield Rejected(line.number, read)
            self._is_told = True
        elif read is not None:
            yield from self.done()
            self._present = Bubble(line.number, read, [read.words] if read.words else [])
            self._is_told = False
        elif self._present:
            if self._present.rows or not _is_time_below(line.text, self._now):
                self._present.take(line.text)
        elif not self._is_told and spoken([line.text]) and not TITLE.match(line.text):
            self._is_told = True
            yield Rejected(line.number, "no name and time stand above it")

    def done(self) -> Iterator[Bubble]:
        if self._present:
            yield self._present
        self._present = None


def _heading(row: str, below: str | None, now: datetime, cast: Cast) -> Header | str | None:
    """A heading, the reason why what looks like one is none, or None for what somebody says."""
    read = _timed(row, now) if HAS_CLOCK.search(row) and len(row) <= LONGEST_HEADING else None
    if isinstance(read, Header) and not read.is_dated:
        read = f"{shown(row.strip())} has no date" if cast.is_ours(read.name) else None
    if read is None and below and len(row) <= LONGEST_HEADING and HAS_CLOCK.search(below):
        at = moment(below, now)
        if at and row.strip() and not SPOKEN.search(row):
            return Header(row.strip(), at)
    return read


def _timed(row: str, now: datetime) -> Header | str | None:
    read = header(row, now)
    if read is None and _is_misdated(row):
        return f"{shown(row.strip())} has no such date"
    if read and read.words and ":" in read.words.replace("：", ":") and not SPOKEN.search(read.name):
        agent, _, words = read.words.replace("：", ":").partition(":")
        return Header(f"{read.name}:{agent.strip()}", read.at, "", read.is_dated, words.strip())
    return read


def _is_misdated(row: str) -> bool:
    """The form of a heading, with a day or an hour that does not exist."""
    found = NAME_FIRST.match(row.strip()) or TIME_FIRST.match(row.strip())
    return bool(found and found["year"] and not SPOKEN.search(found["name"]))


def _is_time_below(row: str, now: datetime) -> bool:
    return bool(HAS_CLOCK.search(row)) and moment(row, now) is not None


def _with_next(lines: Iterable[FileLine | Rejected]) -> Iterator[tuple[FileLine | Rejected, str | None]]:
    before: FileLine | Rejected | None = None
    for line in chain(lines, [None]):
        if before is not None:
            yield before, line.text if isinstance(line, FileLine) else None
        before = line
