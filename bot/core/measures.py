"""What can be measured on a body and read in a size chart. Lengths in cm, weight in kg, age in months."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.core.buyers import Body
from bot.core.catalogue import SizeRow, Span

LIMITS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "height": (40, 230),
        "weight": (2, 250),
        "bust": (30, 180),
        "under_bust": (30, 150),
        "waist": (25, 180),
        "hip": (30, 190),
        "foot": (8, 33),
        "age": (0, 1440),
    }
)
"""What a human body can measure at all, infants included."""

CHART_LIMITS: Mapping[str, Span] = MappingProxyType(
    {
        "height": Span(30, 250),
        "weight": Span(1, 250),
        "bust": Span(30, 200),
        "under_bust": Span(30, 200),
        "waist": Span(30, 200),
        "hip": Span(30, 220),
        "foot": Span(5, 40),
        "age": Span(0, 240),
    }
)
"""What a size chart may hold; one in metres, millimetres or years falls outside."""


def value_of(body: Body, measure: str) -> float | None:
    value: float | None = getattr(body, measure)
    return value


def span_of(row: SizeRow, measure: str) -> Span | None:
    span: Span | None = getattr(row, measure)
    return span


def carries(rows: tuple[SizeRow, ...], measure: str) -> bool:
    return any(span_of(row, measure) is not None for row in rows)


def is_plausible(measure: str, value: float) -> bool:
    low, high = LIMITS[measure]
    return low <= value <= high  # false for NaN too


def plausible_body(body: Body) -> Body:
    """The body without what no body measures: a misread 1.6 cm or 1100 kg must not choose a size."""
    for measure in LIMITS:
        value = value_of(body, measure)
        if value is not None and not is_plausible(measure, value):
            body = replace(body, **{measure: None})
    if body.usual_size is not None and not body.usual_size.strip():
        body = replace(body, usual_size=None)
    return body
