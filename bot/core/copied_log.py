"""A log copied out of a shop tool, read line by line: whose talk each bubble belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from bot.core.chat_headers import Header
from bot.core.chat_pointers import last_item, last_order
from bot.core.conversations import Sender
from bot.core.imports import Rejected
from bot.core.log_bubbles import Bubble, FileLine, bubbles
from bot.core.log_cast import Cast
from bot.core.log_lines import SYSTEM_NAMES, WrittenLine, checked, spoken

_POINTS = re.compile(r"id=|ID|编号|编码|订单|jd\.com")
MOST_WAITING = 50
"""Our lines before the buyer has said anything."""
STILL_THE_SAME = timedelta(days=1)
"""So long our line belongs to the buyer who wrote last, when it names nobody."""


def read_copied(
    lines: Iterable[FileLine | Rejected], now: datetime, cast: Cast
) -> Iterator[WrittenLine | Rejected]:
    """`now` is shop time: it tells the year of a date that has none, and what lies in the future."""
    talks = _Talks(cast)
    for bubble in bubbles(lines, now, cast):
        if isinstance(bubble, Rejected):
            yield bubble
            continue
        for line in talks.addressed(bubble):
            yield line if isinstance(line, Rejected) else checked(line, now)
    yield from talks.unaddressed()


class _Talks:
    """Whose talk a bubble belongs to."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._buyer = ""
        self._heard: datetime | None = None
        self._waiting: list[Bubble] = []
        self._product: str | None = None
        self._order: str | None = None

    def addressed(self, bubble: Bubble) -> Iterator[WrittenLine | Rejected]:
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

    def _wait(self, bubble: Bubble) -> Iterator[Rejected]:
        self._waiting.append(bubble)
        if len(self._waiting) > MOST_WAITING:
            yield Rejected(self._waiting.pop(0).number, "no buyer writes before or after it")

    def _written(self, bubble: Bubble, text: str, buyer: str) -> WrittenLine:
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

    def _point(self, bubble: Bubble) -> None:
        """Cards and links tell what the lines behind them are about."""
        for row in bubble.rows:
            if _POINTS.search(row):
                self._product = last_item(row) or self._product
                self._order = last_order(row) or self._order
