"""Stretches of a text, and whether one lies inside of others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple


class Span(NamedTuple):
    start: int
    end: int


class Spans:
    """Answers in the time of a binary search, however many stretches a hostile text makes."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))

    def cover(self, start: int, end: int) -> bool:
        """Whether start to end lies wholly inside of one of them."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._furthest[before - 1] >= end
