"""What a single figure measures on a body, by its unit or by a word beside it."""

from __future__ import annotations

from bot.core.understanding import MONTHS_A_YEAR
from bot.nlu.entities.bare_measures import bare
from bot.nlu.entities.body_cues import CHILD, FURNITURE, GOODS, LASTING, PACKED, THING, TIMES, WEIGHED
from bot.nlu.entities.context import Seen
from bot.nlu.entities.measure import ALONE_HEIGHT, ALONE_WEIGHT, CHI, JIN, Measure, cued
from bot.nlu.entities.numerals import numbers


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
        "number": bare,
    }
    reader = readers.get(seen.mark.label)
    return reader(seen) if reader else None


def _length(seen: Seen) -> Measure | None:
    values = numbers(seen.raw)
    return _as_length(seen, values[0]) if values else None


def _as_length(seen: Seen, value: float) -> Measure | None:
    if name := cued(seen):
        return Measure(seen, name, value)
    if seen.after.startswith("脚"):
        return Measure(seen, "foot", value)
    if THING.search(seen.before) or TIMES.search(seen.after) or FURNITURE.search(seen.text):
        return None
    low = 50 if CHILD.search(seen.text) else ALONE_HEIGHT[0]
    return Measure(seen, "height", value) if low <= value <= ALONE_HEIGHT[1] else None


def _metres(seen: Seen) -> Measure | None:
    values = numbers(seen.raw)
    if not values or values[0] > 2.4:
        return None
    centimetres = values[0] * 100
    if len(values) > 1:
        digits = f"{values[1]:g}"
        centimetres += values[1] * (10 if len(digits) == 1 else 1)
        if len(digits) > 2:
            return None
    elif values[0] == int(values[0]) and not cued(seen):
        return None  # 1米 of cloth
    return _as_length(seen, centimetres)


def _feet(seen: Seen) -> Measure | None:
    """二尺一 of a waist: chi and tenths."""
    values = numbers(seen.raw)
    if not values or values[0] > 4 or seen.after.startswith("寸"):
        return None
    name = cued(seen) or "waist"
    return Measure(seen, name, float(round((values[0] + (values[1] / 10 if len(values) > 1 else 0)) * CHI)))


def _jin(seen: Seen) -> Measure | None:
    values = numbers(seen.raw)
    return _mass(seen, (values[0] + (0.5 if "半" in seen.raw else 0)) * JIN) if values else None


def _kilograms(seen: Seen) -> Measure | None:
    values = numbers(seen.raw)
    return _mass(seen, values[0]) if values else None


def _mass(seen: Seen, kilograms: float) -> Measure | None:
    if seen.follows(WEIGHED):
        return Measure(seen, "weight", kilograms)
    if GOODS.search(seen.before) or PACKED.search(seen.after):
        return None
    low = 3 if CHILD.search(seen.text) else ALONE_WEIGHT[0]
    return Measure(seen, "weight", kilograms) if low <= kilograms <= ALONE_WEIGHT[1] else None


def _years(seen: Seen) -> Measure | None:
    values = numbers(seen.raw)
    half = MONTHS_A_YEAR // 2 if "半" in seen.raw else 0
    return Measure(seen, "age", values[0] * MONTHS_A_YEAR + half) if values else None


def _months(seen: Seen) -> Measure | None:
    values = numbers(seen.raw)
    is_child = CHILD.search(seen.text) is not None and not LASTING.search(seen.before)
    return Measure(seen, "age", values[0]) if values and is_child else None
