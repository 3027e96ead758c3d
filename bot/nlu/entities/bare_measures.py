"""What a figure without a unit measures, by the words beside it: 腰80, 我160, 155小个子, 脚长255."""

from __future__ import annotations

from bot.nlu.entities.body_cues import (
    BUILT,
    CHILD,
    GIVEN,
    NO_HEIGHT_AFTER,
    OTHER_UNIT,
    SPEAKER,
    THING,
    WEIGHED,
    WEIGHT_AFTER,
)
from bot.nlu.entities.context import Seen
from bot.nlu.entities.measure import ALONE_HEIGHT, IN_MILLIMETRES, Measure, cued
from bot.nlu.entities.numerals import numbers


def bare(seen: Seen) -> Measure | None:
    values = [] if _is_liang(seen) else numbers(seen.raw)
    if not values or OTHER_UNIT.search(seen.after):
        return None
    if seen.follows(WEIGHED):
        return Measure(seen, "weight", values[0], unit_unknown=True) if values[0] > 0 else None
    if WEIGHT_AFTER.search(seen.after):
        return Measure(seen, "weight", values[0], unit_unknown=True)
    if seen.follows(SPEAKER) and not GIVEN.search(seen.before) and not NO_HEIGHT_AFTER.search(seen.after):
        return bare_height(seen)
    name = cued(seen)
    if name is None and BUILT.search(seen.after):
        return bare_height(seen)
    value = values[0] * 100 if name == "height" and values[0] < 2.4 else values[0]
    if name == "foot" and value >= IN_MILLIMETRES:
        value /= 10
    return Measure(seen, name, value) if name else None


def _is_bare(seen: Seen) -> bool:
    return seen.mark.label == "number" and not _is_liang(seen)


def _is_liang(seen: Seen) -> bool:
    """八两, of 六斤八两."""
    return len(seen.raw) > 1 and seen.raw.endswith("两")


def bare_height(seen: Seen) -> Measure | None:
    values = numbers(seen.raw) if _is_bare(seen) and not THING.search(seen.before) else []
    if not values:
        return None
    value = values[0] * 100 if values[0] < 2.4 and "." in seen.raw else values[0]
    low = 80 if CHILD.search(seen.text) else ALONE_HEIGHT[0]
    return Measure(seen, "height", value) if low <= value <= ALONE_HEIGHT[1] else None


def bare_weight(seen: Seen) -> Measure | None:
    values = numbers(seen.raw) if _is_bare(seen) and not OTHER_UNIT.search(seen.after) else []
    is_one = bool(values) and 20 <= values[0] <= 200
    return Measure(seen, "weight", values[0], unit_unknown=True) if is_one else None
