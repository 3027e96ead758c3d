"""Character n-grams of a normalised text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FIGURE = re.compile(r"\d")
_PAUSE = re.compile(r"[\s,.;:!、。…~-]+")


def shape(text: str) -> str:
    """Figures alike, pauses alike, both ends marked."""
    return f"^{_PAUSE.sub(' ', _FIGURE.sub('0', text)).strip()}$"


def grams(text: str, longest: int) -> Iterator[str]:
    shaped = shape(text)
    for length in range(1, longest + 1):
        for start in range(len(shaped) - length + 1):
            yield shaped[start : start + length]
