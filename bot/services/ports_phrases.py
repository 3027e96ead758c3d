"""What the services of quick phrases need of the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.core.quick_phrases import MOST_PHRASES, QuickPhrase


class QuickPhrases(Protocol):
    def versions(self, owners: Sequence[str]) -> Mapping[str, int]:
        """Another one after every change of an owner's phrases; owners who never had any are not there."""

    def of(self, owner: str, limit: int = MOST_PHRASES) -> Sequence[QuickPhrase]:
        """By group and shortcut."""

    def get(self, phrase_id: int, *, removed: bool = False) -> QuickPhrase | None:
        """One that is there, or one that was removed lately."""

    def put(self, phrase: QuickPhrase, author: str, at: datetime) -> int:
        """Add it, or change the one with its id, also one that was removed; the id."""

    def remove(self, phrase_id: int, at: datetime) -> bool:
        """Whether there was one."""

    def forget_removed_before(self, moment: datetime) -> int: ...
    def used(self, login: str, phrase_id: int, at: datetime) -> None: ...
    def recent(self, login: str, limit: int) -> Sequence[int]:
        """What an agent used last, newest first."""
