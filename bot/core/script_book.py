"""All scripts of a shop, with the vocabulary they are written in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.core.fact_vocabulary import Vocabulary
from bot.core.joints import NO_JOINTS, Joints
from bot.core.register import NO_REGISTER_WORDS, RegisterWords
from bot.core.scripts import Script, ScriptStatus


class ScriptBook:
    def __init__(
        self,
        scripts: Sequence[Script],
        vocabulary: Vocabulary,
        joints: Joints = NO_JOINTS,
        register_words: RegisterWords = NO_REGISTER_WORDS,
    ) -> None:
        self.scripts = tuple(scripts)
        self.vocabulary = vocabulary
        self.joints = joints
        self.register_words = register_words
        self._active: dict[str, list[Script]] = defaultdict(list)
        for script in sorted(scripts, key=lambda script: (script.rank, script.name)):
            if script.status is ScriptStatus.ACTIVE:
                self._active[script.intent].append(script)

    def overlaid(self, edited: Mapping[str, Script]) -> ScriptBook:
        """With these scripts, by name, in the place of its own or beside them."""
        scripts = {script.name: script for script in self.scripts} | dict(edited)
        return ScriptBook(tuple(scripts.values()), self.vocabulary, self.joints, self.register_words)

    def answering(self, intent: str) -> tuple[Script, ...]:
        """The active scripts of an intent, in the order they are offered."""
        return tuple(self._active.get(intent, ()))

    def named(self, name: str) -> Script | None:
        return next((script for script in self.scripts if script.name == name), None)
