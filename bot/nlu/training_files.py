"""What Rasa reads when it trains: a project laid out so that Rasa is quick about it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.nlu.project import ProjectFiles, read_document


@dataclass(frozen=True)
class TrainingFiles:
    config: Path
    sentences: Path


def laid_out(files: ProjectFiles, folder: Path) -> TrainingFiles:
    """All sentences in one file: Rasa merges files pair by pair and checks every sentence each time."""
    paths = sorted(files.sentences.glob("*.yml"))
    blocks = [block for path in paths for block in read_document(path)["nlu"]]
    sentences, config = folder / "sentences.yml", folder / "config.yml"
    sentences.write_text(_written({"version": "3.1", "nlu": blocks}), encoding="utf-8")
    config.write_text(_written(_of_project(dict(read_document(files.config)), files)), encoding="utf-8")
    return TrainingFiles(config, sentences)


def _of_project(config: dict[str, Any], files: ProjectFiles) -> dict[str, Any]:
    """The pipeline learns from the messages of this project; without any, from none."""
    several = str(files.several.resolve()) if files.several.is_dir() else ""
    pipeline = [step | {"several": several} if step.get("several") else step for step in config["pipeline"]]
    return config | {"pipeline": pipeline}


def _written(document: dict[str, Any]) -> str:
    """JSON is YAML, too, and quicker to read; Rasa looks for the keys at the beginning of lines."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in document.items())
