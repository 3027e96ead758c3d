"""End a talk. The buyer opens it again by writing."""

from __future__ import annotations

from bot.core.thread import LineKind
from bot.services.ports import Clock, Store
from bot.services.reply import existing


class Close:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def conversation(self, conversation_id: int, account: str) -> None:
        """Nobody waits in it any more, and what was suggested retires. Raises NotFound."""
        with self._store.write() as work:
            existing(work, conversation_id)
            work.conversations.close(conversation_id, self._clock())
            work.suggestions.retire(conversation_id)
            work.lines.add(conversation_id, LineKind.CLOSED, account, self._clock())
            work.audit.record(account, "close", f"conversation {conversation_id}", {})
            work.events.append("closed", conversation_id, {})
