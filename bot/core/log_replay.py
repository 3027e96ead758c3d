"""What a log tells of us when it is played again: figures, and what to show of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from bot.core.suggestions import Finding

ALIKE = 0.3
"""chrF from which a suggestion counts as the agent's answer in other words, or as a good part of it."""
TYPED_A_SECOND = 1.0
"""Characters: 60 a minute, an agent who types well."""
READING = timedelta(seconds=3)
"""To read a suggestion and to send it."""
NO_INTENT = ""
_ASKS = re.compile("[？?]")
_MARKS = re.compile(r"[\s，。！？!?~～、.,…]+")


@dataclass(frozen=True)
class ReplayedRound:
    talk: int
    at: datetime
    asked: str
    intents: tuple[str, ...]
    """Empty where the model abstains; what is suggested then is a guess or asks back."""
    suggested: str
    """The first suggestion; empty without one."""
    answered: str
    """What the agent wrote; empty where nobody answered."""
    likeness: float | None = None
    """chrF of both; None where one is missing."""

    @property
    def is_alike(self) -> bool:
        return self.likeness is not None and self.likeness >= ALIKE

    @property
    def asks(self) -> bool:
        """Whether what we suggest asks the buyer something first, as which product it is about."""
        return bool(_ASKS.search(self.suggested))

    @property
    def saved(self) -> timedelta:
        """Only where the suggestion resembles what was written: elsewhere we claim nothing."""
        if not self.is_alike:
            return timedelta(0)
        typing = timedelta(seconds=len(self.answered) / TYPED_A_SECOND)
        return max(timedelta(0), typing - READING)


@dataclass(frozen=True)
class OwnFinding:
    """What the reply guard has against something that an agent wrote."""

    talk: int
    said: str
    finding: Finding


@dataclass(frozen=True)
class ReplayedTalk:
    number: int
    begun_at: datetime
    rounds: tuple[ReplayedRound, ...]
    findings: tuple[OwnFinding, ...] = ()
    replies: int = 0
    """Bubbles of our side."""


@dataclass(frozen=True)
class Tally:
    """Figures of some rounds."""

    name: str
    rounds: int
    suggested: int
    asking: int
    """Suggestions that ask something first."""
    alike: int
    likeness: float | None
    """Median of those that can be compared."""

    @property
    def share(self) -> float:
        return self.suggested / self.rounds if self.rounds else 0.0


@dataclass(frozen=True)
class ReplayReport:
    talks: tuple[ReplayedTalk, ...]
    total: Tally
    answered: int
    """Rounds in which the agent answered and we had a suggestion."""
    replies: int
    findings: tuple[tuple[str, tuple[OwnFinding, ...]], ...]
    """By rule, the commonest first."""
    intents: tuple[Tally, ...]
    """The commonest first; NO_INTENT is what we could not tell."""
    unknown: tuple[tuple[str, int], ...]
    """Questions without intent or without a suggestion, the commonest first."""
    saved: timedelta

    @property
    def faulty_replies(self) -> int:
        return len({(one.talk, one.said) for _, found in self.findings for one in found})


def replay_report(talks: Sequence[ReplayedTalk]) -> ReplayReport:
    rounds = [one for talk in talks for one in talk.rounds]
    names = Counter(intent for one in rounds for intent in one.intents or (NO_INTENT,))
    by_rule: dict[str, list[OwnFinding]] = {}
    for found in (one for talk in talks for one in talk.findings):
        by_rule.setdefault(found.finding.rule, []).append(found)
    grouped = sorted(by_rule.items(), key=lambda item: -len(item[1]))
    return ReplayReport(
        talks=tuple(talks),
        total=_tally("", rounds),
        answered=sum(one.likeness is not None for one in rounds),
        replies=sum(talk.replies for talk in talks),
        findings=tuple((rule, tuple(found)) for rule, found in grouped),
        intents=tuple(
            _tally(name, [one for one in rounds if name in (one.intents or (NO_INTENT,))])
            for name, _ in names.most_common()
        ),
        unknown=_unknown(rounds),
        saved=sum((one.saved for one in rounds), timedelta(0)),
    )


def examples(
    rounds: Iterable[ReplayedRound], each: int
) -> tuple[tuple[ReplayedRound, ...], tuple[ReplayedRound, ...], tuple[ReplayedRound, ...]]:
    """The most alike, those in the middle and the least alike: none is picked to please."""
    distinct = {(one.asked, one.answered): one for one in rounds if one.likeness is not None}
    compared = sorted(distinct.values(), key=lambda one: one.likeness or 0, reverse=True)
    best, rest = compared[:each], compared[each:]
    worst = rest[-each:] if rest else []
    left = rest[: len(rest) - len(worst)]
    middle = len(left) // 2
    typical = left[max(0, middle - each // 2) : middle + (each + 1) // 2]
    return tuple(best), tuple(typical), tuple(reversed(worst))


def _tally(name: str, rounds: Sequence[ReplayedRound]) -> Tally:
    likenesses = [one.likeness for one in rounds if one.likeness is not None]
    return Tally(
        name=name,
        rounds=len(rounds),
        suggested=sum(bool(one.suggested) for one in rounds),
        asking=sum(one.asks for one in rounds),
        alike=sum(one.is_alike for one in rounds),
        likeness=median(likenesses) if likenesses else None,
    )


def _unknown(rounds: Iterable[ReplayedRound]) -> tuple[tuple[str, int], ...]:
    """Each by its first wording; marks and spaces make no other question."""
    wordings: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for one in rounds:
        if not one.intents or not one.suggested:
            key = _MARKS.sub("", one.asked)
            wordings.setdefault(key, one.asked)
            counts[key] += 1
    return tuple((wordings[key], count) for key, count in counts.most_common())
