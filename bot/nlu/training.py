"""Train a Rasa model in this process and put it, whole or not at all, into a folder."""

from __future__ import annotations

import json
import logging
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from bot.nlu.intent_model import THRESHOLDS
from bot.nlu.project import ProjectFiles, components_hash, data_hash, encoders, project_files, sentence_counts
from bot.nlu.rasa_modules import rasa_module
from bot.nlu.rasa_training import run_training
from bot.nlu.training_files import TrainingFiles, laid_out

Notify = Callable[[str], None]


class TrainingFailure(RuntimeError):
    """No model came out; the message says why."""


def train(project: Path, output: Path, notify: Notify) -> Path:
    """Train on a project's data/nlu and data/rules.yml; the model is `<id>.tar.gz`.

    Beside it stand `<id>.json`, what it was made from, and `<id>.thresholds.json`, how far it may be trusted.

    `notify` is told each step. Raises TrainingFailure.
    """
    notify("Loading Rasa")
    made_at = datetime.now(timezone.utc)
    model_id = made_at.strftime("%Y%m%d-%H%M%S")
    output.mkdir(parents=True, exist_ok=True)
    files = project_files(project)
    with tempfile.TemporaryDirectory(dir=output, prefix=".training-") as scratch, _steps_told_to(notify):
        laid, archive = laid_out(files, Path(scratch)), Path(scratch) / f"{model_id}.tar.gz"
        _run(laid, files, archive)
        record = {
            "id": model_id,
            "rasa_model": _rasa_model_id(archive),
            "trained_at": made_at.isoformat(),
            "data_hash": data_hash(project),
            "components": components_hash(),
        }
        (output / f"{model_id}.json").write_text(_record(record, files), encoding="utf-8")
        thresholds = output / f"{model_id}.thresholds.json"
        thresholds.write_bytes(_kept_thresholds(archive))
        archive.replace(output / f"{model_id}.tar.gz")
    notify(f"Model {model_id} is ready")
    return output / f"{model_id}.tar.gz"


def _kept_thresholds(model: Path) -> bytes:
    """How sure it must be of what, for people and programs that don't open the archive."""
    with tarfile.open(model) as archive:
        name = next(name for name in archive.getnames() if name.endswith(THRESHOLDS))
        member = archive.extractfile(name)
        assert member is not None, "thresholds are a file"
        return member.read()


def _run(laid: TrainingFiles, files: ProjectFiles, archive: Path) -> None:
    rasa_module("rasa.utils.log_utils").configure_structlog(logging.WARNING)
    try:
        run_training(laid.config, files.domain, [laid.sentences, files.rules], archive)
    except Exception as fault:  # Rasa wraps whatever a component raises
        raise TrainingFailure(f"Rasa trained no model: {fault.__cause__ or fault}") from fault


def _rasa_model_id(model: Path) -> str:
    """Rasa's own name for a model: what its events carry, and so every suggestion."""
    storage = rasa_module("rasa.engine.storage.local_model_storage").LocalModelStorage
    return str(storage.metadata_from_archive(model).model_id)


@contextmanager
def _steps_told_to(notify: Notify) -> Iterator[None]:
    """What our components log while they train, as steps; Rasa's own chatter goes to stderr."""
    teller = _Teller(notify)
    steps = logging.getLogger("bot.nlu")
    level, steps.propagate = steps.level, False
    steps.addHandler(teller)
    steps.setLevel(logging.INFO)
    try:
        with redirect_stdout(sys.stderr):
            yield
    finally:
        steps.removeHandler(teller)
        steps.setLevel(level)
        steps.propagate = True


class _Teller(logging.Handler):
    def __init__(self, notify: Notify) -> None:
        super().__init__(logging.INFO)
        self._notify = notify

    def emit(self, record: logging.LogRecord) -> None:
        self._notify(record.getMessage())


def _record(record: dict[str, Any], files: ProjectFiles) -> str:
    counts = sentence_counts(files)
    whole = record | {"encoders": encoders(files), "sentences": sum(counts.values()), "intents": counts}
    return json.dumps(whole, ensure_ascii=False, indent=1)
