"""Parts a message into wishes and ranks the intents of each, of the whole and of the turns before."""

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

from bot.core.open_topic import TURNS_LOOKED_AT
from bot.core.reading import WishSpan
from bot.nlu.components import TrainedComponent
from bot.nlu.encoders import is_installed
from bot.nlu.featuriser import Sight
from bot.nlu.fitting import Recipe, fit
from bot.nlu.intent_model import IntentModel
from bot.nlu.lessons import Lessons
from bot.nlu.lexicon import Lexicon
from bot.nlu.messages import RANKED, SPANS, THRESHOLDS, turns_before, words_of
from bot.nlu.parting.parting import Parting
from bot.nlu.passages import Passages
from bot.nlu.project import parted_messages

LEXICON = Path(__file__).parent / "lexicon.txt"

logger = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(TrainedComponent):
    _model: IntentModel
    _parting: Parting | None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "encoders": [],
            "longest_gram": 2,
            "least_texts": 6,
            "letter_weight": 1.0,
            "concept_weight": 0.6,
            "length_reward": 0.25,
            "c": 10.0,
            "steps": 40,
            "last_steps": 20,
            "folds": 2,
            "several": "",
            "part_from": 0.6,
        }

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Another lexicon or other parted messages make another model."""
        several = sorted(Path(config["several"]).glob("*.yml")) if config.get("several") else []
        return "".join(path.read_text(encoding="utf-8") for path in (LEXICON, *several))

    def train(self, training_data: TrainingData) -> Resource:
        examples = training_data.intent_examples
        texts = [words_of(example).text for example in examples]
        intents = [example.get(INTENT) for example in examples]
        recipe = self._recipe()
        encoders = recipe.sight.encoders
        logger.info("Embedding %d sentences with %s", len(texts), ", ".join(encoders) or "no encoder")
        several = self._config["several"]
        messages = parted_messages(Path(several)) if several else []
        lessons = Lessons.of(texts, intents, messages, encoders, recipe.folds)
        self._model, self._parting = fit(lessons, recipe, logger.info)
        return self.kept()

    def keep(self, folder: Path) -> None:
        self._model.save(folder)
        if self._parting:
            self._parting.save(folder)

    def restore(self, folder: Path) -> None:
        """Raises MissingEncoder when the model was trained with an encoder that is not installed."""
        self._model = IntentModel.load(folder)
        self._parting = Parting.load(folder)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = words_of(message).text
            passages = Passages(self._model)
            before = [turn.text for turn in turns_before(message)[-TURNS_LOOKED_AT:]]
            sides = self._parting.sides(text) if self._parting else []
            passages.look_at([text, *sides, *before])
            whole = [WishSpan(0, len(text), 1.0)]
            spans = self._parting.spans(text, passages.chances) if self._parting else whole
            message.set(RANKED, passages.ranking)
            message.set(SPANS, spans)
            message.set(THRESHOLDS, self._model.thresholds)
        return messages

    def _recipe(self) -> Recipe:
        config = self._config
        sight = Sight(
            encoders=_present(config["encoders"]),
            longest_gram=int(config["longest_gram"]),
            least_texts=int(config["least_texts"]),
            letter_weight=float(config["letter_weight"]),
            concept_weight=float(config["concept_weight"]),
            length_reward=float(config["length_reward"]),
            lexicon=Lexicon.load(LEXICON),
        )
        return Recipe(
            sight,
            c=float(config["c"]),
            steps=int(config["steps"]),
            last_steps=int(config["last_steps"]),
            folds=int(config["folds"]),
            part_from=float(config["part_from"]),
        )


def _present(names: Sequence[str]) -> tuple[str, ...]:
    """A machine without an encoder can train without it; the model will say so."""
    for name in names:
        if not is_installed(name):
            logger.warning("The sentence encoder %s is not installed: training without it", name)
    return tuple(name for name in names if is_installed(name))
