"""How several answers become one reply: the rules of data/scripts/_joints.yml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class Once:
    """Something that a reply says at most once: an apology, a greeting."""

    sign: re.Pattern[str]
    """By what it is known to have been said."""
    phrases: Patterns
    """Phrases that say nothing else and are left out then."""
    in_a_talk: bool = False
    """Whether having said it in an earlier turn counts."""


@dataclass(frozen=True)
class Rewording:
    pattern: re.Pattern[str]
    into: str


@dataclass(frozen=True)
class Joints:
    longest: int = 120
    """Characters of a joined reply; the least urgent parts that do not fit stay suggestions of their own."""
    comfortable: int = 70
    """From here on asides are left out."""
    links: tuple[str, ...] = ()
    """What leads over to another matter, each used once."""
    matters: tuple[frozenset[str], ...] = ()
    """Scenes that belong to one matter: no link is needed between them."""
    openings: Patterns = ()
    """Phrases that open an answer and are left out where it is not the first."""
    once: Mapping[str, Once] = field(default_factory=lambda: MappingProxyType({}))
    asks: Patterns = ()
    """Besides the question mark, by what a phrase is known to ask for something."""
    closers: Patterns = ()
    """Questions that round an answer off and may be left out."""
    holds: Patterns = ()
    """By what a word is known that something is looked up first; it comes after the answers."""
    softeners: tuple[str, ...] = ()
    asides: Patterns = ()
    again: tuple[Rewording, ...] = ()
    """How the order of the talk is called when it is named again."""
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Fact -> what its value is called when it is named again."""
    not_first: tuple[Rewording, ...] = ()
    """Beginnings that need a word before them when they do not begin the reply."""
    other_order: str = ""
    """Put before an answer that does not name its order, when the reply is about several."""
    identities: frozenset[str] = frozenset()
    """Facts that name something; repeating them repeats no statement."""
    several: frozenset[str] = frozenset()
    """Facts of which there may be several: another value contradicts nothing."""
    covers: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    """Wish -> the wishes that its answer answers too."""
    contradictions: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = ()
    """What never stands in one reply about the same order."""

    def is_opening(self, words: str) -> bool:
        return fits(self.openings, words)

    def asks_for(self, words: str) -> bool:
        return any(pattern.search(words) for pattern in self.asks)

    def same_matter(self, scene: str, other: str) -> bool:
        return scene == other or any({scene, other} <= matter for matter in self.matters)


def only_checks(text: str, joints: Joints) -> bool:
    """Whether an answer just says that something is looked up first."""
    return any(pattern.search(text) for pattern in joints.holds)


NO_JOINTS = Joints()


def fits(patterns: Patterns, words: str) -> bool:
    return any(pattern.fullmatch(words) for pattern in patterns)
