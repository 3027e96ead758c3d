"""data/scripts/_labels.yml: what the console calls facts and their values."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.adapters.scripts.documents import read_source
from bot.core.fact_labels import FactLabels

LABELS = "_labels.yml"


def load_labels(data: Path) -> FactLabels:
    """Raises ValueError with one sentence for a file of another kind."""
    source = read_source(data / "scripts" / LABELS, data.parent)
    if source.fault or not isinstance(source.document, Mapping):
        raise ValueError(f"{LABELS} is no list of labels: {source.fault or 'not a mapping'}")
    names: dict[str, str] = {}
    values: dict[str, Mapping[str, str]] = {}
    for fact, label in source.document.items():
        if isinstance(label, Mapping):
            names[fact] = str(label["name"])
            values[fact] = {str(value): str(word) for value, word in label.get("values", {}).items()}
        else:
            names[fact] = str(label)
    return FactLabels(names, values)
