"""Weighted counts of grams (tf-idf), without any library's pickles."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

TYPICAL_GRAMS = 12
"""A text of so many grams makes a row of unit length."""

Grams = Callable[[str], Iterable[str]]


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
        weights = [math.log((1 + len(texts)) / (1 + documents[gram])) + 1 for gram in kept]
        return cls({gram: column for column, gram in enumerate(kept)}, np.array(weights, dtype=np.float32))

    def matrix(self, texts: Sequence[str], grams: Grams, reward: float) -> csr_matrix:
        """A row for each text; an empty one for a text of unknown grams.

        `reward` says how a row grows with its text: 0 makes all equally long, so that the one decisive word
        of a long message counts little; 0.5 lets every word count the same however long the message.
        """
        rows = [self.row(grams(text), reward) for text in texts]
        ends = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        columns = np.concatenate([np.empty(0, dtype=np.int64), *(columns for columns, _ in rows)])
        values = np.concatenate([np.empty(0, dtype=np.float32), *(values for _, values in rows)])
        return csr_matrix((values, columns, ends), shape=(len(texts), len(self.columns)))

    def row(self, grams: Iterable[str], reward: float) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The columns of one text's grams and their values: its row of the matrix."""
        place = self.columns.get
        return self.weighed([column for gram in grams if (column := place(gram)) is not None], reward)

    def weighed(self, found: Iterable[int], reward: float) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """A row of the matrix from its text's columns, each as often as its gram stands in the text."""
        counts = Counter(found)
        columns = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
        often = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        values = ((1 + np.log(often)) * self.weights[columns]).astype(np.float32)
        if not counts:
            return columns, values
        growth = (counts.total() / TYPICAL_GRAMS) ** reward
        return columns, values * np.float32(growth / np.linalg.norm(values))
