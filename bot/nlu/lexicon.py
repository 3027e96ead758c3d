"""Words that mean the same to a shop, read as one concept (lexicon.txt)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

FARTHEST = 5
"""Concepts this far apart still make a pair."""

Concepts = tuple[str, ...]


class Lexicon:
    def __init__(self, lines: Sequence[str]) -> None:
        """Lines of `concept: word word …`; # begins a comment. Raises ValueError for any other line."""
        self.lines = tuple(lines)
        self._concepts = _read(self.lines)
        self._longest = max(map(len, self._concepts), default=0)

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        return cls(path.read_text(encoding="utf-8").splitlines())

    def grams(self, text: str) -> Iterator[str]:
        """The concepts of a text, and its pairs of concepts in the order they stand."""
        found = list(self._found(text))
        for place, concepts in enumerate(found):
            yield from concepts
            for later in found[place + 1 : place + 1 + FARTHEST]:
                yield from (f"{one}>{other}" for one in concepts for other in later)

    def _found(self, text: str) -> Iterator[Concepts]:
        """Word by word, the longest first; letters of no word are passed over."""
        start = 0
        while start < len(text):
            for length in range(min(self._longest, len(text) - start), 0, -1):
                if concepts := self._concepts.get(text[start : start + length]):
                    yield concepts
                    start += length
                    break
            else:
                start += 1


def _read(lines: Sequence[str]) -> Mapping[str, Concepts]:
    concepts: dict[str, Concepts] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        concept, colon, words = line.partition(":")
        if not colon or not concept.strip():
            raise ValueError(f"line {number} of the lexicon is not `concept: words`")
        for word in words.split():
            concepts[word] = (*concepts.get(word, ()), concept.strip())
    return concepts
