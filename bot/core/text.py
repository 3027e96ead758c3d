"""A buyer's words as the model reads them, with the way back to the words as they were typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from bot.core.placeholders import EMOJI, MARKERS, Reference, placeholders

UNDERSTOOD = 2000
"""Characters of a message that are read at all; what follows only waits in the thread."""

_DROPPED = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Me", "Mn"})


class _Letter(NamedTuple):
    char: str
    start: int
    end: int


@dataclass(frozen=True)
class Normalised:
    """`text` is what the model reads; character i of it stands for original[starts[i]:ends[i]]."""

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    references: tuple[Reference, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where characters start to end of `text` stand in the original."""
        if start >= end:
            return (self.starts[start], self.starts[start]) if start < len(self.starts) else (0, 0)
        return self.starts[start], self.ends[end - 1]


def normalised(text: str, simplified: Callable[[str], str] = str) -> Normalised:
    """Fold width, case, script, placeholders, blanks and drawn-out letters.

    `simplified` turns traditional characters into simplified ones, one for one.
    """
    letters = list(_folded(text[:UNDERSTOOD]))
    folded = simplified("".join(letter.char for letter in letters))
    letters = [letter._replace(char=char) for letter, char in zip(letters, folded, strict=True)]
    letters, references = _with_markers(letters)
    letters = _trimmed(list(_without_runs(letters)))
    return Normalised(
        original=text,
        text="".join(letter.char for letter in letters),
        starts=tuple(letter.start for letter in letters),
        ends=tuple(letter.end for letter in letters),
        references=references,
    )


def _folded(text: str) -> Iterable[_Letter]:
    for position, typed in enumerate(text):
        for char in unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", typed).lower()):
            folded = _one(char)
            if folded:
                yield _Letter(folded, position, position + 1)


def _one(char: str) -> str:
    """The character itself, a blank, the emoji marker, or nothing."""
    if char.isspace():
        return "\n" if char in "\n\r\u2028\u2029" else " "
    category = unicodedata.category(char)
    if category in _DROPPED:
        return ""
    if (category == "So" and char not in MARKERS and char != "°") or (category == "Sk" and ord(char) > 0xFF):
        return EMOJI
    return char


def _with_markers(letters: list[_Letter]) -> tuple[list[_Letter], tuple[Reference, ...]]:
    marked: list[_Letter] = []
    references: list[Reference] = []
    done = 0
    for place in placeholders("".join(letter.char for letter in letters)):
        marked += letters[done : place.start]
        start, end = letters[place.start].start, letters[place.end - 1].end
        marked += (_Letter(char, start, end) for char in place.marker)
        if place.number:
            references.append(Reference(place.entity, place.number, start, end))
        done = place.end
    return marked + letters[done:], tuple(references)


def _without_runs(letters: Iterable[_Letter]) -> Iterable[_Letter]:
    """Blanks, marks and markers stand once, drawn-out letters twice; figures and the x of XXL stay."""
    run: list[_Letter] = []
    for letter in letters:
        if run and not _goes_on(run[-1].char, letter.char):
            yield from _shortened(run)
            run = []
        run.append(letter)
    yield from _shortened(run)


def _goes_on(last: str, char: str) -> bool:
    return last == char or (last.isspace() and char.isspace())


def _shortened(run: list[_Letter]) -> list[_Letter]:
    if not run:
        return run
    char = run[0].char
    if char.isspace():
        blank = "\n" if any(letter.char == "\n" for letter in run) else " "
        return [_Letter(blank, run[0].start, run[-1].end)]
    if char.isdigit() or char == "x":
        return run
    kept = 2 if char.isalpha() else 1
    if len(run) <= kept:
        return run
    return [*run[: kept - 1], _Letter(char, run[kept - 1].start, run[-1].end)]


def _trimmed(letters: list[_Letter]) -> list[_Letter]:
    first, last = 0, len(letters)
    while first < last and letters[first].char.isspace():
        first += 1
    while last > first and letters[last - 1].char.isspace():
        last -= 1
    return letters[first:last]
