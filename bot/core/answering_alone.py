"""The right to answer alone, intent by intent: what was measured, and what follows from it (handbook G4)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from bot.core.intents import Unattended

Z_ONE_SIDED = 1.6449
"""Of the normal distribution: 95 % lie below."""


class Mode(str, Enum):
    """What the shop lets the desk do with an intent while nobody is there."""

    OFF = "off"
    ASSIST = "assist"  # a holding answer, and drafts for the morning
    ANSWER = "answer"


class Why(str, Enum):
    """Why an intent may be answered alone or not; the values are reason codes."""

    CAPPED = "capped"  # data/intents.yml leaves it to people
    UNMEASURED = "unmeasured"  # the active model was not evaluated, or is never sure of it
    NO_OWN = "no_own"  # agents have decided on too few such drafts
    IMPRECISE = "imprecise"
    TOO_FEW = "too_few"  # right so far, but not often enough to be believed
    PASSES = "passes"


@dataclass(frozen=True)
class Sample:
    right: int = 0
    total: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.total if self.total else 0.0

    @property
    def at_least(self) -> float:
        """The one-sided 95 % lower bound by Wilson's score: 52 without a miss are 95 %."""
        if not self.total:
            return 0.0
        square = Z_ONE_SIDED**2
        middle = self.precision + square / (2 * self.total)
        spread = self.precision * (1 - self.precision) / self.total + square / (4 * self.total**2)
        return max((middle - Z_ONE_SIDED * math.sqrt(spread)) / (1 + square / self.total), 0.0)

    def __add__(self, other: Sample) -> Sample:
        return Sample(self.right + other.right, self.total + other.total)


@dataclass(frozen=True)
class Measured:
    """Of one intent on judged messages: those the model was sure of, and all that meant it."""

    sure: Sample
    meant: int
    found: int
    """Of those that meant it, how many it was sure of and right about."""

    @property
    def coverage(self) -> float:
        return self.found / self.meant if self.meant else 0.0


@dataclass(frozen=True)
class Evidence:
    held_out: Measured | None = None
    """On blind-written messages; None when the active model was not measured."""
    own: Sample = Sample()
    """The agents' own recent decisions, and their reviews of what was answered alone."""

    @property
    def whole(self) -> Sample:
        return (self.held_out.sure if self.held_out else Sample()) + self.own


@dataclass(frozen=True)
class Bar:
    precision: float = 0.98
    at_least: float = 0.95
    own_least: int = 10
    """So many of the shop's own decisions there must be, however well the model was measured."""

    def __post_init__(self) -> None:
        """Raises ValueError for a bar that nothing or everything would pass."""
        if not 0.9 <= self.at_least <= self.precision <= 1:
            raise ValueError("alone: the bar lies between 0.9 and 1, its lower bound not above its precision")
        if not 0 <= self.own_least <= 1000:
            raise ValueError("alone.own_least must be from 0 to 1000")

    @property
    def faultless(self) -> int | None:
        """How many without a miss reach the lower bound; None when no number does."""
        if self.at_least == 1:
            return None
        return math.ceil(self.at_least * Z_ONE_SIDED**2 / (1 - self.at_least))


def standing(cap: Unattended, evidence: Evidence, bar: Bar) -> Why:
    """Each source must reach the precision by itself, both together the lower bound."""
    if cap is not Unattended.ANSWER:
        return Why.CAPPED
    if evidence.held_out is None or not evidence.held_out.sure.total:
        return Why.UNMEASURED
    if any(one.total and one.precision < bar.precision for one in (evidence.held_out.sure, evidence.own)):
        return Why.IMPRECISE
    if evidence.own.total < bar.own_least:
        return Why.NO_OWN
    return Why.PASSES if evidence.whole.at_least >= bar.at_least else Why.TOO_FEW


@dataclass(frozen=True)
class Chosen:
    """What the shop has set for an intent; nothing on record is assist."""

    mode: Mode = Mode.ASSIST
    by: str = ""
    at: datetime | None = None
    why: str = ""
    """The reason code, where the desk itself has lowered it."""


def in_force(cap: Unattended, chosen: Mode, why: Why) -> Mode:
    """Never more than chosen, than the cap, or than what the figures bear."""
    if cap is Unattended.NEVER or chosen is Mode.OFF:
        return Mode.OFF
    return Mode.ANSWER if chosen is Mode.ANSWER and why is Why.PASSES else Mode.ASSIST


def fallen(
    caps: Mapping[str, Unattended], chosen: Mapping[str, Chosen], whys: Mapping[str, Why]
) -> list[str]:
    """The intents whose right to be answered alone the figures no longer bear."""
    return [
        intent
        for intent, one in chosen.items()
        if one.mode is Mode.ANSWER
        and in_force(caps.get(intent, Unattended.NEVER), one.mode, whys[intent]) is not Mode.ANSWER
    ]
