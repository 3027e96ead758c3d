"""What a model made of a frozen set, kept beside the model: it never changes, and reading takes a while."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Sequence
from pathlib import Path

from bot.core.understanding import Parse


class KeptAnswers:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, model: str, judged: Path) -> list[Parse] | None:
        """None when it was not kept, or can't be read."""
        try:
            with gzip.open(self._file(model, judged), "rt", encoding="utf-8") as file:
                return [Parse.from_document(document) for document in json.load(file)]
        except (OSError, EOFError, ValueError, KeyError, TypeError, zlib.error):
            return None

    def keep(self, model: str, judged: Path, parses: Sequence[Parse]) -> None:
        file = self._file(model, judged)
        fresh = file.with_suffix(f".{os.getpid()}")
        with gzip.open(fresh, "wt", encoding="utf-8", compresslevel=3) as written:
            json.dump([parse.to_document() for parse in parses], written, ensure_ascii=False)
        fresh.replace(file)

    def _file(self, model: str, judged: Path) -> Path:
        return self._folder / f"{model}.{_digest(judged)}.answers.gz"


def _digest(judged: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(judged.glob("*.jsonl")) if judged.is_dir() else [judged]:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
