"""Parts a text into its wishes."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.core.reading import WishSpan
from bot.nlu.parting.borders import Borders, Floats
from bot.nlu.parting.hints import before
from bot.nlu.parting.splits import Split, Splits

MOST_PLACES = 3
"""Likely borders of a text whose sides are looked at: each costs two sentence embeddings."""
MOST_WISHES = 3
SHORTEST_OF_TWO = 8
"""Letters of a part that may hold two wishes itself."""
NUMBERS, NAMES = "parting.npz", "parting.json"

Chances = Callable[[Sequence[str]], Floats]
"""(texts, intents): the probabilities of every intent."""


@dataclass(frozen=True)
class Parting:
    borders: Borders
    splits: Splits
    least: float
    """From this chance a text is parted."""

    def sides(self, text: str) -> list[str]:
        """Every text whose probabilities the first cut of `text` wants."""
        return sides(text, self.borders.likely(text, MOST_PLACES))

    def spans(self, text: str, chances: Chances) -> list[WishSpan]:
        """Of the wishes, in order; one span for one wish. Pauses between them lie outside."""
        parts: list[WishSpan] = []
        whole = [WishSpan(0, len(text), 1.0)]
        while whole:
            part = whole.pop(0)
            has_room = len(parts) + len(whole) + 1 < MOST_WISHES
            if has_room and (cut := self._cut(text, part, chances)):
                whole = [*cut, *whole]
            else:
                parts.append(part)
        return parts

    def _cut(self, text: str, whole: WishSpan, chances: Chances) -> list[WishSpan]:
        start, end, sure = whole
        part = text[start:end]
        if len(part) < len(text) and len(part) < SHORTEST_OF_TWO:
            return []
        found = splits_of(part, self.borders.likely(part, MOST_PLACES), chances)
        if not found:
            return []
        likely = self.splits.chances(found)
        best = int(likely.argmax())
        if likely[best] < self.least:
            return []
        place, chance = found[best].place, sure * float(likely[best])
        first = WishSpan(start, start + len(before(part, place)), chance)
        return [first, WishSpan(start + place, end, chance)]

    def save(self, folder: Path) -> None:
        np.savez(
            folder / NUMBERS,
            borders=self.borders.weights,
            splits=self.splits.weights,
            mean=self.splits.mean,
            deviation=self.splits.deviation,
        )
        names = {
            "hints": list(self.borders.columns),
            "border_bias": self.borders.bias,
            "split_bias": self.splits.bias,
            "intents": self.splits.intents,
            "least": self.least,
        }
        (folder / NAMES).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Parting | None:
        """None where nothing was kept."""
        if not (folder / NAMES).exists():
            return None
        names = json.loads((folder / NAMES).read_text(encoding="utf-8"))
        with np.load(folder / NUMBERS, allow_pickle=False) as numbers:
            columns = {hint: column for column, hint in enumerate(names["hints"])}
            borders = Borders(columns, numbers["borders"], names["border_bias"])
            splits = Splits(
                numbers["splits"],
                numbers["mean"],
                numbers["deviation"],
                names["split_bias"],
                tuple(names["intents"]),
            )
        return cls(borders, splits, names["least"])


def sides(text: str, likely: Sequence[tuple[int, float]]) -> list[str]:
    return [side for place, _ in likely for side in (before(text, place), text[place:])]


def splits_of(text: str, likely: Sequence[tuple[int, float]], chances: Chances) -> list[Split]:
    """The likely borders of a text with what its sides mean."""
    if not likely:
        return []
    rows = chances([text, *sides(text, likely)])
    return [
        Split(place, border, len(text), rows[0], rows[1 + 2 * number], rows[2 + 2 * number])
        for number, (place, border) in enumerate(likely)
    ]
