"""Judged messages from JSON Lines: a file, or every .jsonl file of a folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from bot.core.evaluation.judged import Judged, judged_from


def read_judged(path: Path) -> list[Judged]:
    """Raises OSError, or ValueError that names file and line."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    return [judged for file in files for judged in _read(file)]


def _read(file: Path) -> Iterator[Judged]:
    for number, line in enumerate(_text(file).split("\n"), start=1):  # a message may hold other line ends
        if line.strip():
            try:
                yield judged_from(json.loads(line))
            except (ValueError, AttributeError) as fault:
                raise ValueError(f"{file.name}, line {number}: {fault}") from None


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{file.name} is not in UTF-8") from None
