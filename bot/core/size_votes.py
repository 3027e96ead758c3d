"""How each measure of a body votes for rows of a size chart, and how the votes become one or two rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from types import MappingProxyType

from bot.core.catalogue import SizeRow, Span
from bot.core.measures import span_of

MARGIN = 1.0
"""This close to a border (cm, kg) both sizes are named: scales and tapes are no more exact."""
MARGINS: Mapping[str, float] = MappingProxyType({"foot": 0.3, "age": 0.0})
LARGEST_MARGIN_SHARE = 0.25
"""Of a row's width. Shoe rows are half a centimetre wide: with the full margin all of it is border."""


class Side(str, Enum):
    SMALL = "small"
    LARGE = "large"


@dataclass(frozen=True)
class Vote:
    measure: str
    rows: tuple[int, ...]
    """Positions in the chart, the best fitting first, never empty."""
    at_border: bool = False
    beyond: Side | None = None
    """Where the value leaves the chart; `rows` then holds the nearest one."""


def vote(rows: Mapping[int, SizeRow], measure: str, value: float) -> Vote | None:
    """What one measure says of the rows at these positions; None when no row carries it."""
    found = {position: span_of(row, measure) for position, row in rows.items()}
    spans = {position: span for position, span in found.items() if span is not None}
    if not spans:
        return None
    smallest = min(spans, key=lambda position: spans[position].low)
    largest = max(spans, key=lambda position: (spans[position].high, position))
    if value < spans[smallest].low:
        return Vote(measure, (smallest,), beyond=Side.SMALL)
    if value > spans[largest].high:
        return Vote(measure, (largest,), beyond=Side.LARGE)
    holding = {position for position, span in spans.items() if value in span}
    border = _border(spans, measure, value) if holding else _beside_gap(spans, value)
    return Vote(measure, _best_first(holding | border, spans, value), at_border=bool(border))


def settled(votes: Sequence[Vote]) -> tuple[int, ...]:
    """One position, or the two neighbours of a boundary, smaller first. The first vote decides.

    Later votes choose among overlapping rows. Against a clear first vote they make a boundary with
    the next row; a row further off is overruled: nobody fits two sizes that far apart.
    """
    first, *others = votes
    rows = first.rows
    for other in others:
        shared = tuple(row for row in rows if row in other.rows)
        if shared and (len(rows) > 2 or not first.at_border):
            rows = shared
    best = rows[0]
    if len(rows) == 1:
        rivals = [row for other in others if best not in other.rows for row in other.rows]
        rivals = [row for row in rivals if abs(row - best) == 1]
    else:
        rivals = sorted(rows[1:], key=lambda row: abs(row - best))
    return tuple(sorted((best, *rivals[:1])))


def _border(spans: Mapping[int, Span], measure: str, value: float) -> set[int]:
    """The neighbouring rows on both sides of a border that the value nearly touches."""
    ending = {row for row, span in spans.items() if abs(value - span.high) <= _margin(measure, span)}
    starting = {row for row, span in spans.items() if abs(value - span.low) <= _margin(measure, span)}
    touching = ending | starting
    runs = (set(run) for touches, run in groupby(sorted(spans), touching.__contains__) if touches)
    return next((run for run in runs if run & ending and run & starting and len(run) > 1), set())


def _margin(measure: str, span: Span) -> float:
    return min(MARGINS.get(measure, MARGIN), (span.high - span.low) * LARGEST_MARGIN_SHARE)


def _beside_gap(spans: Mapping[int, Span], value: float) -> set[int]:
    """The rows below and above a value that lies between rows, inside the chart."""
    below = max((span.high, row) for row, span in spans.items() if span.high < value)
    above = min((span.low, row) for row, span in spans.items() if span.low > value)
    return {below[1], above[1]}


def _best_first(rows: set[int], spans: Mapping[int, Span], value: float) -> tuple[int, ...]:
    def distance(row: int) -> tuple[float, int]:
        return abs((spans[row].low + spans[row].high) / 2 - value), row

    return tuple(sorted(rows, key=distance))
