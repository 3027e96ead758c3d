"""All scripts of a shop, with the vocabulary they are written in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.core.fact_vocabulary import Vocabulary
from bot.core.scripts import Script, ScriptStatus


class ScriptBook:
    def __init__(self, scripts: Sequence[Script], vocabulary: Vocabulary) -> None:
        self.scripts = tuple(scripts)
        self.vocabulary = vocabulary
        self._active: dict[str, list[Script]] = defaultdict(list)
        for script in sorted(scripts, key=lambda script: (script.rank, script.name)):
            if script.status is ScriptStatus.ACTIVE:
                self._active[script.intent].append(script)

    def answering(self, intent: str) -> tuple[Script, ...]:
        """The active scripts of an intent, in the order they are offered."""
        return tuple(self._active.get(intent, ()))

    def named(self, name: str) -> Script | None:
        return next((script for script in self.scripts if script.name == name), None)
