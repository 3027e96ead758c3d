"""Where Rasa keeps its side of a talk: nowhere. The desk owns the conversation (docs: one buyer message).

Rasa imports this module at start, so the checking of action results is sped up from here too.
"""

from __future__ import annotations

from collections.abc import Iterable

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.trackers import DialogueStateTracker

from bot.nlu.action_results import compile_once


class ForgettingTrackerStore(TrackerStore):
    """Every turn begins with an empty tracker and a sender of its own."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep nothing."""

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        return None

    async def keys(self) -> Iterable[str]:
        return ()


compile_once()
