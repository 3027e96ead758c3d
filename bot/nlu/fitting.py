"""Fit an intent model and a parting; whatever judges them comes from messages they had not seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.reading import Thresholds
from bot.core.wish_borders import PartedMessage
from bot.nlu import trust
from bot.nlu.featuriser import Featuriser, Sight
from bot.nlu.intent_model import IntentModel
from bot.nlu.lessons import Lessons
from bot.nlu.parting.fitting import Weighed, fitted_borders, fitted_parting
from bot.nlu.parting.parting import Chances, Parting
from bot.nlu.regression import Features, Floats, Weights, fitted, mean, softmax

JUDGED_FOLD = 0
JUDGED = 1000
"""Messages of that fold from which it is learned when to part; more change nothing."""
ORDINARY = 800
"""Sentences of one wish beside them, which show what not to part."""
SHORTEST_ORDINARY = 5

Notify = Callable[[str], None]


@dataclass(frozen=True)
class Recipe:
    """How a model is fitted; config.yml gives the figures."""

    sight: Sight
    c: float
    steps: int
    last_steps: int
    """Of the model of all lessons, which begins where those of the folds ended."""
    folds: int
    part_from: float


def fit(lessons: Lessons, recipe: Recipe, notify: Notify) -> tuple[IntentModel, Parting | None]:
    """No parting where no message with several wishes was given."""
    featuriser = Featuriser.of(recipe.sight, lessons.texts, lessons.embeddings)
    features = featuriser.features(lessons.texts, lessons.embeddings)
    unseen = _unseen(lessons, featuriser, features, recipe, notify)
    single = lessons.is_single
    scores, labels = unseen.scores[single], lessons.labels[single]
    temperature = trust.temperature(scores, labels)
    shares = softmax(scores / np.float32(temperature))
    right = float((shares.argmax(axis=1) == labels).mean())
    notify(f"Unseen sentences understood: {right:.1%}; fitting the model on all of them")
    thresholds = Thresholds(
        sure=trust.least_clear(shares, labels, lessons.intents),
        alone=trust.alone(shares, labels, lessons.intents),
    )
    weights = fitted(
        features, lessons.shares, c=recipe.c, steps=recipe.last_steps, start=mean(unseen.weights)
    )
    model = IntentModel(lessons.intents, featuriser, weights, temperature, thresholds)
    return model, _parting(lessons, unseen.weighed, recipe)


@dataclass(frozen=True)
class _Unseen:
    """What models make of the lessons that they were fitted without."""

    scores: Floats
    weighed: Weighed
    weights: list[Weights]
    """Of the model of each fold."""


def _unseen(
    lessons: Lessons, featuriser: Featuriser, features: Features, recipe: Recipe, notify: Notify
) -> _Unseen:
    unseen = _Unseen(np.zeros(lessons.shares.shape, dtype=np.float32), Weighed(), [])
    for fold in range(recipe.folds):
        notify(f"Cross-validation {fold + 1} of {recipe.folds}")
        seen = lessons.folds != fold
        weights = fitted(features.rows(seen), lessons.shares[seen], c=recipe.c, steps=recipe.steps)
        unseen.weights.append(weights)
        unseen.scores[~seen] = weights.scores(features.rows(~seen))
        if lessons.messages and fold == JUDGED_FOLD:
            borders = fitted_borders(lessons.messages_of(fold, left_out=False), lessons.wishes(seen))
            judged = _evenly(lessons.messages_of(fold, left_out=True), JUDGED)
            judged += _evenly(_ordinary(lessons.wishes(~seen)), ORDINARY)
            unseen.weighed.add(judged, borders, _chances(featuriser, weights), lessons.intents)
    return unseen


def _chances(featuriser: Featuriser, weights: Weights) -> Chances:
    return lambda texts: softmax(weights.scores(featuriser.features(texts)))


def _parting(lessons: Lessons, weighed: Weighed, recipe: Recipe) -> Parting | None:
    if not any(weighed.is_right):
        return None
    everything = np.ones(len(lessons.texts), dtype=bool)
    borders = fitted_borders(lessons.messages, lessons.wishes(everything))
    return fitted_parting(weighed, borders, lessons.intents, recipe.part_from)


def _ordinary(wishes: Sequence[tuple[str, str]]) -> list[PartedMessage]:
    """What most messages are: one wish."""
    return [PartedMessage(text, (intent,), ()) for text, intent in wishes if len(text) >= SHORTEST_ORDINARY]


def _evenly(messages: Sequence[PartedMessage], most: int) -> list[PartedMessage]:
    return list(messages[:: max(len(messages) // most, 1)])
