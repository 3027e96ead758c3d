"""Reads sizes, sums, numbers, places and moments; the patterns travel inside the model."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, EXTRACTOR
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.components import TrainedComponent
from bot.nlu.entities.marks import read_patterns
from bot.nlu.entities.reader import EntityReader
from bot.nlu.messages import FOUND, words_of

PATTERNS = Path(__file__).parent / "patterns"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class EntityExtractor(TrainedComponent):
    _reader: EntityReader

    @staticmethod
    def required_packages() -> list[str]:
        return ["spacy", "cn2an"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Other patterns make another model."""
        return "".join(path.read_text(encoding="utf-8") for path in sorted(PATTERNS.glob("*.jsonl")))

    def train(self, training_data: TrainingData) -> Resource:
        return self.kept()

    def keep(self, folder: Path) -> None:
        for path in PATTERNS.glob("*.jsonl"):
            shutil.copy(path, folder / path.name)

    def restore(self, folder: Path) -> None:
        self._reader = EntityReader(read_patterns(folder))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            found = self._reader.entities(words_of(message))
            message.set(FOUND, found)
            listed = [{**asdict(entity), EXTRACTOR: type(self).__name__} for entity in found]
            message.set(ENTITIES, message.get(ENTITIES, []) + listed, add_to_output=True)
        return messages
