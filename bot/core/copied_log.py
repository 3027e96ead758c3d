"""A log copied out of a shop tool, read line by line: a name and a time, and what was said below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from typing import NamedTuple

from bot.core.chat_headers import NAME_FIRST, SPOKEN, TIME_FIRST, Header, header, moment
from bot.core.chat_pointers import last_item, last_order
from bot.core.conversations import Sender
from bot.core.imports import Rejected, shown
from bot.core.intake import LONGEST_TEXT
from bot.core.log_cast import Cast
from bot.core.log_lines import SYSTEM_NAMES, WrittenLine, checked, spoken

HAS_CLOCK = re.compile(r"\d[:：]\d\d")
"""Asked of every line first: one in two is no heading."""
TITLE = re.compile(r"^.{0,40}(?:聊天|消息|会话|旺旺|千牛)(?:记录|历史|导出).{0,60}$|^[=*#_\-\s]+$")
"""What tools write at the top of a file."""
LONGEST_HEADING = 200
_POINTS = re.compile(r"id=|ID|编号|编码|订单|jd\.com")
MOST_WAITING = 50
"""Our lines before the buyer has said anything."""
STILL_THE_SAME = timedelta(days=1)
"""So long our line belongs to the buyer who wrote last, when it names nobody."""


class FileLine(NamedTuple):
    number: int
    text: str


@dataclass
class _Bubble:
    number: int
    heading: Header
    rows: list[str] = field(default_factory=list)
    length: int = 0

    def take(self, row: str) -> None:
        self.length += len(row) + 1
        if self.length <= 2 * LONGEST_TEXT:  # a longer one is refused, so the rest need not be kept
            self.rows.append(row)


def read_copied(
    lines: Iterable[FileLine | Rejected], now: datetime, cast: Cast
) -> Iterator[WrittenLine | Rejected]:
    """`now` is shop time: it tells the year of a date that has none, and what lies in the future."""
    talks = _Talks(cast)
    for bubble in _bubbles(lines, now, cast):
        if isinstance(bubble, Rejected):
            yield bubble
            continue
        for line in talks.addressed(bubble):
            yield line if isinstance(line, Rejected) else checked(line, now)
    yield from talks.unaddressed()


def headings(lines: Iterable[FileLine | Rejected], now: datetime) -> list[Header]:
    """Of the beginning of a file, to get to know who speaks in it."""
    return [bubble.heading for bubble in _bubbles(lines, now, Cast()) if isinstance(bubble, _Bubble)]


def _bubbles(lines: Iterable[FileLine | Rejected], now: datetime, cast: Cast) -> Iterator[_Bubble | Rejected]:
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
        self._present: _Bubble | None = None
        self._is_told = False
        """That there are rows under no heading, or under one that nobody can read: once for all of them."""

    def take(self, line: FileLine, below: str | None) -> Iterator[_Bubble | Rejected]:
        read = _heading(line.text, below, self._now, self._cast)
        if isinstance(read, str):
            yield from self.done()
            yield Rejected(line.number, read)
            self._is_told = True
        elif read is not None:
            yield from self.done()
            self._present = _Bubble(line.number, read, [read.words] if read.words else [])
            self._is_told = False
        elif self._present:
            if self._present.rows or not _is_time_below(line.text, self._now):
                self._present.take(line.text)
        elif not self._is_told and spoken([line.text]) and not TITLE.match(line.text):
            self._is_told = True
            yield Rejected(line.number, "no name and time stand above it")

    def done(self) -> Iterator[_Bubble]:
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


class _Talks:
    """Whose talk a bubble belongs to."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._buyer = ""
        self._heard: datetime | None = None
        self._waiting: list[_Bubble] = []
        self._product: str | None = None
        self._order: str | None = None

    def addressed(self, bubble: _Bubble) -> Iterator[WrittenLine | Rejected]:
        heading = bubble.heading
        at = heading.at
        if at is None or heading.name in SYSTEM_NAMES:
            return
        text = spoken(bubble.rows)
        buyer = self._buyer_of(heading, at)
        if not buyer:
            yield from self._wait(bubble) if text else ()
            return
        self._turn_to(buyer, at)
        self._point(bubble)
        if not text:
            return
        for earlier in self._waiting if not heading.to else []:
            yield self._written(earlier, spoken(earlier.rows), buyer)
        if not heading.to:
            self._waiting = []
        yield self._written(bubble, text, buyer)

    def _buyer_of(self, heading: Header, at: datetime) -> str:
        """Empty for a line of ours that names nobody and stands near nobody's."""
        buyer = heading.to if self._cast.is_ours(heading.name) else heading.name
        is_near = self._heard is not None and abs(at - self._heard) <= STILL_THE_SAME
        return buyer or (self._buyer if is_near else "")

    def _turn_to(self, buyer: str, at: datetime) -> None:
        if buyer != self._buyer:
            self._product = self._order = None
        self._buyer, self._heard = buyer, at

    def unaddressed(self) -> Iterator[Rejected]:
        for bubble in self._waiting:
            yield Rejected(bubble.number, "no buyer writes before or after it")
        self._waiting = []

    def _wait(self, bubble: _Bubble) -> Iterator[Rejected]:
        self._waiting.append(bubble)
        if len(self._waiting) > MOST_WAITING:
            yield Rejected(self._waiting.pop(0).number, "no buyer writes before or after it")

    def _written(self, bubble: _Bubble, text: str, buyer: str) -> WrittenLine:
        heading = bubble.heading
        assert heading.at is not None
        is_ours = self._cast.is_ours(heading.name)
        return WrittenLine(
            number=bubble.number,
            talk=buyer,
            sender=Sender.AGENT if is_ours else Sender.BUYER,
            at=heading.at,
            text=text,
            author=self._cast.label(heading.name) if is_ours else "",
            product=self._product,
            order=self._order,
        )

    def _point(self, bubble: _Bubble) -> None:
        """Cards and links tell what the lines behind them are about."""
        for row in bubble.rows:
            if _POINTS.search(row):
                self._product = last_item(row) or self._product
                self._order = last_order(row) or self._order
