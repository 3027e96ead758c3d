"""Many short texts as one long one, so that looking for a word in all of them is one scan."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

_BETWEEN = "\0"
"""Stands in no text and in no word."""


class JoinedTexts:
    def __init__(self, texts: Iterable[str]) -> None:
        folded = [text.casefold().replace(_BETWEEN, " ") for text in texts]
        self._joined = _BETWEEN.join(folded)
        self._begins: list[int] = []
        place = 0
        for text in folded:
            self._begins.append(place)
            place += len(text) + 1

    def holding(self, word: str) -> Iterator[int]:
        """Which of them hold a folded word, in order."""
        found = self._joined.find(word)
        while found >= 0:
            text = bisect_right(self._begins, found) - 1
            yield text
            following = text + 1
            found = self._joined.find(word, self._begins[following]) if following < len(self._begins) else -1
