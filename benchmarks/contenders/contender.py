"""What every contender can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from bot.core.conversations import Turn
from bot.core.understanding import Parse

Reader = Callable[[str, Sequence[Turn]], Parse]
"""Understands a message; the turns before it come oldest first."""


class Contender(Protocol):
    def train(self, project: Path, folder: Path) -> None:
        """Learn from a project's data/nlu, and put whatever `load` needs into the folder."""

    def load(self, folder: Path) -> Reader:
        """Read what `train` has put there."""
