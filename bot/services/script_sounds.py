"""Scripts found by the pinyin of what they are about: wl finds 查物流."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.intents import Intent
from bot.core.script_book import ScriptBook
from bot.core.scripts import Script, ScriptStatus
from bot.core.sound_index import SoundIndex, Sounds


@dataclass(frozen=True)
class _Made:
    book: ScriptBook
    scripts: tuple[Script, ...]
    index: SoundIndex


class ScriptSounds:
    def __init__(self, sounds: Sounds, intents: Mapping[str, Intent]) -> None:
        self._sounds = sounds
        self._intents = intents
        self._made: _Made | None = None

    def about(self, book: ScriptBook, typed: str) -> list[Script]:
        """Active ones; first those whose intent's name begins so."""
        made = self._made
        if made is None or made.book is not book:
            made = self._made = self._index(book)
        places = dict.fromkeys((*made.index.beginning(typed), *made.index.holding(typed)))
        return [made.scripts[place] for place in places]

    def _index(self, book: ScriptBook) -> _Made:
        named = [
            (script, self._intents[script.intent].chinese)
            for script in book.scripts
            if script.status is ScriptStatus.ACTIVE and script.intent in self._intents
        ]
        index = SoundIndex(((name,) for _, name in named), self._sounds)
        return _Made(book, tuple(script for script, _ in named), index)
