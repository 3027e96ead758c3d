"""Forget what only served live pages and finished sessions."""

from __future__ import annotations

from datetime import timedelta

from bot.services.ports import Clock, Store

EVENTS_KEPT = timedelta(days=7)
"""Longer than any browser sleeps; the audit trail is kept elsewhere and not touched."""


class Tidy:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def forget_old(self) -> dict[str, int]:
        """How many events and browser sessions were forgotten."""
        now = self._clock()
        with self._store.write() as work:
            return {
                "events": work.events.forget_before(now - EVENTS_KEPT),
                "sign_ins": work.accounts.forget_sign_ins(now),
            }
