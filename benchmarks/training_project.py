"""The project that every contender learns from: ours, or a sample of it for a quick look."""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from bot.adapters.training_data import read_sentences

PROJECT = Path(__file__).resolve().parent.parent
LEAST = 5
"""Sentences of an intent in a sample: our training parts them fourfold."""
SEED = 20


def training_project(folder: Path, sentences: int | None) -> Path:
    """A copy of what training reads; with about so many sentences, or with all."""
    shutil.copy(PROJECT / "config.yml", folder)
    shutil.copy(PROJECT / "domain.yml", folder)
    (folder / "data").mkdir()
    shutil.copy(PROJECT / "data" / "rules.yml", folder / "data")
    shutil.copytree(PROJECT / "data" / "several", folder / "data" / "several")
    if sentences is None:
        shutil.copytree(PROJECT / "data" / "nlu", folder / "data" / "nlu")
    else:
        (folder / "data" / "nlu").mkdir()
        sample = _sampled(read_sentences(PROJECT / "data" / "nlu"), sentences)
        (folder / "data" / "nlu" / "sample.yml").write_text(_document(sample), encoding="utf-8")
    return folder


def _sampled(by_intent: Mapping[str, Sequence[str]], count: int) -> dict[str, list[str]]:
    """The same share of each intent."""
    chance = random.Random(SEED)  # noqa: S311 - the same sample every time
    share = count / sum(len(own) for own in by_intent.values())
    sizes = {intent: max(LEAST, round(share * len(own))) for intent, own in by_intent.items()}
    return {intent: chance.sample(own, min(sizes[intent], len(own))) for intent, own in by_intent.items()}


def _document(by_intent: Mapping[str, Sequence[str]]) -> str:
    blocks = [
        {"intent": intent, "examples": "".join(f"- {sentence}\n" for sentence in own)}
        for intent, own in by_intent.items()
    ]
    return yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True)
