"""Quick phrases (快捷短语): sentences of the shop that agents pick by hand; no fact, no condition."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_PHRASE = 500
LONGEST_SHORTCUT = 64
LONGEST_GROUP = 64

WORDING_OF_SCRIPT = re.compile(r"([a-z][a-z0-9_]*)#(\d{1,3})\.(\d{1,3})")
"""How an export names a script's wording: script, variant and wording, counted from 1."""


@dataclass(frozen=True)
class QuickPhrase:
    shortcut: str
    group: str
    """The shop's own grouping, free text."""
    text: str
    id: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same phrase in the next file."""
        return (self.group, self.shortcut or self.text)


def fault_of(phrase: QuickPhrase) -> str | None:
    """Why it can't be taken, in one sentence."""
    if not phrase.text:
        return "the text is empty"
    lengths = (
        ("the text", phrase.text, LONGEST_PHRASE),
        ("the shortcut", phrase.shortcut, LONGEST_SHORTCUT),
        ("the scene", phrase.group, LONGEST_GROUP),
    )
    for name, value, longest in lengths:
        if len(value) > longest:
            return f"{name} has {len(value)} characters, at most {longest} are kept"
    if "{" in phrase.text or "}" in phrase.text:
        return "the text holds a placeholder, which only a script can fill"
    return None


def wording_name(script: str, variant: int, wording: int) -> str:
    return f"{script}#{variant + 1}.{wording + 1}"
