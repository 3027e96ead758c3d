"""Which size to advise from a body and a product's own size chart (handbook A5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from bot.core.buyers import Body
from bot.core.catalogue import ChartKind, Fit, SizeChart, SizeRow
from bot.core.measures import plausible_body
from bot.core.size_ballot import measured_votes, missing_measures, with_tight_girth, with_usual_size
from bot.core.size_votes import Side, Vote, settled
from bot.core.usual_sizes import USUAL_SIZE, usual_vote

__all__ = ["SizeAdvice", "SizeKind", "advise", "plausible_body"]


class SizeKind(str, Enum):
    ONE = "one"
    BOUNDARY = "boundary"
    OUTSIDE_SMALL = "outside_small"
    OUTSIDE_LARGE = "outside_large"
    MISSING = "missing"
    NO_CHART = "no_chart"
    ONE_SIZE = "one_size"


@dataclass(frozen=True)
class SizeAdvice:
    kind: SizeKind
    sizes: tuple[str, ...] = ()
    """One, or both neighbours of a boundary, smaller first; outside the chart the nearest one."""
    rows: tuple[SizeRow, ...] = ()
    """The chart's rows of these sizes."""
    missing: tuple[str, ...] = ()
    """Names of Body fields to ask for, in asking order."""
    deciding: str = ""
    """The measure that decided, or `usual_size`."""
    rival: str = ""
    """The measure that makes a boundary against the deciding one, which is clear in itself."""
    main: str = ""
    """The size of such a boundary that the deciding measure speaks for."""
    alternative: str | None = None
    """What the buyer's taste turned down on a boundary, or would allow beside a clear size."""
    beyond: tuple[str, ...] = ()
    """Measures that the chart does not reach, whether they decided or not."""
    fit_note: Fit = Fit.REGULAR


UNORDERED = frozenset({ChartKind.BRA, ChartKind.ONE_SIZE})
"""Charts whose next row is not simply one size larger."""


def advise(
    body: Body, chart: SizeChart | None, taste: Fit | None = None, *, gives: bool = True
) -> SizeAdvice:
    """The size for this body. What no body measures counts as unknown.

    `gives`: whether the fabric stretches; where it does not, a girth on a border speaks for the larger size.
    """
    if chart is None or not chart.rows:
        return SizeAdvice(SizeKind.NO_CHART)
    body = plausible_body(body)
    votes = measured_votes(body, chart)
    if chart.kind is ChartKind.ONE_SIZE:
        return _one_size(votes, chart)
    missing = missing_measures(body, chart)
    if missing or not votes:
        usual = usual_vote(chart, body.usual_size) if body.usual_size else None
        if usual is None:
            return _unanswered(missing, body, chart)
        votes = with_usual_size(votes, usual, chart.kind)
    return _tasted(_advice(votes, chart, gives), chart, taste)


def _one_size(votes: Sequence[Vote], chart: SizeChart) -> SizeAdvice:
    for vote in votes:
        if vote.beyond:
            return _outside(vote.beyond, vote, votes, chart)
    return _named(SizeKind.ONE_SIZE, (0,), chart)


def _unanswered(missing: tuple[str, ...], body: Body, chart: SizeChart) -> SizeAdvice:
    """Ask for measures, or, of a chart that names sizes only, for the usual size."""
    if not missing and body.usual_size:
        return SizeAdvice(SizeKind.NO_CHART, fit_note=chart.fit)
    return SizeAdvice(SizeKind.MISSING, missing=missing or (USUAL_SIZE,), fit_note=chart.fit)


def _advice(votes: Sequence[Vote], chart: SizeChart, gives: bool) -> SizeAdvice:
    first = votes[0]
    positions = first.rows if first.beyond else settled(votes)
    if not gives and not first.beyond:
        positions = with_tight_girth(positions, votes)
    for vote in votes:
        if vote.beyond and vote.rows == positions:
            return _outside(vote.beyond, vote, votes, chart)
    kind = SizeKind.ONE if len(positions) == 1 else SizeKind.BOUNDARY
    advice = replace(_named(kind, positions, chart), deciding=first.measure, beyond=_beyond(votes))
    return _with_rival(advice, positions, votes, chart)


def _with_rival(
    advice: SizeAdvice, positions: tuple[int, ...], votes: Sequence[Vote], chart: SizeChart
) -> SizeAdvice:
    """Says which measure speaks for the other size, where the deciding one speaks for one of the two only."""
    first, *others = votes
    against = [position for position in positions if position not in first.rows]
    rival = next((vote.measure for vote in others if set(against) & set(vote.rows)), "")
    if len(against) != 1 or not rival:
        return advice
    main = next(position for position in positions if position not in against)
    return replace(advice, rival=rival, main=chart.rows[main].size)


def _outside(side: Side, vote: Vote, votes: Sequence[Vote], chart: SizeChart) -> SizeAdvice:
    kind = SizeKind.OUTSIDE_SMALL if side is Side.SMALL else SizeKind.OUTSIDE_LARGE
    return replace(_named(kind, vote.rows, chart), deciding=vote.measure, beyond=_beyond(votes))


def _beyond(votes: Sequence[Vote]) -> tuple[str, ...]:
    return tuple(vote.measure for vote in votes if vote.beyond)


def _named(kind: SizeKind, positions: tuple[int, ...], chart: SizeChart) -> SizeAdvice:
    rows = tuple(chart.rows[position] for position in positions)
    return SizeAdvice(kind, tuple(row.size for row in rows), rows, fit_note=chart.fit)


def _tasted(advice: SizeAdvice, chart: SizeChart, taste: Fit | None) -> SizeAdvice:
    """A loose wearer takes the larger of a boundary; beside a clear size the next one is an option."""
    if taste not in (Fit.LOOSE, Fit.TIGHT):
        return advice
    if advice.kind is SizeKind.BOUNDARY:
        taken, left = (1, 0) if taste is Fit.LOOSE else (0, 1)
        return replace(
            advice,
            kind=SizeKind.ONE,
            sizes=(advice.sizes[taken],),
            rows=(advice.rows[taken],),
            alternative=advice.sizes[left],
        )
    if advice.kind is SizeKind.ONE and chart.kind not in UNORDERED:
        next_row = chart.rows.index(advice.rows[0]) + (1 if taste is Fit.LOOSE else -1)
        if 0 <= next_row < len(chart.rows):
            return replace(advice, alternative=chart.rows[next_row].size)
    return advice
