"""A reply as the guard reads it: without the disguises people hide words in, with the way back."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class View:
    """`text` is what rules read; its character i came from original[positions[i]]."""

    original: str
    text: str
    positions: tuple[int, ...]

    def excerpt(self, start: int, end: int) -> str:
        return self.original[self.positions[start] : self.positions[end - 1] + 1]


def plain(text: str) -> View:
    """Full-width, circled and styled characters are their plain ones, invisible ones are gone."""
    return _view(text, _plain_char)


def squeezed(text: str) -> View:
    """As `plain`, and without blanks and punctuation: V-信, 微 。信."""
    return _view(text, _bare_char)


def _view(text: str, fold: Callable[[str], str]) -> View:
    chars: list[str] = []
    positions: list[int] = []
    for position, char in enumerate(text):
        folded = fold(char)
        chars.append(folded)
        positions += [position] * len(folded)
    return View(text, "".join(chars), tuple(positions))


@lru_cache(maxsize=8192)
def _plain_char(char: str) -> str:
    folded = unicodedata.normalize("NFKC", char).lower()
    return "".join(" " if one.isspace() else one for one in folded if one.isspace() or not _is_invisible(one))


@lru_cache(maxsize=8192)
def _bare_char(char: str) -> str:
    return "".join(one for one in _plain_char(char) if unicodedata.category(one)[0] in "LNS")


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char)[0] in "CM"
