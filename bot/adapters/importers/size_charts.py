"""Size charts in product documents: centimetres, kilograms and months, as closed ranges [low, high]."""

from __future__ import annotations

from decimal import Decimal

from bot.adapters.importers.parts import Parts
from bot.core.catalogue import ChartKind, Fit, SizeChart, SizeRow, Span
from bot.core.cells import one_of
from bot.core.imports import shown
from bot.core.measures import CHART_LIMITS

GARMENT = Span(0.1, 500)


def chart_from(parts: Parts) -> SizeChart:
    rows = tuple(_row(Parts(row, f"chart row {n}"), n) for n, row in enumerate(parts.items("rows"), 1))
    sizes = [row.size for row in rows]
    if not rows or len(set(sizes)) < len(sizes):
        raise ValueError(f"a chart needs rows with different sizes, found {', '.join(sizes) or 'none'}")
    usual_sizes = parts.pairs("usual_sizes")
    for usual, size in usual_sizes.items():
        if size not in sizes:
            raise ValueError(f"usual_sizes: {shown(usual)} leads to {shown(size)}, which the chart lacks")
    return SizeChart(
        kind=parts.required(one_of(ChartKind), "kind"),
        rows=rows,
        fit=parts.optional(one_of(Fit), "fit") or Fit.REGULAR,
        usual_sizes=usual_sizes,
    )


def _row(parts: Parts, number: int) -> SizeRow:
    try:
        spans = {name: _span(parts.items(name), limits) for name, limits in CHART_LIMITS.items()}
        garment = parts.pairs("garment")
        return SizeRow(
            size=parts.required(str, "size"),
            garment={name: _measure(value, GARMENT) for name, value in garment.items()},
            **spans,
        )
    except ValueError as error:
        raise ValueError(f"chart row {number}: {error}") from None


def _span(ends: list[object], limits: Span) -> Span | None:
    if not ends:
        return None
    if len(ends) != 2:
        raise ValueError(f"{shown(str(ends))} is not a range [low, high]")
    low, high = (_measure(end, limits) for end in ends)
    if low > high:
        raise ValueError(f"the range {low:g} to {high:g} runs backwards")
    return Span(low, high)


def _measure(value: object, limits: Span) -> float:
    try:
        number = float(value) if isinstance(value, (int, Decimal, str)) and value is not True else -1.0
    except (ValueError, OverflowError):
        number = -1.0
    if number not in limits:
        raise ValueError(f"{shown(str(value))} is not between {limits.low:g} and {limits.high:g}")
    return number
