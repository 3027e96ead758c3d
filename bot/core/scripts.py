"""Scripts (话术): scripted replies as data, and what one of them says to given facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from bot.core.fact_meanings import Conditions
from bot.core.heard import heard
from bot.core.intents import Unattended
from bot.core.parts import PartKind
from bot.core.suggestions import Facts, FactValue

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
Say = Callable[[str, FactValue], str]
"""(fact, value) -> the value as people read it."""


class ScriptStatus(str, Enum):
    DRAFT = "draft"
    ACTIVE = "active"
    RETIRED = "retired"


@dataclass(frozen=True)
class Variant:
    texts: tuple[str, ...]
    """Wordings of the same content, so that drafts vary between turns."""
    when: Conditions = field(default_factory=lambda: MappingProxyType({}))
    """Equality and membership only; empty holds always."""
    part: PartKind | None = None
    """Where it differs from the script's."""
    unattended: Unattended | None = None
    """At most this, where the wording is a person's next step; None for whatever the script may."""

    @property
    def variables(self) -> frozenset[str]:
        """The facts that any of the wordings states."""
        return frozenset(name for text in self.texts for name in PLACEHOLDER.findall(text))

    def holds(self, facts: Facts) -> bool:
        allowed = all(name in facts and facts[name] in values for name, values in self.when.items())
        return allowed and all(facts.get(name, "") != "" for name in self.variables)

    def rests_on(self, facts: Facts) -> Facts:
        """The facts that this variant was chosen for or states."""
        names = {*self.when, *self.variables}
        return {name: value for name, value in facts.items() if name in names}


@dataclass(frozen=True)
class Case:
    """A worked example: what a buyer says, the facts, and a wording that must come out."""

    buyer: str
    facts: Facts
    expect: str


@dataclass(frozen=True)
class Script:
    name: str
    scene: str
    intent: str
    status: ScriptStatus
    unattended: Unattended
    variants: tuple[Variant, ...]
    cases: tuple[Case, ...] = ()
    rank: int = 1
    """Scripts of one intent are offered in this order, then by name."""
    optional: bool = False
    """Whether it may have nothing to say."""
    part: PartKind = PartKind.ANSWER
    """What it is in a reply to several wishes."""

    def cap(self, variant: Variant) -> Unattended:
        """What may be done with this variant while nobody is at the desk."""
        caps = [self.unattended, variant.unattended or self.unattended]
        return min(caps, key=lambda cap: cap.freedom)


def choose(script: Script, facts: Facts) -> Variant | None:
    """The first variant whose conditions hold and whose variables are all known."""
    return next((variant for variant in script.variants if variant.holds(facts)), None)


def render(text: str, facts: Facts, say: Say) -> str:
    """The wording with its values filled in, each as plain text on one line.

    Raises KeyError for a fact that is not there.
    """

    def value(match: re.Match[str]) -> str:
        return say(match[1], facts[match[1]])

    return PLACEHOLDER.sub(value, text)


def wordings(variant: Variant, facts: Facts, say: Say) -> tuple[str, ...]:
    return tuple(render(text, facts, say) for text in variant.texts)


def by_turn(texts: Sequence[str], turn: int) -> tuple[str, ...]:
    """The wordings, another one first each turn."""
    start = turn % len(texts)
    return (*texts[start:], *texts[:start])


def pick_wording(texts: Sequence[str], already_said: Collection[str]) -> str:
    """The first that the talk has not heard; what it has heard only if nothing else is left."""
    return next((text for text in texts if not heard(text, already_said)), texts[0])
