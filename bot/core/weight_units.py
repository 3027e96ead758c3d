"""In which unit a buyer speaks of weight: inside it is kilograms, in the reply the buyer's own (A10)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum

from bot.core.text import normalised
from bot.core.understanding import Entity

JIN_A_KILOGRAM = 2


class WeightUnit(str, Enum):
    KILOGRAM = "kg"
    JIN = "jin"  # 斤, half a kilogram


_KILOGRAM = re.compile(r"公斤|千克|kg|\dk\b")
_JIN = re.compile(r"(?<!公)斤")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


def unit_told(entities: Sequence[Entity], earlier: Iterable[str] = ()) -> WeightUnit:
    """Of this turn's weight, else of what the buyer wrote before, newest first; else kilograms."""
    weights = [entity for entity in entities if entity.entity == "weight"]
    if weights:
        return _unit_in(weights[-1].raw) or _likelier(weights[-1])
    return next(filter(None, map(_unit_in, earlier)), WeightUnit.KILOGRAM)


def in_unit(kilograms: float, unit: WeightUnit) -> float:
    return kilograms * JIN_A_KILOGRAM if unit is WeightUnit.JIN else kilograms


def _unit_in(text: str) -> WeightUnit | None:
    words = normalised(text).text
    if _KILOGRAM.search(words):
        return WeightUnit.KILOGRAM
    return WeightUnit.JIN if _JIN.search(words) else None


def _likelier(weight: Entity) -> WeightUnit:
    """Of a bare figure: 108 that was read as 54 kg are 斤."""
    figure = _FIGURE.search(normalised(weight.raw).text)
    if figure is None or not isinstance(weight.value, (int, float)):
        return WeightUnit.KILOGRAM
    as_written = float(figure.group())
    near_jin = abs(as_written - weight.value * JIN_A_KILOGRAM) < abs(as_written - weight.value)
    return WeightUnit.JIN if near_jin else WeightUnit.KILOGRAM
