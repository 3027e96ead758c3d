"""What a size chart leaves open or says twice: told to whoever edits it, since a gap is sometimes meant."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from bot.core.catalogue import SizeRow
from bot.core.measures import CHART_LIMITS, span_of

USUAL_GAPS = {"foot": 0.5}
"""Charts that write 155-159, 160-164 mean no gap: a step of the tape lies between."""
USUAL_GAP = 1.0


class ChartFlaw(str, Enum):
    GAP = "gap"
    OVERLAP = "overlap"
    BACKWARDS = "backwards"
    """A larger size begins with a smaller measure than the one before."""


@dataclass(frozen=True)
class ChartNote:
    flaw: ChartFlaw
    measure: str
    smaller: str
    larger: str
    low: float
    high: float


def chart_notes(rows: Sequence[SizeRow]) -> tuple[ChartNote, ...]:
    """Between neighbouring rows that carry the measure, from the smallest size to the largest."""
    notes = []
    for measure in CHART_LIMITS:
        carrying = [row for row in rows if span_of(row, measure)]
        pairs = itertools.pairwise(carrying)
        notes += [note for one, other in pairs if (note := _between(measure, one, other))]
    return tuple(notes)


def _between(measure: str, one: SizeRow, other: SizeRow) -> ChartNote | None:
    first, second = span_of(one, measure), span_of(other, measure)
    assert first is not None and second is not None, "both rows carry it"
    if second.low < first.low:
        return ChartNote(ChartFlaw.BACKWARDS, measure, one.size, other.size, second.low, first.low)
    if second.low < first.high:
        shared = min(first.high, second.high)
        return ChartNote(ChartFlaw.OVERLAP, measure, one.size, other.size, second.low, shared)
    if second.low - first.high > USUAL_GAPS.get(measure, USUAL_GAP):
        return ChartNote(ChartFlaw.GAP, measure, one.size, other.size, first.high, second.low)
    return None
