"""A trained model in this process: what `python -m bot parse` and tests use instead of a server."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.core.conversations import Turn
from bot.core.understanding import Parse


class Understanding:
    """One model; not for use by several threads at once."""

    def __init__(self, model: Path) -> None:
        """Raises bot.nlu.encoders.MissingEncoder when the model needs one that is not installed."""
        os.environ["RASA_TELEMETRY_ENABLED"] = "false"
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
        loader = import_module("rasa.engine.loader")
        storage = import_module("rasa.engine.storage.local_model_storage").LocalModelStorage
        runner = import_module("rasa.engine.runner.dask").DaskGraphRunner
        self._message = import_module("rasa.core.channels.channel").UserMessage
        with tempfile.TemporaryDirectory() as folder:
            metadata, self._runner = loader.load_predict_graph_runner(Path(folder), model, storage, runner)
        self._target: str = metadata.nlu_target
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


def load(model: Path) -> Understanding:
    return Understanding(model)


def record(model: Path) -> dict[str, Any]:
    """What `training` noted beside a model: data hash, encoders, counts."""
    note = model.with_name(f"{model.name.removesuffix('.tar.gz')}.json")
    noted: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
    return noted
