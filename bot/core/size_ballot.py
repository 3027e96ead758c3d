"""Which measures have a say in which kind of size chart, and which of them a buyer is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.core.buyers import Body
from bot.core.catalogue import ChartKind, SizeChart
from bot.core.measures import LIMITS, carries, value_of
from bot.core.size_votes import Vote, vote
from bot.core.usual_sizes import USUAL_SIZE

GIRTHS = ("bust", "waist", "hip")

SAY: Mapping[ChartKind, tuple[str, ...]] = MappingProxyType(
    {
        ChartKind.ADULT: ("weight", *GIRTHS, USUAL_SIZE, "height"),
        ChartKind.CHILD: ("height", "age", USUAL_SIZE, "weight"),
        ChartKind.SHOES: ("foot", USUAL_SIZE),
        ChartKind.BRA: ("under_bust", "bust", USUAL_SIZE),
        ChartKind.ONE_SIZE: tuple(LIMITS),
    }
)
"""The first known one decides, the others refine."""

ASKED: Mapping[ChartKind, tuple[str, ...]] = MappingProxyType(
    {
        ChartKind.ADULT: ("height", "weight"),
        ChartKind.CHILD: ("height",),
        ChartKind.SHOES: ("foot",),
        ChartKind.BRA: ("under_bust", "bust"),
        ChartKind.ONE_SIZE: (),
    }
)

INSTEAD: Mapping[ChartKind, tuple[str, ...]] = MappingProxyType(
    {ChartKind.ADULT: GIRTHS, ChartKind.CHILD: ("age",)}
)
"""Knowing any one of these, nothing more needs to be asked."""


def missing_measures(body: Body, chart: SizeChart) -> tuple[str, ...]:
    """What to ask the buyer for, of what this chart can use, in asking order."""
    instead = [measure for measure in INSTEAD.get(chart.kind, ()) if carries(chart.rows, measure)]
    if any(value_of(body, measure) is not None for measure in instead):
        return ()
    asked = [measure for measure in ASKED[chart.kind] if carries(chart.rows, measure)]
    return tuple(measure for measure in asked or instead if value_of(body, measure) is None)


def measured_votes(body: Body, chart: SizeChart) -> list[Vote]:
    """The votes of all known measures, the deciding one first."""
    rows = dict(enumerate(chart.rows))
    votes: list[Vote] = []
    for measure in SAY[chart.kind]:
        value = None if measure == USUAL_SIZE else value_of(body, measure)
        cast = vote(rows, measure, value) if value is not None else None
        if cast is None or (measure == "age" and votes and chart.kind is ChartKind.CHILD):
            continue  # a child's age only stands in for its height
        votes.append(cast)
    return _cup_first(votes, body, chart) if chart.kind is ChartKind.BRA else votes


def _cup_first(votes: list[Vote], body: Body, chart: SizeChart) -> list[Vote]:
    """The bust chooses the cup among the rows of the under-bust's band, so it has the last word."""
    if len(votes) < 2 or votes[0].beyond or body.bust is None:
        return votes
    band = {position: chart.rows[position] for position in votes[0].rows}
    cup = vote(band, "bust", body.bust)
    return [cup] if cup else votes[:1]


def with_usual_size(votes: Sequence[Vote], usual: Vote, kind: ChartKind) -> list[Vote]:
    return sorted([*votes, usual], key=lambda cast: SAY[kind].index(cast.measure))


def with_tight_girth(positions: tuple[int, ...], votes: Sequence[Vote]) -> tuple[int, ...]:
    """A clear size, and the next one where a girth lies borders on it: a stiff fabric would be tight."""
    if len(positions) != 1:
        return positions
    size = positions[0]
    on_border = (cast for cast in votes[1:] if cast.measure in GIRTHS and cast.at_border)
    return (size, size + 1) if any({size, size + 1} <= set(cast.rows) for cast in on_border) else positions
