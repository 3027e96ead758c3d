"""Sentences that say the same in nearly the same letters, found among tens of thousands.

By the letter pairs they share: only the rarest are looked up, and none that stands everywhere, so that
looking up costs about the same however large the collection is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.core.training_sentences import bigrams, letters

Told = TypeVar("Told")

RAREST_PAIRS = 10
MOST_PER_PAIR = 2000
MOST_COMPARED = 40
NEARLY_THE_SAME = 0.7
"""Likeness from which two sentences are one question asked twice."""


def sentence_key(text: str) -> str:
    """The same for sentences that differ in marks, blanks, width and case only."""
    return letters(text) or text.strip()


def pairs(text: str) -> frozenset[str]:
    """Letter pairs with both ends marked, so that a sentence of one letter has some, too."""
    return bigrams(f"^{sentence_key(text)}$")


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared pairs as a share of both sets: 1 for the same sentence, 0 for nothing in common."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


@dataclass(frozen=True)
class Alike(Generic[Told]):
    text: str
    told: Told
    """What was put beside the sentence: its intent, its id."""
    likeness: float


class SentenceIndex(Generic[Told]):
    def __init__(self, sentences: Iterable[tuple[str, Told]] = ()) -> None:
        self._sentences: list[tuple[str, frozenset[str], Told]] = []
        self._places: dict[str, list[int]] = {}
        for text, told in sentences:
            self.add(text, told)

    def __len__(self) -> int:
        return len(self._sentences)

    def add(self, text: str, told: Told) -> None:
        own = pairs(text)
        for pair in own:
            self._places.setdefault(pair, []).append(len(self._sentences))
        self._sentences.append((text, own, told))

    def nearest(self, text: str, at_least: float = NEARLY_THE_SAME, limit: int = 5) -> list[Alike[Told]]:
        """The likest first."""
        own = pairs(text)
        shared = Counter(place for pair in self._rarest(own) for place in self._places[pair][:MOST_PER_PAIR])
        found = [self._alike(place, own) for place, _ in shared.most_common(MOST_COMPARED)]
        near = sorted((one for one in found if one.likeness >= at_least), key=lambda one: -one.likeness)
        return near[:limit]

    def _rarest(self, own: frozenset[str]) -> list[str]:
        known = [pair for pair in own if pair in self._places]
        rarest = sorted(known, key=lambda pair: (len(self._places[pair]), pair))[:RAREST_PAIRS]
        telling = [pair for pair in rarest if len(self._places[pair]) <= MOST_PER_PAIR]
        return telling or rarest[:1]

    def _alike(self, place: int, own: frozenset[str]) -> Alike[Told]:
        text, other, told = self._sentences[place]
        return Alike(text, told, likeness(own, other))
