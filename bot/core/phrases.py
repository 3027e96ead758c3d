"""A reply taken apart into the phrases between its marks, and put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

ENDS = frozenset("。！？；")
"""Marks after which a sentence may stop."""
_PHRASE = re.compile(r"((?:（[^（）]*）|[^，。！？；])*)([，。！？；]*)")
_DANGLING = "，。；"


class Phrase(NamedTuple):
    words: str
    mark: str = ""


Phrases = tuple[Phrase, ...]


def phrases(text: str) -> Phrases:
    """What stands in brackets stays in one piece."""
    return tuple(Phrase(words, mark) for words, mark in _PHRASE.findall(text) if words or mark)


def text_of(found: Iterable[Phrase]) -> str:
    return "".join(phrase.words + phrase.mark for phrase in found)


def sentences(found: Sequence[Phrase]) -> tuple[Phrases, ...]:
    parted: list[list[Phrase]] = [[]]
    for phrase in found:
        parted[-1].append(phrase)
        if ENDS.intersection(phrase.mark):
            parted.append([])
    return tuple(tuple(one) for one in parted if one)


def without(found: Sequence[Phrase], dropped: Iterable[int]) -> Phrases:
    """The phrases without those at these places; where a sentence lost its end, what is left ends it."""
    gone = frozenset(dropped)
    kept: list[Phrase] = []
    for place, phrase in enumerate(found):
        if place not in gone:
            kept.append(phrase)
        elif kept and ENDS.intersection(phrase.mark) and not ENDS.intersection(kept[-1].mark):
            kept[-1] = Phrase(kept[-1].words, "。")
    return tuple(kept)


def unfinished(text: str) -> str:
    """Without the comma or full stop at its end, which a chat leaves out."""
    return text.rstrip(_DANGLING)
