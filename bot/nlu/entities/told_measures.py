"""What a single figure measures on a body, by its unit or by a word beside it.

Lengths in cm, weight in kg, age in months.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.nlu.entities.body_cues import (
    CHILD,
    FURNITURE,
    GOODS,
    LASTING,
    MEASURED,
    OTHER_UNIT,
    PACKED,
    SPEAKER,
    THING,
    WEIGHED,
)
from bot.nlu.entities.context import Seen
from bot.nlu.entities.numerals import number

JIN = 0.5
CHI = 100 / 3
ALONE_HEIGHT = (130, 210)
ALONE_WEIGHT = (30, 150)
"""cm and kg that are a body's without a word saying so."""


@dataclass(frozen=True)
class Measure:
    seen: Seen
    name: str
    value: float
    unit_unknown: bool = False
    """A weight that may be 斤 or kg."""


def told(seen: Seen) -> Measure | None:
    """What its unit, or a word in front, says it is."""
    readers = {
        "centimetres": _length,
        "metres": _metres,
        "feet": _feet,
        "jin": _jin,
        "kilograms": _kilograms,
        "years": _years,
        "months": _months,
        "number": _bare,
    }
    reader = readers.get(seen.mark.label)
    return reader(seen) if reader else None


def _numbers(seen: Seen) -> list[float]:
    found = (
        number(part) for part in re.findall(r"\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+", seen.raw)
    )
    return [value for value in found if value is not None]


def _cued(seen: Seen) -> str | None:
    """The measure that the words right before name; a wardrobe has a height too, but no body's."""
    name = next((name for name, before in MEASURED.items() if seen.follows(before)), None)
    return None if name == "height" and FURNITURE.search(seen.text) else name


def _length(seen: Seen) -> Measure | None:
    values = _numbers(seen)
    return _as_length(seen, values[0]) if values else None


def _as_length(seen: Seen, value: float) -> Measure | None:
    if name := _cued(seen):
        return Measure(seen, name, value)
    if seen.after.startswith("脚"):
        return Measure(seen, "foot", value)
    if THING.search(seen.before) or FURNITURE.search(seen.text):
        return None
    low = 50 if CHILD.search(seen.text) else ALONE_HEIGHT[0]
    return Measure(seen, "height", value) if low <= value <= ALONE_HEIGHT[1] else None


def _metres(seen: Seen) -> Measure | None:
    values = _numbers(seen)
    if not values or values[0] > 2.4:
        return None
    centimetres = values[0] * 100
    if len(values) > 1:
        digits = f"{values[1]:g}"
        centimetres += values[1] * (10 if len(digits) == 1 else 1)
        if len(digits) > 2:
            return None
    elif values[0] == int(values[0]) and not _cued(seen):
        return None  # 1米 of cloth
    return _as_length(seen, centimetres)


def _feet(seen: Seen) -> Measure | None:
    """二尺一 of a waist: chi and tenths."""
    values = _numbers(seen)
    if not values or values[0] > 4:
        return None
    name = _cued(seen) or "waist"
    return Measure(seen, name, (values[0] + (values[1] / 10 if len(values) > 1 else 0)) * CHI)


def _jin(seen: Seen) -> Measure | None:
    values = _numbers(seen)
    return _mass(seen, (values[0] + (0.5 if "半" in seen.raw else 0)) * JIN) if values else None


def _kilograms(seen: Seen) -> Measure | None:
    values = _numbers(seen)
    return _mass(seen, values[0]) if values else None


def _mass(seen: Seen, kilograms: float) -> Measure | None:
    if seen.follows(WEIGHED):
        return Measure(seen, "weight", kilograms)
    if GOODS.search(seen.before) or PACKED.search(seen.after):
        return None
    low = 3 if CHILD.search(seen.text) else ALONE_WEIGHT[0]
    return Measure(seen, "weight", kilograms) if low <= kilograms <= ALONE_WEIGHT[1] else None


def _years(seen: Seen) -> Measure | None:
    values = _numbers(seen)
    return Measure(seen, "age", values[0] * 12 + (6 if "半" in seen.raw else 0)) if values else None


def _months(seen: Seen) -> Measure | None:
    values = _numbers(seen)
    is_child = CHILD.search(seen.text) is not None and not LASTING.search(seen.before)
    return Measure(seen, "age", values[0]) if values and is_child else None


def _bare(seen: Seen) -> Measure | None:
    values = _numbers(seen)
    if not values or OTHER_UNIT.search(seen.after):
        return None
    if seen.follows(WEIGHED):
        return Measure(seen, "weight", values[0], unit_unknown=True) if values[0] > 0 else None
    if seen.follows(SPEAKER):
        return bare_height(seen)
    name = _cued(seen)
    value = values[0] * 100 if name == "height" and values[0] < 2.4 else values[0]
    return Measure(seen, name, value) if name else None


def bare_height(seen: Seen) -> Measure | None:
    values = _numbers(seen) if seen.mark.label == "number" and not THING.search(seen.before) else []
    if not values:
        return None
    value = values[0] * 100 if values[0] < 2.4 else values[0]
    low = 80 if CHILD.search(seen.text) else ALONE_HEIGHT[0]
    return Measure(seen, "height", value) if low <= value <= ALONE_HEIGHT[1] else None


def bare_weight(seen: Seen) -> Measure | None:
    values = _numbers(seen) if seen.mark.label == "number" and not OTHER_UNIT.search(seen.after) else []
    is_one = bool(values) and 20 <= values[0] <= 200
    return Measure(seen, "weight", values[0], unit_unknown=True) if is_one else None
