"""What stands around a place in a text that may be a border between two wishes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.core.wish_borders import PAUSES
from bot.nlu.parting.words import words_around

FARTHEST = 6
"""Letters looked at on either side."""
SHORTEST = 2
"""Letters of a wish, at least."""

_FIGURE = re.compile(r"\d")
_ASKING = re.compile(r"什么|啥|几|多少|哪|怎么|咋|吗|嘛|能不能|可不可以|可以|有没有|是不是")
_ASKED = re.compile(r"[吗嘛么呢吧不没?]$")


def places(text: str) -> list[int]:
    """Where a second wish may begin: never inside a figure or a latin word, nor right at an end."""
    inner = range(SHORTEST, len(text) - SHORTEST + 1)
    return [place for place in inner if text[place] not in PAUSES and not _inside_word(text, place)]


def before(text: str, place: int) -> str:
    return text[:place].rstrip(PAUSES)


def hints(text: str, place: int) -> Iterator[str]:
    left, right = _FIGURE.sub("0", before(text, place)), _FIGURE.sub("0", text[place:])
    gap = text[len(left) : place]
    yield f"gap:{gap[:1]}"
    left, right = f"^{left}", f"{right}$"
    for length in (1, 2, 3):
        yield f"left:{left[-length:]}"
        yield f"right:{right[:length]}"
    yield f"both:{left[-1:]}|{right[:1]}"
    yield f"both:{left[-2:]}|{right[:1]}"
    yield f"both:{left[-1:]}|{right[:2]}"
    yield from (f"near left:{char}" for char in left[-FARTHEST:-1])
    yield from (f"near right:{char}" for char in right[1:FARTHEST])
    yield f"left length:{min(len(left), 9)}"
    yield f"right length:{min(len(right), 9)}"
    yield f"asked:{bool(_ASKED.search(left))}, asking:{bool(_ASKING.search(right))}"
    yield f"asking left:{bool(_ASKING.search(left))}, right:{bool(_ASKING.search(right))}"
    yield from _hints_of_words(text, place)


def _hints_of_words(text: str, place: int) -> Iterator[str]:
    around = words_around(text)[place]
    if around.inside:
        yield from ("inside", f"inside:{around.inside}", f"inside behind:{text[place - 1]}")
    else:
        yield f"last word:{around.before}"
        yield f"first word:{around.behind}"
        yield f"words:{around.before}|{around.behind}"


def _inside_word(text: str, place: int) -> bool:
    pair = text[place - 1 : place + 1]
    return pair.isascii() and pair.isalnum()
