"""Weighted counts of grams (tf-idf), without any library's pickles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

TYPICAL_GRAMS = 12
"""A text of so many grams makes a row of unit length."""

Grams = Callable[[str], Iterable[str]]
Row = tuple[NDArray[np.int64], NDArray[np.float32]]
"""Columns of a text, and their values."""


@dataclass(frozen=True)
class Vocabulary:
    columns: Mapping[str, int]
    weights: NDArray[np.float32]
    """Inverse document frequency of each column."""

    @classmethod
    def of(cls, texts: Sequence[str], grams: Grams, least: int) -> Vocabulary:
        """A gram of fewer than `least` texts tells nothing of others."""
        documents: Counter[str] = Counter()
        for text in texts:
            documents.update(set(grams(text)))
        kept = sorted(gram for gram, count in documents.items() if count >= least)
        counts = np.array([documents[gram] for gram in kept], dtype=np.int64)
        return cls({gram: column for column, gram in enumerate(kept)}, rarity(counts, len(texts)))

    def matrix(self, texts: Sequence[str], grams: Grams, reward: float) -> csr_matrix:
        """A row for each text; an empty one for a text of unknown grams.

        `reward` says how a row grows with its text: 0 makes all equally long, so that the one decisive word
        of a long message counts little; 0.5 lets every word count the same however long the message.
        """
        return stacked([self.row(grams(text), reward) for text in texts], len(self.columns))

    def row(self, grams: Iterable[str], reward: float) -> Row:
        """The columns of one text's grams and their values: its row of the matrix."""
        place = self.columns.get
        counts = Counter(column for gram in grams if (column := place(gram)) is not None)
        columns = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
        often = np.fromiter(counts.values(), dtype=np.int64, count=len(counts))
        return columns, weighed(often, self.weights[columns], reward)


def rarity(documents: NDArray[np.int64], texts: int) -> NDArray[np.float32]:
    """What grams are worth that stand in so many of the texts."""
    worth: NDArray[np.float32] = (np.log((1 + texts) / (1 + documents)) + 1).astype(np.float32)
    return worth


def weighed(often: NDArray[np.int64], weights: NDArray[np.float32], reward: float) -> NDArray[np.float32]:
    """The values of one text's grams that stand in it so often."""
    values = ((1 + np.log(often)) * weights).astype(np.float32)
    if not len(values):
        return values
    growth = (int(often.sum()) / TYPICAL_GRAMS) ** reward
    return values * np.float32(growth / np.linalg.norm(values))


def stacked(rows: Sequence[Row], width: int) -> csr_matrix:
    ends = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    columns = np.concatenate([np.empty(0, dtype=np.int64), *(columns for columns, _ in rows)])
    values = np.concatenate([np.empty(0, dtype=np.float32), *(values for _, values in rows)])
    return csr_matrix((values, columns, ends), shape=(len(rows), width))
