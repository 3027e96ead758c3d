"""Whether a candidate model may take the active one's place. What the rules are for: docs/adr/0008."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from bot.core.evaluation.judged import Kind
from bot.core.evaluation.shares import Figure, share
from bot.core.model_readings import JudgedOn, Reading, is_grave

BLOCKS_BELOW = 0.1
"""Below this chance losses are not taken for luck: four of them without a gain (0.0625); three may be."""
LEAST_MESSAGES = 100
"""On fewer nothing is proved."""
MOST_CHANGES = 200
"""Examples that are kept of each kind of change."""
RULED = (JudgedOn.HELD_OUT, JudgedOn.DECIDED)


class Rule(str, Enum):
    ENOUGH = "enough"  # messages to judge on
    OVERALL = "overall"  # loses no more than it gains, luck aside
    GRAVE = "grave"  # the same on money and complaint
    ALONE = "alone"  # no new error that nobody would have read
    SHADOW = "shadow"  # people's word on what it read otherwise beside the active model


@dataclass(frozen=True)
class Ruling:
    rule: Rule
    on: str
    """A `JudgedOn`; empty for a rule over all."""
    gained: int
    lost: int
    """Of ENOUGH: messages that there are, and that are missing. Of ALONE: lost are the new errors."""
    chance: float
    """Of losing so many or more of what changed, were neither model the better one."""
    passes: bool


@dataclass(frozen=True)
class Compared:
    """Both models on the same messages."""

    name: str
    count: int
    active: Figure
    candidate: Figure
    gained: int
    lost: int
    grave: bool = False


@dataclass(frozen=True)
class Change:
    """A message that one of them understood and the other did not."""

    on: str
    text: str
    """Empty on the frozen set: whoever reads it would write training sentences like it."""
    meant: tuple[str, ...]
    active: tuple[str, ...]
    candidate: tuple[str, ...]
    won: bool
    alone: bool
    """The candidate would have answered it alone, and wrongly."""


@dataclass(frozen=True)
class Verdict:
    rulings: tuple[Ruling, ...]
    sets: tuple[Compared, ...]
    """By `JudgedOn`."""
    intents: tuple[Compared, ...]
    """Over all ruled sets; those that changed first."""
    changes: tuple[Change, ...]
    """Losses first."""

    @property
    def passes(self) -> bool:
        return all(ruling.passes for ruling in self.rulings)


def chance_of_losses(gained: int, lost: int) -> float:
    """The one-sided exact sign test: of so many losses or more among the messages that changed."""
    changed = gained + lost
    ways: int = sum(math.comb(changed, count) for count in range(lost, changed + 1))
    return float(ways / 2**changed)


def verdict(read: Mapping[JudgedOn, Sequence[Reading]], answerable: Collection[str]) -> Verdict:
    """`answerable` are the intents that may be answered alone at all.

    Messages judged for their entities only say nothing: those are read by patterns, which no model learns.
    """
    sets = {
        on: [one for one in readings if one.judged.kind is not Kind.ENTITIES] for on, readings in read.items()
    }
    ruled = [one for on in RULED for one in sets.get(on, ())]
    return Verdict(
        rulings=(_enough(len(ruled)), *_rulings(sets, answerable)),
        sets=tuple(_compared(on.value, sets[on]) for on in JudgedOn if sets.get(on)),
        intents=_by_intent(ruled),
        changes=_changes(sets, answerable),
    )


def ruling_of_shadow(active_right: int, candidate_right: int) -> Ruling:
    """What people said of differences while the candidate ran in the shadow; no differences pass."""
    chance = chance_of_losses(candidate_right, active_right)
    return Ruling(Rule.SHADOW, "", candidate_right, active_right, chance, chance >= BLOCKS_BELOW)


def _enough(count: int) -> Ruling:
    missing = max(LEAST_MESSAGES - count, 0)
    return Ruling(Rule.ENOUGH, "", count, missing, 1.0, not missing)


def _rulings(sets: Mapping[JudgedOn, Sequence[Reading]], answerable: Collection[str]) -> list[Ruling]:
    found = []
    for on in RULED:
        readings = sets.get(on, ())
        if readings:
            errors = sum(one.is_new_alone_error(answerable) for one in readings)
            found += [
                _paired(Rule.OVERALL, on, readings),
                _paired(Rule.GRAVE, on, [one for one in readings if one.is_grave]),
                Ruling(Rule.ALONE, on.value, 0, errors, 1.0, not errors),
            ]
    return found


def _paired(rule: Rule, on: JudgedOn, readings: Sequence[Reading]) -> Ruling:
    gained, lost = (sum(one.gained for one in readings), sum(one.lost for one in readings))
    chance = chance_of_losses(gained, lost)
    return Ruling(rule, on.value, gained, lost, chance, chance >= BLOCKS_BELOW)


def _compared(name: str, readings: Sequence[Reading], *, grave: bool = False) -> Compared:
    active = share("active", [one.active_right for one in readings])
    candidate = share("candidate", [one.candidate_right for one in readings])
    assert active and candidate, "only what was read is compared"
    gained, lost = sum(one.gained for one in readings), sum(one.lost for one in readings)
    return Compared(name, len(readings), active, candidate, gained, lost, grave)


def _by_intent(readings: Sequence[Reading]) -> tuple[Compared, ...]:
    own: dict[str, list[Reading]] = defaultdict(list)
    for one in readings:
        for intent in one.rows:
            own[intent].append(one)
    rows = [_compared(intent, found, grave=is_grave(intent)) for intent, found in own.items()]
    return tuple(sorted(rows, key=lambda row: (-row.lost, -row.gained, row.name)))


def _changes(sets: Mapping[JudgedOn, Sequence[Reading]], answerable: Collection[str]) -> tuple[Change, ...]:
    found = [
        Change(
            on=on.value,
            text="" if on is JudgedOn.HELD_OUT else one.judged.text,
            meant=one.judged.intents,
            active=one.active.intents,
            candidate=one.candidate.intents,
            won=one.gained,
            alone=one.is_new_alone_error(answerable),
        )
        for on in RULED
        for one in sets.get(on, ())
        if one.gained or one.lost or one.is_new_alone_error(answerable)
    ]
    found.sort(key=_place)
    won = [change for change in found if change.won]
    return tuple([change for change in found if not change.won][:MOST_CHANGES] + won[:MOST_CHANGES])


def _place(change: Change) -> tuple[Any, ...]:
    """Losses first, and of them what nobody would have read; the rest makes the order the same every time."""
    told = (change.on, change.meant, change.text, change.active, change.candidate)
    return change.won, not change.alone, *told
