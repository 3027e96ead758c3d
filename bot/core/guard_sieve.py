"""Which patterns a text may hold at all, told for all of them at once by its letters and pairs of letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from operator import add

from bot.core.guard_patterns import Letters, Pattern


class Sieve:
    """Needs are bits: a text meets some, and a pattern is tried when all of its own are met."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        needs = dict.fromkeys(need for pattern in patterns for need in pattern.needs)
        self._bits: dict[Letters, int] = {need: 1 << number for number, need in enumerate(needs)}
        met_by: dict[str, int] = defaultdict(int)
        for need, bit in self._bits.items():
            for piece in need:
                met_by[piece] |= bit
        self._met_by = dict(met_by)
        self._telling = frozenset(met_by)

    def asked(self, pattern: Pattern) -> int:
        """The bits of this pattern, one of those the sieve was made for."""
        return sum(self._bits[need] for need in set(pattern.needs))

    def met(self, text: str) -> int:
        met = 0
        for piece in self._telling.intersection(chain(text, map(add, text, text[1:]))):
            met |= self._met_by[piece]
        return met
