"""Quick phrases (快捷短语): sentences that agents pick by hand, the shop's or one's own; no condition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from bot.core.imports import Rejected
from bot.core.phrase_variables import has_stray_braces

LONGEST_PHRASE = 500
LONGEST_SHORTCUT = 64
LONGEST_GROUP = 64

TEAM = ""
"""The owner of what the whole shop shares; else it is an account's login."""
MOST_PHRASES = 5000
"""Of the shop."""
MOST_OWN_PHRASES = 500
"""Of one agent."""

WORDING_OF_SCRIPT = re.compile(r"([a-z][a-z0-9_]*)#(\d{1,3})\.(\d{1,3})")
"""How an export names a script's wording: script, variant and wording, counted from 1."""


@dataclass(frozen=True)
class QuickPhrase:
    shortcut: str
    group: str
    """The shop's own grouping, free text."""
    text: str
    id: int = 0
    owner: str = TEAM

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same phrase of its owner in the next file."""
        return (self.group, self.shortcut or self.text)


class PhraseFault(str, Enum):
    EMPTY = "empty"
    LONG_TEXT = "long_text"
    LONG_SHORTCUT = "long_shortcut"
    LONG_GROUP = "long_group"
    BRACES = "braces"
    TAKEN = "taken"
    """The same shortcut stands in the scene, or earlier in the file, with another text."""
    BLOCKED = "blocked"
    """By the reply guard."""
    OF_A_SCRIPT = "of_a_script"
    TOO_MANY = "too_many"


class Flaw(NamedTuple):
    fault: PhraseFault
    sentence: str


@dataclass(frozen=True)
class RejectedPhrase(Rejected):
    fault: PhraseFault


def most_of(owner: str) -> int:
    return MOST_PHRASES if owner == TEAM else MOST_OWN_PHRASES


def flaw_of(phrase: QuickPhrase) -> Flaw | None:
    """Why it can't be taken."""
    if not phrase.text:
        return Flaw(PhraseFault.EMPTY, "the text is empty")
    lengths = (
        (PhraseFault.LONG_TEXT, "the text", phrase.text, LONGEST_PHRASE),
        (PhraseFault.LONG_SHORTCUT, "the shortcut", phrase.shortcut, LONGEST_SHORTCUT),
        (PhraseFault.LONG_GROUP, "the scene", phrase.group, LONGEST_GROUP),
    )
    for fault, name, value, longest in lengths:
        if len(value) > longest:
            return Flaw(fault, f"{name} has {len(value)} characters, at most {longest} are kept")
    if has_stray_braces(phrase.text):
        return Flaw(PhraseFault.BRACES, "the text holds a brace that encloses no name")
    return None


def wording_name(script: str, variant: int, wording: int) -> str:
    return f"{script}#{variant + 1}.{wording + 1}"
