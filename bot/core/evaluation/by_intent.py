"""Each intent's share of the picture: what was found of it, what was taken for it, and for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.evaluation.judged import Answer, Kind, first_choice


@dataclass(frozen=True)
class Row:
    """Of an intent or an entity."""

    name: str
    meant: int
    understood: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.understood if self.understood else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.meant if self.meant else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.meant + self.understood) if self.right else 0.0


def intent_rows(answers: Sequence[Answer]) -> list[Row]:
    """Over clear single messages; an alternative that was understood counts as the intent meant."""
    meant: Counter[str] = Counter()
    understood: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for intent, choice in _pairs(answers):
        meant[intent] += 1
        understood[choice] += 1
        right[intent] += intent == choice
    return rows(meant, understood, right)


def rows(meant: Counter[str], understood: Counter[str], right: Counter[str]) -> list[Row]:
    names = sorted(meant | understood)
    return [Row(name, meant[name], understood[name], right[name]) for name in names]


def macro_f1(table: Sequence[Row]) -> float:
    """Mean over the intents that were meant at all."""
    meant = [row.f1 for row in table if row.meant]
    return sum(meant) / len(meant) if meant else 0.0


def confusions(answers: Sequence[Answer]) -> Counter[tuple[str, str]]:
    """(meant, understood) -> how often, of those that differ."""
    return Counter(pair for pair in _pairs(answers) if pair[0] != pair[1])


def _pairs(answers: Sequence[Answer]) -> list[tuple[str, str]]:
    pairs = []
    for judged, parse in answers:
        if judged.kind is Kind.SINGLE:
            choice = first_choice(parse)
            pairs.append((choice if choice in judged.accepted else judged.intents[0], choice))
    return pairs
