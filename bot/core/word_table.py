"""Tells what a wish is about from the buyer's words, where its intent alone is too wide."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.core.text import normalised


class WordTable:
    """Names and the words that stand for them, tried in order."""

    def __init__(self, otherwise: str, patterns: Mapping[str, str]) -> None:
        self._otherwise = otherwise
        self._patterns = tuple((name, re.compile(pattern)) for name, pattern in patterns.items())

    @property
    def names(self) -> frozenset[str]:
        return frozenset({self._otherwise, *(name for name, _ in self._patterns)})

    def named(self, text: str) -> str:
        """The first name whose words stand in the text."""
        words = normalised(text).text
        return next((name for name, pattern in self._patterns if pattern.search(words)), self._otherwise)
