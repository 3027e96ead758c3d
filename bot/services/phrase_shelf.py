"""Quick phrases ready to be searched: an index for each owner, made anew when its phrases have changed."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.phrase_search import PhraseIndex
from bot.core.quick_phrases import TEAM, most_of
from bot.core.sound_index import Sounds
from bot.services.ports import Work

MOST_OWNERS = 200
"""Indexes that are kept."""


@dataclass(frozen=True)
class _Made:
    version: int
    index: PhraseIndex


class PhraseShelf:
    def __init__(self, sounds: Sounds) -> None:
        self._sounds = sounds
        self._made: dict[str, _Made] = {}
        self._empty = PhraseIndex((), sounds)

    def indexes(self, work: Work, login: str) -> tuple[PhraseIndex, PhraseIndex]:
        """An agent's own phrases and the team's."""
        versions = work.quick_phrases.versions((login, TEAM))
        own, team = (self._index(work, owner, versions.get(owner)) for owner in (login, TEAM))
        return own, team

    def _index(self, work: Work, owner: str, version: int | None) -> PhraseIndex:
        if version is None:
            return self._empty
        made = self._made.get(owner)
        if made is None or made.version != version:
            made = _Made(version, PhraseIndex(work.quick_phrases.of(owner, most_of(owner)), self._sounds))
            if len(self._made) >= MOST_OWNERS:
                self._made.clear()
            self._made[owner] = made
        return made.index
