"""Ranks the intents of a message, of each of its clauses and of the turns before it, all in one go."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.core.reading import passages
from bot.nlu.components import TrainedComponent
from bot.nlu.encoders import is_installed
from bot.nlu.featuriser import Sight
from bot.nlu.fitting import Recipe, fit
from bot.nlu.intent_model import IntentModel
from bot.nlu.lexicon import Lexicon
from bot.nlu.messages import RANKED, THRESHOLDS, turns_before, words_of

LEXICON = Path(__file__).parent / "lexicon.txt"

logger = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(TrainedComponent):
    _model: IntentModel

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "encoders": [],
            "longest_gram": 2,
            "letter_weight": 1.0,
            "concept_weight": 0.6,
            "c": 10.0,
            "steps": 60,
            "folds": 4,
        }

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Another lexicon makes another model."""
        return LEXICON.read_text(encoding="utf-8")

    def train(self, training_data: TrainingData) -> Resource:
        examples = training_data.intent_examples
        texts = [words_of(example).text for example in examples]
        intents = [example.get(INTENT) for example in examples]
        self._model = fit(texts, intents, self._recipe(), logger.info)
        return self.kept()

    def keep(self, folder: Path) -> None:
        self._model.save(folder)

    def restore(self, folder: Path) -> None:
        """Raises MissingEncoder when the model was trained with an encoder that is not installed."""
        self._model = IntentModel.load(folder)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            texts = passages(words_of(message), turns_before(message))
            message.set(RANKED, dict(zip(texts, self._model.rankings(texts), strict=True)))
            message.set(THRESHOLDS, self._model.thresholds)
        return messages

    def _recipe(self) -> Recipe:
        config = self._config
        sight = Sight(
            encoders=_present(config["encoders"]),
            longest_gram=int(config["longest_gram"]),
            letter_weight=float(config["letter_weight"]),
            concept_weight=float(config["concept_weight"]),
            lexicon=Lexicon.load(LEXICON),
        )
        return Recipe(sight, c=float(config["c"]), steps=int(config["steps"]), folds=int(config["folds"]))


def _present(names: Sequence[str]) -> tuple[str, ...]:
    """A machine without an encoder can train without it; the model will say so."""
    for name in names:
        if not is_installed(name):
            logger.warning("The sentence encoder %s is not installed: training without it", name)
    return tuple(name for name in names if is_installed(name))
