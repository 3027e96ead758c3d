"""What a text is known by, as numbers: its letters in rows of up to four and in pairs apart.

A number stands for each (a hash of 64 bits: two are not the same by chance), which makes looking a text up a
few steps over arrays. Strings in a dictionary took more than twice as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.nlu.ngrams import shape
from bot.nlu.vocabulary import Row, rarity, stacked, weighed

LONGEST_ROW = 4
FURTHEST = 6
"""Places between the letters of a pair: what is promised and the word that promises it seldom touch."""
_ROW, _PAIR = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_HALF = np.uint64(32)

Codes = NDArray[np.uint64]


def letter_codes(text: str) -> Codes:
    """One for each row and each pair, as often as it stands in the text."""
    letters = np.frombuffer(shape(text).encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    found = [_then(_ROW, letters)]
    for length in range(1, LONGEST_ROW):
        found.append(_then(found[-1][:-1], letters[length:]))
    firsts = _then(_PAIR, letters)
    found += [_then(firsts[:-apart], letters[apart:]) for apart in range(2, FURTHEST + 1)]
    return np.concatenate(found)


def _then(before: Codes | np.uint64, letters: Codes) -> Codes:
    mixed = (before ^ letters) * _MIX
    return mixed ^ (mixed >> _HALF)


@dataclass(frozen=True, eq=False)
class KnownLetters:
    codes: Codes
    """Sorted."""
    weights: NDArray[np.float32]
    """Of each code: the rarer the letters, the more they say."""

    @classmethod
    def of(cls, texts: Sequence[str], least: int) -> KnownLetters:
        """Letters of fewer than `least` texts tell nothing of others."""
        each = [np.empty(0, dtype=np.uint64), *(np.unique(letter_codes(text)) for text in texts)]
        codes, counts = np.unique(np.concatenate(each), return_counts=True)
        often = counts >= least
        return cls(codes[often], rarity(counts[often], len(texts)))

    def row(self, text: str, reward: float) -> Row:
        """The columns of a text's known letters and their values; `reward` as in Vocabulary.matrix."""
        codes, often = np.unique(letter_codes(text), return_counts=True)
        columns = np.searchsorted(self.codes, codes)
        known = columns < len(self.codes)
        known[known] = self.codes[columns[known]] == codes[known]
        return columns[known], weighed(often[known], self.weights[columns[known]], reward)

    def matrix(self, texts: Sequence[str], reward: float) -> csr_matrix:
        return stacked([self.row(text, reward) for text in texts], len(self.codes))
