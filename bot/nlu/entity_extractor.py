"""Reads sizes, sums, numbers, places and moments; the patterns travel inside the model."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, EXTRACTOR
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.entities.marks import read_patterns
from bot.nlu.entities.reader import EntityReader
from bot.nlu.messages import FOUND, words_of

PATTERNS = Path(__file__).parent / "patterns"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class EntityExtractor(GraphComponent):
    def __init__(self, patterns: Path, storage: ModelStorage, resource: Resource) -> None:
        self._reader = EntityReader(read_patterns(patterns))
        self._storage = storage
        self._resource = resource

    @staticmethod
    def required_packages() -> list[str]:
        return ["spacy", "cn2an"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EntityExtractor:
        return cls(PATTERNS, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> EntityExtractor:
        with model_storage.read_from(resource) as folder:
            return cls(folder, model_storage, resource)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Other patterns make another model."""
        return "".join(path.read_text(encoding="utf-8") for path in sorted(PATTERNS.glob("*.jsonl")))

    def train(self, training_data: TrainingData) -> Resource:
        with self._storage.write_to(self._resource) as folder:
            for path in PATTERNS.glob("*.jsonl"):
                shutil.copy(path, folder / path.name)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            found = self._reader.entities(words_of(message))
            message.set(FOUND, found)
            listed = [{**asdict(entity), EXTRACTOR: type(self).__name__} for entity in found]
            message.set(ENTITIES, message.get(ENTITIES, []) + listed, add_to_output=True)
        return messages
