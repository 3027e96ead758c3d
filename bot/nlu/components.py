"""The two kinds of graph component that ours are; Rasa fixes the signatures."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

Plain = TypeVar("Plain", bound="PlainComponent")
Trained = TypeVar("Trained", bound="TrainedComponent")


class PlainComponent(GraphComponent):
    """Learns nothing and keeps nothing."""

    @classmethod
    def create(
        cls: type[Plain],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Plain:
        return cls()


class TrainedComponent(GraphComponent):
    """Writes a folder of its own into the model when trained, and reads it when loaded."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource

    def keep(self, folder: Path) -> None:
        """Write what was learned."""
        raise NotImplementedError

    def restore(self, folder: Path) -> None:
        """Read what `keep` wrote."""
        raise NotImplementedError

    def kept(self) -> Resource:
        with self._storage.write_to(self._resource) as folder:
            self.keep(folder)
        return self._resource

    @classmethod
    def create(
        cls: type[Trained],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Trained:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls: type[Trained],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Trained:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component.restore(folder)
        return component
