"""What learning from chat logs needs from outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.core.chat_logs import Added, LoggedLine, LoggedTalk


class ChatLogs(Protocol):
    def add(self, talks: Sequence[LoggedTalk]) -> Added:
        """Keep the lines that are not known yet; a known talk grows. Raises LookupError for a shop."""

    def after(self, line_id: int, limit: int) -> Sequence[LoggedLine]:
        """In the order of their ids, beginning behind one; 0 begins with the first."""

    def talk(self, talk_id: int) -> Sequence[LoggedLine]:
        """In the order they were written."""

    def forget_buyer(self, pseudonym: str) -> int:
        """How many lines went."""

    def forget_for_good(self, pseudonyms: Sequence[str], at: datetime) -> None:
        """No log brings back what they wrote until then."""

    def forgotten(self, pseudonyms: Iterable[str]) -> Mapping[str, datetime]:
        """Those of them who were forgotten, and when."""

    def forget_before(self, moment: datetime, limit: int) -> int:
        """The talks that ended before it, oldest first, at most so many of them; how many lines went."""
