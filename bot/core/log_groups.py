"""Lines of a log grouped into talks, by buyer and silence. Bounded however long the log is."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

from bot.core.conversations import Sender
from bot.core.log_lines import WrittenLine
from bot.core.personal_data import names_told

SILENCE = timedelta(hours=2)
"""Of both sides: what comes later is another talk."""
ANSWERED_WITHIN = timedelta(days=1)
"""Our answer still belongs to the question, as in the morning after a night."""
MOST_LINES = 100
"""Of one talk held at a time: a longer one is handed on in parts that begin with the same line."""
MOST_OPEN = 500
"""Talks held at a time, for logs in which buyers' lines alternate."""
MOST_NAMES = 20
"""People of one talk."""


class Said(NamedTuple):
    line: WrittenLine
    repeat: int
    """How often the same was said before at the same moment: some logs have no seconds."""


@dataclass
class TalkPart:
    first: WrittenLine
    """Of the whole talk."""
    names: set[str]
    """Whom it is known to be about."""
    said: list[Said] = field(default_factory=list)
    last: WrittenLine | None = None
    _repeats: Counter[tuple[Sender, str]] = field(default_factory=Counter)

    @property
    def nick(self) -> str:
        return self.first.buyer or self.first.talk

    def goes_on(self, line: WrittenLine) -> bool:
        last = self.last or self.first
        is_answer = line.sender is Sender.AGENT and last.sender is Sender.BUYER
        return abs(line.at - last.at) <= (ANSWERED_WITHIN if is_answer else SILENCE)

    def take(self, line: WrittenLine) -> None:
        if self.last and line.at != self.last.at:
            self._repeats.clear()
        if line.author:
            self.names.add(line.author)
        if len(self.names) < MOST_NAMES:
            self.names.update(names_told(line.text))
        words = (line.sender, squeezed(line.text))
        self.said.append(Said(line, self._repeats[words]))
        self._repeats[words] += 1
        self.last = line

    def handed_on(self) -> TalkPart:
        """What it holds; the talk itself may go on."""
        part = TalkPart(self.first, set(self.names), self.said, self.last)
        self.said = []
        return part


class TalkGroups:
    def __init__(self) -> None:
        self._open: OrderedDict[str, TalkPart] = OrderedDict()

    def of(self, lines: Iterable[WrittenLine]) -> Iterator[TalkPart]:
        for line in lines:
            yield from self.take(line)
        yield from self.rest()

    def take(self, line: WrittenLine) -> Iterator[TalkPart]:
        """The talks that are complete, or too long to be held, now that this line has come."""
        present = self._open.get(line.talk)
        if present and not present.goes_on(line):
            yield from _held(present)
            present = None
        if present is None:
            present = self._open[line.talk] = TalkPart(line, {line.buyer or line.talk})
        self._open.move_to_end(line.talk)
        present.take(line)
        if len(present.said) >= MOST_LINES:
            yield from _held(present)
        if len(self._open) > MOST_OPEN:
            yield from _held(self._open.popitem(last=False)[1])

    def rest(self) -> Iterator[TalkPart]:
        while self._open:
            yield from _held(self._open.popitem(last=False)[1])


def squeezed(text: str) -> str:
    return "".join(text.split())


def _held(talk: TalkPart) -> Iterator[TalkPart]:
    if talk.said:
        yield talk.handed_on()
