"""A body measure read from one figure, before it is known whether a body can have it.

Lengths in cm, weight in kg, age in months.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.nlu.entities.body_cues import FURNITURE, MEASURED
from bot.nlu.entities.context import Seen

JIN = 0.5
CHI = 100 / 3
IN_MILLIMETRES = 150
"""A foot of this many is told in mm, as on shoe boxes."""
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


def cued(seen: Seen) -> str | None:
    """The measure that the words right before name; a wardrobe has a height too, but no body's."""
    name = next((name for name, before in MEASURED.items() if seen.follows(before)), None)
    return None if name == "height" and FURNITURE.search(seen.text) else name
