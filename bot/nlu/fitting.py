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
from bot.nlu.lessons import Labels, Lessons
from bot.nlu.parting.fitting import Weighed, fitted_borders, fitted_parting
from bot.nlu.parting.parting import Chances, Parting
from bot.nlu.regression import Features, Floats, Weights, fitted, softmax

ORDINARY = 500
"""Sentences of one wish in each fold that show the parting what not to part."""
SHORTEST_ORDINARY = 5

Notify = Callable[[str], None]


@dataclass(frozen=True)
class Recipe:
    """How a model is fitted; config.yml gives the figures."""

    sight: Sight
    c: float
    steps: int
    folds: int
    part_from: float


def fit(lessons: Lessons, recipe: Recipe, notify: Notify) -> tuple[IntentModel, Parting | None]:
    """No parting where no message with several wishes was given."""
    featuriser = Featuriser.of(recipe.sight, lessons.texts, lessons.embeddings)
    features = featuriser.features(lessons.texts, lessons.embeddings)
    scores, weighed = _unseen(lessons, featuriser, features, recipe, notify)
    temperature = trust.temperature(scores, lessons.labels)
    shares = softmax(scores / np.float32(temperature))
    right = float((shares.argmax(axis=1) == lessons.labels).mean())
    notify(f"Unseen sentences understood: {right:.1%}; fitting the model on all of them")
    thresholds = Thresholds(
        sure=trust.least_clear(shares, lessons.labels, lessons.intents),
        alone=trust.alone(shares, lessons.labels, lessons.intents),
    )
    weights = _weights(features, lessons.labels, lessons, recipe)
    model = IntentModel(lessons.intents, featuriser, weights, temperature, thresholds)
    return model, _parting(lessons, weighed, recipe)


def _weights(features: Features, labels: Labels, lessons: Lessons, recipe: Recipe) -> Weights:
    return fitted(features, labels, len(lessons.intents), c=recipe.c, steps=recipe.steps)


def _unseen(
    lessons: Lessons, featuriser: Featuriser, features: Features, recipe: Recipe, notify: Notify
) -> tuple[Floats, Weighed]:
    """Scores of every row, and splits of messages, by models that were fitted without them."""
    scores = np.zeros((len(lessons.texts), len(lessons.intents)), dtype=np.float32)
    weighed = Weighed()
    for fold in range(recipe.folds):
        notify(f"Cross-validation {fold + 1} of {recipe.folds}")
        seen = lessons.folds != fold
        weights = _weights(features.rows(seen), lessons.labels[seen], lessons, recipe)
        scores[~seen] = weights.scores(features.rows(~seen))
        if lessons.messages:
            borders = fitted_borders(lessons.messages_of(fold, left_out=False), lessons.wishes(seen))
            judged = [*lessons.messages_of(fold, left_out=True), *_ordinary(lessons.wishes(~seen))]
            weighed.add(judged, borders, _chances(featuriser, weights), lessons.intents)
    return scores, weighed


def _chances(featuriser: Featuriser, weights: Weights) -> Chances:
    return lambda texts: softmax(weights.scores(featuriser.features(texts)))


def _parting(lessons: Lessons, weighed: Weighed, recipe: Recipe) -> Parting | None:
    if not any(weighed.is_right):
        return None
    everything = np.ones(len(lessons.texts), dtype=bool)
    borders = fitted_borders(lessons.messages, lessons.wishes(everything))
    return fitted_parting(weighed, borders, lessons.intents, recipe.part_from)


def _ordinary(wishes: Sequence[tuple[str, str]]) -> list[PartedMessage]:
    """An even sample of what most messages are: one wish."""
    whole = [pair for pair in wishes if len(pair[0]) >= SHORTEST_ORDINARY]
    step = max(len(whole) // ORDINARY, 1)
    return [PartedMessage(text, (intent,), ()) for text, intent in whole[::step]]
