"""Multinomial logistic regression over a sparse and a dense block of features.

scikit-learn's would need the dense block as a sparse matrix, which takes six times as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Features:
    """One row a text: weighted n-grams and the sentence embedding (no columns without an encoder)."""

    sparse: csr_matrix
    dense: Floats

    def rows(self, chosen: NDArray[Any]) -> Features:
        return Features(self.sparse[chosen], self.dense[chosen])


@dataclass(frozen=True)
class Weights:
    sparse: Floats  # (n-grams, intents)
    dense: Floats  # (embedding, intents)
    bias: Floats

    def scores(self, features: Features) -> Floats:
        scores: Floats = features.sparse @ self.sparse + features.dense @ self.dense + self.bias
        return scores


def softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares


def fitted(
    features: Features, wanted: Floats, *, c: float, steps: int, start: Weights | None = None
) -> Weights:
    """The weights that make the wanted shares (rows, intents) likeliest.

    They are held back by 1/c, as in scikit-learn, and by stopping after so many steps.
    """
    turned = features.sparse.T.tocsr()
    shape = (features.sparse.shape[1], features.dense.shape[1])
    classes = wanted.shape[1]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = _unpacked(flat, shape, classes)
        shares = softmax(weights.scores(features))
        miss = shares - wanted
        likelihood = -(wanted * np.log(np.maximum(shares, 1e-12))).sum(dtype=np.float64)
        held = float((weights.sparse**2).sum() + (weights.dense**2).sum())
        slope = Weights(
            c * (turned @ miss) + weights.sparse,
            c * (features.dense.T @ miss) + weights.dense,
            c * miss.sum(axis=0),
        )
        return c * float(likelihood) + held / 2, _packed(slope)

    first = np.zeros((sum(shape) + 1) * classes) if start is None else _packed(start)
    found = minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 4})
    return _unpacked(found.x, shape, classes)


def mean(several: Sequence[Weights]) -> Weights:
    return Weights(*(np.mean(blocks, axis=0) for blocks in zip(*map(_blocks, several), strict=True)))


def _blocks(weights: Weights) -> tuple[Floats, Floats, Floats]:
    return weights.sparse, weights.dense, weights.bias


def _packed(weights: Weights) -> NDArray[np.float64]:
    flat = np.concatenate([block.ravel() for block in _blocks(weights)])
    return np.asarray(flat, dtype=np.float64)


def _unpacked(flat: NDArray[np.float64], shape: tuple[int, int], classes: int) -> Weights:
    narrow = flat.astype(np.float32)
    first, second = shape[0] * classes, sum(shape) * classes
    return Weights(
        sparse=narrow[:first].reshape(shape[0], classes),
        dense=narrow[first:second].reshape(shape[1], classes),
        bias=narrow[second:],
    )
