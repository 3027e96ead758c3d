"""How likely a place is a border, from the letters around it alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.nlu.parting.hints import hints, places

LEAST_PLACES = 3
"""A hint seen at fewer places tells nothing of others."""
LEAST_LIKELY = 0.01

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Borders:
    columns: Mapping[str, int]
    weights: Floats
    bias: float

    def likely(self, text: str, most: int) -> list[tuple[int, float]]:
        """At most so many places with the logit that a wish begins there, likeliest first."""
        scored = [(place, self._score(text, place)) for place in places(text)]
        worth = [(place, score) for place, score in scored if score > np.log(LEAST_LIKELY)]
        return sorted(worth, key=lambda pair: -pair[1])[:most]

    def _score(self, text: str, place: int) -> float:
        found = {self.columns[hint] for hint in hints(text, place) if hint in self.columns}
        return self.bias + float(self.weights[list(found)].sum())

    @classmethod
    def of(cls, examples: Sequence[tuple[str, Sequence[int]]]) -> Borders:
        """`examples` are texts with their borders; none for a text of one wish."""
        hinted, wanted = [], []
        for text, borders in examples:
            for place in places(text):
                hinted.append(set(hints(text, place)))
                wanted.append(place in borders)
        counts = Counter(hint for found in hinted for hint in found)
        kept = sorted(hint for hint, count in counts.items() if count >= LEAST_PLACES)
        columns = {hint: column for column, hint in enumerate(kept)}
        model = LogisticRegression(C=1.0, solver="liblinear", max_iter=200)
        model.fit(_matrix(hinted, columns), np.array(wanted))
        return cls(columns, model.coef_[0].astype(np.float32), float(model.intercept_[0]))


def _matrix(rows: Sequence[Iterable[str]], columns: Mapping[str, int]) -> csr_matrix:
    found = [[columns[hint] for hint in row if hint in columns] for row in rows]
    ends = np.cumsum([0, *map(len, found)])
    flat = np.concatenate([np.array(one, dtype=np.int64) for one in found])
    return csr_matrix((np.ones(len(flat), dtype=np.float32), flat, ends), shape=(len(rows), len(columns)))
