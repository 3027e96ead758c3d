"""The buyer's register, and the wordings that mirror it (handbook A10)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.heard import spoken

BRIEF = 2 / 3
"""A wording is brief beside one that is half as long again."""


@dataclass(frozen=True)
class RegisterWords:
    """The words of data/scripts/_register.yml."""

    dear: re.Pattern[str] = re.compile(r"(?!)")
    """How familiar buyers and agents address each other: 亲."""
    formal: re.Pattern[str] = re.compile(r"(?!)")
    casual: re.Pattern[str] = re.compile(r"(?!)")
    """What does not fit a formal buyer."""
    terse_up_to: int = 0
    """Characters of a message up to which it is very short."""


NO_REGISTER_WORDS = RegisterWords()


@dataclass(frozen=True)
class Register:
    emoji: bool = False
    dear: bool = False
    formal: bool = False
    terse: bool = False


def register_of(turn: str, earlier: Sequence[str], words: RegisterWords) -> Register:
    """`earlier`: the buyer's messages before this one. How short one is, each turn decides by itself."""
    whole = "\n".join((*earlier, turn))
    return Register(
        emoji=has_emoji(whole),
        dear=words.dear.search(whole) is not None,
        formal=words.formal.search(whole) is not None,
        terse=0 < len(spoken(turn)) <= words.terse_up_to,
    )


def has_emoji(text: str) -> bool:
    return any(unicodedata.category(char) == "So" for char in text)


def mirrored(texts: Sequence[str], register: Register, words: RegisterWords) -> tuple[str, ...]:
    """The wordings that sound most like the buyer first; the given order where nothing speaks for one.

    An emoji or 亲 goes to nobody who does not use it, unless nothing else is there.
    """

    brief = max(map(len, texts), default=0) * BRIEF

    def strangeness(text: str) -> tuple[int, int, bool]:
        unlike = (has_emoji(text) != register.emoji) + (
            (words.dear.search(text) is not None) != register.dear
        )
        casual = len(words.casual.findall(text)) if register.formal else 0
        return unlike, casual, register.terse and len(text) > brief

    def too_close(text: str) -> bool:
        return (has_emoji(text) and not register.emoji) or (
            bool(words.dear.search(text)) and not register.dear
        )

    return tuple(sorted([text for text in texts if not too_close(text)] or texts, key=strangeness))
