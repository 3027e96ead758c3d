"""Judged messages as they are reported: file by file, and a folder of several files as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bot.adapters.judged_messages import read_judged
from bot.core.evaluation.judged import Judged


def judged_sets(paths: Iterable[Path]) -> dict[str, list[Judged]]:
    """Title -> messages. Raises OSError, or ValueError that names file and line."""
    sets: dict[str, list[Judged]] = {}
    for path in paths:
        files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        if len(files) > 1:
            sets[f"{path.name}, all files"] = read_judged(path)
        for file in files:
            if file.name in sets:
                raise ValueError(f"two files are called {file.name}")
            sets[file.name] = read_judged(file)
    return {title: messages for title, messages in sets.items() if messages}
