"""A mark in its surroundings, and the entity it turns out to be."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.core.understanding import Entity
from bot.nlu.entities.marks import Mark

NEAR = 6
"""Characters before and after a mark that may say what it is."""
AS_TYPED = ""
"""Value of what has no other name than the buyer's own words."""


@dataclass(frozen=True)
class Seen:
    """A mark and the normalised text around it."""

    mark: Mark
    text: str

    @property
    def raw(self) -> str:
        return self.text[self.mark.start : self.mark.end]

    @property
    def before(self) -> str:
        return self.text[max(0, self.mark.start - NEAR) : self.mark.start]

    @property
    def after(self) -> str:
        return self.text[self.mark.end : self.mark.end + NEAR]

    def follows(self, cue: re.Pattern[str]) -> bool:
        """Whether the cue stands right before, with at most small words between."""
        return cue.search(self.before) is not None

    def gap(self, later: Seen) -> str:
        """What stands between this mark and a later one."""
        return self.text[self.mark.end : later.mark.start]

    def spanning(self, start: int, end: int) -> Seen:
        """The same mark over other characters."""
        return replace(self, mark=replace(self.mark, start=start, end=end))

    def entity(self, name: str, value: str | float) -> Entity:
        """With offsets in the normalised text."""
        return Entity(name, value, self.raw, self.mark.start, self.mark.end)


def cue(words: str) -> re.Pattern[str]:
    """A pattern for "one of these words, then nothing but 是, 有, 大概 …"."""
    return re.compile(rf"(?:{words})(?:是|为|有|大概|约|大约|差不多|才|就|:|=|在|的| )*$")
