"""Two people in one talk see each other."""

from __future__ import annotations

from datetime import timedelta

from bot.core.presence import PRESENT_FOR, Viewer, is_news, others_here
from bot.services.faults import NotFound
from bot.services.ports import Clock, Store

PRESENCE = "presence"
"""Kind of event: somebody has come to a talk, begun to type or stopped. A steady look makes none."""
KEPT = timedelta(minutes=10)


class LookingOn:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def beat(self, conversation_id: int, login: str, *, typing: bool) -> tuple[Viewer, ...]:
        """Somebody has the talk open; who else has. Raises NotFound."""
        now = self._clock()
        with self._store.write() as work:
            if work.conversations.get(conversation_id) is None:
                raise NotFound(f"there is no conversation {conversation_id}")
            before = work.viewers.get(conversation_id, login)
            work.viewers.put(conversation_id, Viewer(login, now, typing))
            if is_news(before, now, typing=typing):
                work.viewers.forget_before(now - KEPT)
                work.events.append(PRESENCE, conversation_id, {"login": login, "typing": typing})
            return others_here(work.viewers.of(conversation_id, now - PRESENT_FOR), login, now)

    def others(self, conversation_id: int, login: str) -> tuple[Viewer, ...]:
        now = self._clock()
        with self._store.read() as work:
            return others_here(work.viewers.of(conversation_id, now - PRESENT_FOR), login, now)
