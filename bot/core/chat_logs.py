"""Talks out of a shop's chat logs, as they are kept: masked, and with a pseudonym for their buyer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.conversations import Sender


@dataclass(frozen=True)
class LoggedLine:
    """One bubble. Its text is masked already (core.personal_data)."""

    sender: Sender
    text: str
    at: datetime
    id: int | None = None
    talk: int | None = None
    fingerprint: int = 0
    """Of what was written, before masking: tells a line that is known. 64 bits, keyed."""


@dataclass(frozen=True)
class LoggedTalk:
    shop: str
    """Code of the shop."""
    key: str
    """The same for every part of one talk of a file."""
    buyer: str
    """A pseudonym (core.pseudonyms)."""
    lines: tuple[LoggedLine, ...]
    is_anonymous: bool = False
    """Several buyers go by the name that the log gives: nothing but a line that is known joins two talks."""

    @property
    def begun_at(self) -> datetime:
        return min(line.at for line in self.lines)

    @property
    def ended_at(self) -> datetime:
        return max(line.at for line in self.lines)


def without_forgotten(talks: Iterable[LoggedTalk], forgotten: Mapping[str, datetime]) -> Iterator[LoggedTalk]:
    """`forgotten`: pseudonym -> when. What was written until then stays out, whichever log it is in."""
    for talk in talks:
        until = forgotten.get(talk.buyer)
        lines = tuple(line for line in talk.lines if until is None or line.at > until)
        if lines:
            yield talk if len(lines) == len(talk.lines) else replace(talk, lines=lines)


@dataclass(frozen=True)
class Added:
    """Lines."""

    new: int = 0
    known: int = 0
    forgotten: int = 0
    """Of buyers who were forgotten since they wrote them."""

    def __add__(self, other: Added) -> Added:
        return Added(self.new + other.new, self.known + other.known, self.forgotten + other.forgotten)
