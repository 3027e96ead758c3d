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
        by_file = {file.name: read_judged(file) for file in files}
        if len(files) > 1:
            sets[f"{path.name}, all files"] = [one for own in by_file.values() for one in own]
        for name, messages in by_file.items():
            if name in sets:
                raise ValueError(f"two files are called {name}")
            sets[name] = messages
    return {title: messages for title, messages in sets.items() if messages}
