"""How far a model's confidence may be trusted, from sentences it had not seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize_scalar

from bot.core.understanding import FALLBACK_INTENT
from bot.nlu.lessons import Labels
from bot.nlu.regression import Floats, softmax

CLEAR_BUT_UNSURE = 0.15
"""Share of clear unseen sentences that may be left to a person; our sentences are harder than life."""
ALONE_PRECISION = 0.99
FRAGMENTS_IN_LIFE = 4.0
"""A third of real turns are fragments, a tenth of our sentences: each counts so often."""
LEAST_ANSWERS = 12
"""Fewer unseen answers above a threshold prove nothing."""


def temperature(scores: Floats, labels: Labels) -> float:
    """What the scores must be divided by for their probabilities to mean what they say.

    Never less than 1: even unseen sentences come from the same pens as the seen ones, and strangers
    are less predictable than that.
    """

    def unlikelihood(log_temperature: float) -> float:
        shares = softmax(scores / np.float32(np.exp(log_temperature)))
        return float(-np.log(np.maximum(shares[np.arange(len(labels)), labels], 1e-12)).mean())

    return max(float(np.exp(minimize_scalar(unlikelihood, bounds=(-3.0, 3.0), method="bounded").x)), 1.0)


def clearness(shares: Floats, names: Sequence[str]) -> Floats:
    """How far the best wish is ahead of "nobody can tell"."""
    wishes = np.array([name != FALLBACK_INTENT for name in names])
    doubt = shares[:, ~wishes].sum(axis=1)
    ahead: Floats = shares[:, wishes].max(axis=1) - doubt
    return ahead


def least_clear(shares: Floats, labels: Labels, names: Sequence[str]) -> float:
    """The clearness that leaves the wanted share of clear sentences to a person."""
    is_clear = np.array([names[label] != FALLBACK_INTENT for label in labels])
    return float(np.quantile(clearness(shares, names)[is_clear], CLEAR_BUT_UNSURE))


def alone(shares: Floats, labels: Labels, names: Sequence[str]) -> dict[str, float]:
    """Intent -> the confidence from which it was right often enough; absent when it never was."""
    weights = np.array([FRAGMENTS_IN_LIFE if names[label] == FALLBACK_INTENT else 1.0 for label in labels])
    best = shares.argmax(axis=1)
    found = {}
    for column, name in enumerate(names):
        rows = np.flatnonzero(best == column)
        rows = rows[np.argsort(-shares[rows, column])]
        least = _least(shares[rows, column], labels[rows] == column, weights[rows])
        if name != FALLBACK_INTENT and least is not None:
            found[name] = least
    return found


def _least(sure: Floats, right: Labels, weights: Floats) -> float | None:
    """The lowest confidence above which the precision holds; answers are ordered, surest first."""
    precision = np.cumsum(right * weights) / np.maximum(np.cumsum(weights), 1)
    holds = np.flatnonzero((precision >= ALONE_PRECISION) & (np.arange(len(right)) + 1 >= LEAST_ANSWERS))
    return float(sure[holds[-1]]) if len(holds) else None
