"""from_chats.yml: accepted sentences for the next model, written whole or not at all."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from bot.core.training_candidates import TrainingLine
from bot.core.training_lines import written_lines


class TrainingFile:
    """Several threads and processes may write: each asks for the lines when its turn has come.

    So the last to write has seen what all have accepted. The lock stands in the state's folder.
    """

    def __init__(self, path: Path, lock: Path) -> None:
        self._path = path
        self._lock = lock
        self._turn = Lock()

    def write(self, lines: Callable[[], Sequence[TrainingLine]]) -> None:
        """Raises OSError."""
        with self._turn, _alone(self._lock):
            text = written_lines(lines())
            if not text:
                self._path.unlink(missing_ok=True)
            elif not self._path.exists() or self._path.read_text(encoding="utf-8") != text:
                self._put(text)

    def _put(self, text: str) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._path.with_name(f".{self._path.name}.{os.getpid()}")  # no .yml: nobody trains on it
        try:
            with unfinished.open("w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self._path)
        finally:
            unfinished.unlink(missing_ok=True)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a", encoding="ascii") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
