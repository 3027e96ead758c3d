"""Shares with the interval in which they would fall again."""

from __future__ import annotations

import math
import random
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Z = 1.96  # 95 %
RESAMPLES = 300
SEED = 20


@dataclass(frozen=True)
class Figure:
    name: str
    value: float
    low: float
    high: float
    count: int
    """Messages it rests on."""


def share(name: str, hits: Sequence[bool]) -> Figure | None:
    """With Wilson's interval; none for no messages."""
    count = len(hits)
    if not count:
        return None
    value = sum(hits) / count
    middle = (value + Z**2 / (2 * count)) / (1 + Z**2 / count)
    reach = Z * math.sqrt(value * (1 - value) / count + Z**2 / (4 * count**2)) / (1 + Z**2 / count)
    return Figure(name, value, max(middle - reach, 0.0), min(middle + reach, 1.0), count)


def resampled(name: str, rows: Sequence[bool], figure: Callable[[Sequence[bool]], float]) -> Figure | None:
    """A figure of rows in a given order, with its bootstrap interval; none for no rows."""
    count = len(rows)
    if not count:
        return None
    chance = random.Random(SEED)  # noqa: S311 - drawn so that figures come out the same again
    drawn = sorted(
        figure([rows[place] for place in sorted(chance.choices(range(count), k=count))])
        for _ in range(RESAMPLES)
    )
    return Figure(name, figure(rows), drawn[int(0.025 * RESAMPLES)], drawn[int(0.975 * RESAMPLES)], count)


def coverage(rows: Sequence[bool], precision: float) -> float:
    """The largest share that could be answered alone at a precision; rows are right or not, surest first."""
    right, best = 0, 0
    for place, is_right in enumerate(rows, start=1):
        right += is_right
        if right >= precision * place:
            best = place
    return best / len(rows) if rows else 0.0


@dataclass(frozen=True)
class Bin:
    """Answers of about the same confidence."""

    confidence: float  # mean
    precision: float
    count: int


def reliability(sure: Sequence[float], right: Sequence[bool], bins: int = 10) -> list[Bin]:
    """Bins of equal width that hold anything, least sure first."""
    edges = [(place + 1) / bins for place in range(bins - 1)]
    inside: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, is_right in zip(sure, right, strict=True):
        inside[bisect_left(edges, confidence)].append((confidence, is_right))
    return [
        Bin(sum(c for c, _ in pairs) / len(pairs), sum(r for _, r in pairs) / len(pairs), len(pairs))
        for pairs in inside
        if pairs
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Mean gap between confidence and precision."""
    count = sum(one.count for one in bins)
    return sum(abs(one.confidence - one.precision) * one.count for one in bins) / count if count else 0.0
