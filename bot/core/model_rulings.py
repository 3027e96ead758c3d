"""The rules that a candidate must pass, each with its figures. What they are for: docs/adr/0008."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.core.model_readings import JudgedOn, Reading

BLOCKS_BELOW = 0.1
"""Below this chance losses are not taken for luck: four of them without a gain (0.0625); three may be."""
LEAST_MESSAGES = 100
"""On fewer nothing is proved."""
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


def chance_of_losses(gained: int, lost: int) -> float:
    """The one-sided exact sign test: of so many losses or more among the messages that changed."""
    changed = gained + lost
    ways: int = sum(math.comb(changed, count) for count in range(lost, changed + 1))
    return float(ways / 2**changed)


def ruling_of_shadow(active_right: int, candidate_right: int) -> Ruling:
    """What people said of differences while the candidate ran in the shadow; no differences pass."""
    chance = chance_of_losses(candidate_right, active_right)
    return Ruling(Rule.SHADOW, "", candidate_right, active_right, chance, chance >= BLOCKS_BELOW)


def enough(count: int) -> Ruling:
    missing = max(LEAST_MESSAGES - count, 0)
    return Ruling(Rule.ENOUGH, "", count, missing, 1.0, not missing)


def rulings(sets: Mapping[JudgedOn, Sequence[Reading]], answerable: Collection[str]) -> list[Ruling]:
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
