"""Forget what only served live pages and finished sessions."""

from __future__ import annotations

from datetime import timedelta

from bot.core.lockouts import LONGEST_MEMORY
from bot.services.keys import IDLE
from bot.services.ports import Clock, Store

EVENTS_KEPT = timedelta(days=7)
"""Longer than any browser sleeps; the audit trail is kept elsewhere and not touched."""
REMOVED_PHRASES_KEPT = timedelta(days=30)
"""So long a removal can be taken back."""


class Tidy:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def forget_old(self) -> dict[str, int]:
        """How many events, browser sessions, counts of failed sign-ins and removed phrases were forgotten."""
        now = self._clock()
        with self._store.write() as work:
            return {
                "events": work.events.forget_before(now - EVENTS_KEPT),
                "sign_ins": work.sign_ins.forget(now, now - IDLE),
                "sign_in_tries": work.tries.forget_before(now - LONGEST_MEMORY),
                "phrases": work.quick_phrases.forget_removed_before(now - REMOVED_PHRASES_KEPT),
            }
