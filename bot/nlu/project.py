"""The files of the Rasa project that a model is made from."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.core.training_sentences import examples
from bot.core.wish_borders import PartedMessage, parted_message
from bot.nlu.encoders import is_installed
from bot.nlu.simplified import simplified

CODE = Path(__file__).resolve().parent
SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class ProjectFiles:
    config: Path
    domain: Path
    sentences: Path
    several: Path
    rules: Path


def project_files(project: Path) -> ProjectFiles:
    data = project / "data"
    return ProjectFiles(
        project / "config.yml", project / "domain.yml", data / "nlu", data / "several", data / "rules.yml"
    )


def components_hash() -> str:
    """Changes with the code and patterns of our components: a model made by others may not load."""
    return _digest([*CODE.rglob("*.py"), *CODE.rglob("*.jsonl"), *CODE.rglob("*.txt")])


def data_hash(project: Path) -> str:
    """Changes with every file that shapes a model: sentences, rules, domain, pipeline, components."""
    files = project_files(project)
    shaping = [
        files.config,
        files.domain,
        files.rules,
        *files.sentences.glob("*.yml"),
        *files.several.glob("*.yml"),
    ]
    return _digest(shaping) + components_hash()


def _digest(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def sentence_counts(files: ProjectFiles) -> dict[str, int]:
    """Intent -> how many training sentences."""
    counts: Counter[str] = Counter()
    for path in sorted(files.sentences.glob("*.yml")):
        for block in read_document(path)["nlu"]:
            counts[block["intent"]] += len(examples(block["examples"]))
    return dict(sorted(counts.items()))


def parted_documents(folder: Path) -> list[dict[str, Any]]:
    """`{"intents", "text"}` of every file of a folder."""
    files = sorted(folder.glob("*.yml"))
    return [document for file in files for document in read_document(file)]


def parted_messages(folder: Path) -> list[PartedMessage]:
    """Raises ValueError for a border too many."""
    return [parted_message(document, simplified) for document in parted_documents(folder)]


def encoders(files: ProjectFiles) -> list[str]:
    """The sentence encoders that the pipeline names and this machine has."""
    named = (name for step in read_document(files.config)["pipeline"] for name in step.get("encoders", ()))
    return [name for name in named if is_installed(name)]


def read_document(path: Path) -> Any:
    """libyaml's parser where it is there: ten times as fast, which training on many sentences feels."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=SafeLoader)  # noqa: S506 - a safe one
