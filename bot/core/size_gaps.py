"""What a size chart leaves open or says twice: told to whoever edits it, since a gap is sometimes meant."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from bot.core.catalogue import SizeChart, SizeRow
from bot.core.measures import CHART_LIMITS, span_of
from bot.core.size_ballot import SAY

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


def chart_notes(chart: SizeChart) -> tuple[ChartNote, ...]:
    """Between neighbouring rows that carry the measure, from the smallest size to the largest.

    Overlaps are told of the measure that decides: the others refine, and heights nearly always overlap.
    """
    notes: list[ChartNote] = []
    decides = next((name for name in SAY[chart.kind] if _carrying(chart.rows, name)), "")
    for measure in CHART_LIMITS:
        carrying = _carrying(chart.rows, measure)
        pairs = itertools.pairwise(carrying)
        found = (_between(measure, one, other) for one, other in pairs)
        notes += [
            note for note in found if note and (note.flaw is not ChartFlaw.OVERLAP or measure == decides)
        ]
    return tuple(notes)


def _carrying(rows: Sequence[SizeRow], measure: str) -> list[SizeRow]:
    return [row for row in rows if measure in CHART_LIMITS and span_of(row, measure)]


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
