"""Body measures: heights and weights in the many ways they are typed, never a price or a parcel's weight.

Lengths in cm, weight in kg, age in months.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from bot.core.measures import is_plausible
from bot.core.understanding import Entity
from bot.nlu.entities.bare_measures import bare_height, bare_weight
from bot.nlu.entities.context import Seen
from bot.nlu.entities.measure import JIN, Measure
from bot.nlu.entities.numerals import numbers
from bot.nlu.entities.told_measures import told

USUAL_BMI = 21.5
USUAL_CHILD_BMI = 16.0
CHILD_BELOW = 140
"""cm; smaller bodies are children's."""
JIN_FROM = 80
"""A bare weight from here on is in 斤 when no height says otherwise."""

FIGURES = frozenset({"number", "centimetres", "metres", "feet", "jin", "kilograms", "years", "months"})
NAMES = {"foot": "foot_length"}
"""Where the entity is called otherwise than the measure of bot.core.measures."""

_THREE = re.compile(r"三围(?:是|分别|大概|:| )*$")
_PAIRED = re.compile(r"[\s,/、;.-]{0,3}|的|高|重|[\s,/]?体重[是:]?")


def body_entities(marks: Sequence[Seen]) -> Iterator[Entity]:
    """From the marks of one text, in order."""
    figures = [seen for seen in marks if seen.mark.label in FIGURES]
    single = [told(seen) for seen in figures]
    for place in range(len(figures) - 1):
        if _stand_together(figures[place], figures[place + 1]):
            single[place : place + 2] = _paired(figures[place : place + 2], single[place : place + 2])
        if _THREE.search(figures[place].before):
            single[place : place + 3] = _girths(figures[place : place + 3])
    measures = [measure for measure in single if measure]
    height = next((measure.value for measure in measures if measure.name == "height"), None)
    for measure in measures:
        value = _weighed(measure.value, height) if measure.unit_unknown else measure.value
        if is_plausible(measure.name, value):
            yield measure.seen.entity(NAMES.get(measure.name, measure.name), round(value, 1))


def _stand_together(first: Seen, second: Seen) -> bool:
    between = first.text[first.mark.end : second.mark.start]
    return _PAIRED.fullmatch(between) is not None


def _paired(seen: Sequence[Seen], single: Sequence[Measure | None]) -> list[Measure | None]:
    """165 108, 163/52, 168cm 110: a height and a weight beside each other."""
    first, second = single
    if first is None and (second is None or second.name == "weight"):
        first = bare_height(seen[0])
    if first and first.name == "height" and second is None:
        second = bare_weight(seen[1])
    elif first and first.name == "weight" and second is None:
        second = bare_height(seen[1])
    return [first, second] if first and second else list(single)


def _girths(three: Sequence[Seen]) -> list[Measure | None]:
    """三围86 66 90."""
    values = [next(iter(numbers(seen.raw)), 0.0) for seen in three]
    return [
        Measure(seen, name, value)
        for seen, name, value in zip(three, ("bust", "waist", "hip"), values, strict=False)
    ]


def _weighed(value: float, height: float | None) -> float:
    """A weight without a unit in kg: 斤 or kg, whichever makes the likelier body."""
    if height is None:
        return value * JIN if value >= JIN_FROM else value
    usual = USUAL_CHILD_BMI if height < CHILD_BELOW else USUAL_BMI

    def oddness(kilograms: float) -> float:
        return abs(math.log(kilograms / (height / 100) ** 2 / usual))

    return min((value * JIN, value), key=oddness)
