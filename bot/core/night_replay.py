"""A night played again: what would have been answered alone, and whether rightly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.alone_turn import Act
from bot.core.answering_alone import Sample


@dataclass(frozen=True)
class BuyerLine:
    """One turn of a talk that is to be played."""

    talk: str
    text: str
    at: datetime | None = None
    buyer: str = ""
    product: str | None = None
    order: str | None = None
    means: frozenset[str] = frozenset()
    """What is known of its meaning; empty where nobody has said."""


@dataclass(frozen=True)
class Played:
    line: BuyerLine
    at: datetime
    intents: tuple[str, ...]
    act: Act
    reason: str
    said: str
    confidence: float

    @property
    def is_right(self) -> bool | None:
        """Of an answer whose truth is known: every wish found and none invented."""
        if self.act is not Act.ANSWER or not self.line.means:
            return None
        return frozenset(self.intents) == self.line.means


@dataclass(frozen=True)
class NightReport:
    talks: int
    turns: int
    answered: int
    held: int
    known: Sample
    """Answers whose truth is known, and how many of them were right."""
    reasons: tuple[tuple[str, int], ...]
    """Why turns were not answered, the commonest first."""
    worst: tuple[Played, ...]
    """Wrong answers, the surest first."""


def report(played: Sequence[Played]) -> NightReport:
    truths = [one.is_right for one in played if one.is_right is not None]
    unanswered = Counter(one.reason for one in played if one.act is not Act.ANSWER)
    wrong = [one for one in played if one.is_right is False]
    return NightReport(
        talks=len({one.line.talk for one in played}),
        turns=len(played),
        answered=sum(one.act is Act.ANSWER for one in played),
        held=sum(one.act is Act.HOLD for one in played),
        known=Sample(sum(truths), len(truths)),
        reasons=tuple(unanswered.most_common()),
        worst=tuple(sorted(wrong, key=lambda one: -one.confidence)),
    )
