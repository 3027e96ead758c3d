"""Fit an intent model; its temperature and thresholds come from sentences it had not seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from bot.core.reading import Thresholds
from bot.core.understanding import FALLBACK_INTENT
from bot.nlu.encoders import embedded
from bot.nlu.featuriser import Featuriser, Sight
from bot.nlu.intent_model import IntentModel
from bot.nlu.regression import Floats, Weights, fitted, softmax

CLEAR_BUT_UNSURE = 0.07
"""Share of clear sentences that may be left to a person; the rest of the doubtful are fragments."""
CLAUSE, TRACE = 0.6, 0.001
"""Chosen on pairs of unseen sentences against unseen stories of several clauses (docs/understanding.md)."""
SEED = 20

Labels = NDArray[np.int64]
Notify = Callable[[str], None]


@dataclass(frozen=True)
class Recipe:
    """How a model is fitted; config.yml gives the figures."""

    sight: Sight
    c: float
    steps: int
    folds: int


def fit(texts: Sequence[str], intents: Sequence[str], recipe: Recipe, notify: Notify) -> IntentModel:
    """`texts` are normalised. Raises ValueError for fewer than two intents."""
    names = tuple(sorted(set(intents)))
    if len(names) < 2:
        raise ValueError("an intent model needs sentences of at least two intents")
    labels = np.array([names.index(intent) for intent in intents], dtype=np.int64)
    notify(f"Embedding {len(texts)} sentences with {', '.join(recipe.sight.encoders) or 'no encoder'}")
    sentences = _Sentences(texts, labels, embedded(recipe.sight.encoders, texts))
    scores = _unseen_scores(sentences, len(names), recipe, notify)
    temperature = _temperature(scores, labels)
    shares = softmax(scores / np.float32(temperature))
    right = float((shares.argmax(axis=1) == labels).mean())
    notify(f"Unseen sentences understood: {right:.1%}; fitting the model on all of them")
    featuriser, weights = _fitted(sentences, len(names), recipe)
    return IntentModel(names, featuriser, weights, temperature, _thresholds(shares, labels, names))


@dataclass(frozen=True)
class _Sentences:
    texts: Sequence[str]
    labels: Labels
    embeddings: Floats

    def chosen(self, rows: NDArray[np.bool_]) -> _Sentences:
        texts = [text for text, is_in in zip(self.texts, rows, strict=True) if is_in]
        return _Sentences(texts, self.labels[rows], self.embeddings[rows])


def _fitted(sentences: _Sentences, classes: int, recipe: Recipe) -> tuple[Featuriser, Weights]:
    featuriser = Featuriser.of(recipe.sight, sentences.texts, sentences.embeddings)
    features = featuriser.features(sentences.texts, sentences.embeddings)
    return featuriser, fitted(features, sentences.labels, classes, c=recipe.c, steps=recipe.steps)


def _unseen_scores(sentences: _Sentences, classes: int, recipe: Recipe, notify: Notify) -> Floats:
    """The scores of every sentence by a model that was fitted without it."""
    scores = np.zeros((len(sentences.texts), classes), dtype=np.float32)
    parts = _parts(sentences.labels, recipe.folds)
    for part in range(recipe.folds):
        notify(f"Cross-validation {part + 1} of {recipe.folds}")
        featuriser, weights = _fitted(sentences.chosen(parts != part), classes, recipe)
        held_out = sentences.chosen(parts == part)
        scores[parts == part] = weights.scores(featuriser.features(held_out.texts, held_out.embeddings))
    return scores


def _parts(labels: Labels, folds: int) -> Labels:
    """A part for each sentence, every intent spread evenly."""
    chance = np.random.default_rng(SEED)
    parts = np.empty(len(labels), dtype=np.int64)
    for label in np.unique(labels):
        rows = chance.permutation(np.flatnonzero(labels == label))
        parts[rows] = np.arange(len(rows)) % folds
    return parts


def _temperature(scores: Floats, labels: Labels) -> float:
    """What the scores must be divided by for their probabilities to mean what they say."""

    def unlikelihood(log_temperature: float) -> float:
        shares = softmax(scores / np.float32(np.exp(log_temperature)))
        return float(-np.log(np.maximum(shares[np.arange(len(labels)), labels], 1e-12)).mean())

    return float(np.exp(minimize_scalar(unlikelihood, bounds=(-3.0, 3.0), method="bounded").x))


def _thresholds(shares: Floats, labels: Labels, names: Sequence[str]) -> Thresholds:
    clear = np.array([names[label] != FALLBACK_INTENT for label in labels])
    wishes = np.array([name != FALLBACK_INTENT for name in names])
    best = shares[:, wishes].max(axis=1)
    dropped = shares.argmax(axis=1) == (names.index(FALLBACK_INTENT) if FALLBACK_INTENT in names else -1)
    spare = max(CLEAR_BUT_UNSURE - float(dropped[clear].mean()), 0.01)
    return Thresholds(sure=float(np.quantile(best[clear & ~dropped], spare)), clause=CLAUSE, trace=TRACE)
