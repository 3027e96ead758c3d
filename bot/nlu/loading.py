"""A trained model in this process: what `python -m bot parse` and tests use instead of a server."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.core.conversations import Turn
from bot.core.understanding import Parse
from bot.nlu.encoders import MissingEncoder
from bot.nlu.rasa_modules import rasa_module


class Understanding:
    """One model; not for use by several threads at once."""

    def __init__(self, model: Path) -> None:
        """Raises bot.nlu.encoders.MissingEncoder when the model needs one that is not installed."""
        self._runner, self._target = prediction_graph(model)
        self._message = rasa_module("rasa.core.channels.channel").UserMessage
        self.model_id: str = model.name.removesuffix(".tar.gz")

    def parse(self, text: str, previous: Sequence[Turn] = (), meant: str | None = None) -> Parse:
        """`previous` are the turns before, oldest first; `meant` an intent that an agent named."""
        metadata = {
            "previous": [{"sender": turn.sender.value, "text": turn.text} for turn in previous],
            "meant": meant,
        }
        message = self._message(text=text, metadata=metadata)
        message.text = text  # Rasa trims it, and offsets are those of the text as typed
        inputs = {"__message__": [message], "__tracker__": None}
        (understood,) = self._runner.run(inputs=inputs, targets=[self._target])[self._target]
        return Parse.from_document(understood.get("understanding"))


def prediction_graph(model: Path) -> tuple[Any, str]:
    """The prediction graph of any Rasa model, and the node of it that ends the NLU pipeline."""
    load_graph = rasa_module("rasa.engine.loader").load_predict_graph_runner
    storage = rasa_module("rasa.engine.storage.local_model_storage").LocalModelStorage
    runner = rasa_module("rasa.engine.runner.dask").DaskGraphRunner
    with tempfile.TemporaryDirectory() as folder:
        try:
            metadata, graph = load_graph(Path(folder), model, storage, runner)
        except Exception as fault:  # Rasa wraps whatever a component raises
            if isinstance(fault.__cause__, MissingEncoder):
                raise fault.__cause__ from None
            raise
    return graph, metadata.nlu_target


def load(model: Path) -> Understanding:
    return Understanding(model)


def record(model: Path) -> dict[str, Any]:
    """What `training` noted beside a model: data hash, encoders, counts."""
    note = model.with_name(f"{model.name.removesuffix('.tar.gz')}.json")
    noted: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
    return noted
