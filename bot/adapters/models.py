"""Trained models on disk, and which of them is active."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.core.answering_alone import Measured
from bot.core.evaluation.alone import from_document, to_document


@dataclass(frozen=True)
class Model:
    id: str
    path: Path


class Models:
    """A folder of `<id>.tar.gz`, and `active.json` with the history of activations, newest last."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._record = folder / "active.json"

    def active(self) -> Model | None:
        history = self.history()
        return self._existing(history[-1]) if history else None

    def all(self) -> list[Model]:
        paths = sorted(self._folder.glob("*.tar.gz"))
        return [Model(path.name.removesuffix(".tar.gz"), path) for path in paths]

    def named(self, model_id: str) -> Model:
        """Raises LookupError when there is no such model."""
        model = self._existing(model_id)
        if model is None:
            raise LookupError(f"there is no model {model_id} in {self._folder}")
        return model

    def activate(self, model_id: str) -> Model:
        """Raises LookupError when there is no such model."""
        model = self.named(model_id)
        history = self.history()
        if not history or history[-1] != model_id:
            self._write([*history, model_id])
        return model

    def keep_held_out(self, model_id: str, figures: Mapping[str, Measured]) -> None:
        """Beside the model: how right it was, intent by intent, about what it would answer alone."""
        path = self._held_out(self.named(model_id).id)
        _replace(path, json.dumps(to_document(figures), indent=1))

    def held_out(self) -> Mapping[str, Measured] | None:
        """Of the active model; None when it was not measured, or when the file can't be read."""
        model = self.active()
        try:
            text = self._held_out(model.id).read_text(encoding="utf-8") if model else ""
            return from_document(json.loads(text)) if text else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _held_out(self, model_id: str) -> Path:
        return self._folder / f"{model_id}.alone.json"

    def roll_back(self) -> Model:
        """Make the model before the active one active again. Raises LookupError when there is none."""
        history = self.history()
        for position in range(len(history) - 1, 0, -1):
            before = self._existing(history[position - 1])
            if before:
                self._write(history[:position])
                return before
        raise LookupError("there is no earlier model to go back to")

    def active_id(self) -> str:
        """Empty while there is none."""
        model = self.active()
        return model.id if model else ""

    def ids(self) -> list[str]:
        return [model.id for model in self.all()]

    def swap_to(self, model_id: str) -> None:
        self.activate(model_id)

    def swap_back(self) -> str:
        return self.roll_back().id

    def workshop(self, job_id: int) -> Path:
        """Where a training makes its model; nothing in there is a model yet."""
        return self._folder / f".job-{job_id}"

    def take_in(self, made: Path) -> str:
        """Move a finished model out of its workshop. The archive comes last: with it the model exists."""
        model_id = made.name.removesuffix(".tar.gz")
        for beside in sorted(made.parent.glob(f"{model_id}.*json")):
            beside.replace(self._folder / beside.name)
        made.replace(self._folder / made.name)
        return model_id

    def sweep(self, job_id: int) -> None:
        """Whatever a training has left half-made."""
        shutil.rmtree(self.workshop(job_id), ignore_errors=True)

    def _existing(self, model_id: str) -> Model | None:
        path = self._folder / f"{model_id}.tar.gz"
        return Model(model_id, path) if path.is_file() else None

    def history(self) -> list[str]:
        """The activations, newest last."""
        if not self._record.exists():
            return []
        history: list[str] = json.loads(self._record.read_text(encoding="utf-8"))["history"]
        return history

    def _write(self, history: list[str]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        _replace(self._record, json.dumps({"history": history}))


def _replace(path: Path, text: str) -> None:
    """In one step: a reader sees the old text or the new one."""
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
