from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bot.adapters.demo_shop import DemoShop
from bot.core.catalogue import ChartKind, SizeRow
from bot.core.measures import LIMITS, span_of

NEEDED: dict[ChartKind, set[str]] = {
    ChartKind.ADULT: {"height", "weight"},
    ChartKind.CHILD: {"height", "age"},
    ChartKind.SHOES: {"foot"},
    ChartKind.BRA: {"under_bust", "bust"},
    ChartKind.ONE_SIZE: set(),
}


def charts(demo: DemoShop) -> Iterator[tuple[str, ChartKind, tuple[SizeRow, ...]]]:
    for product in demo.products:
        if product.chart:
            yield product.code, product.chart.kind, product.chart.rows


def test_rows_carry_what_their_kind_is_read_by(demo: DemoShop) -> None:
    for code, kind, rows in charts(demo):
        for row in rows:
            carried = {measure for measure in LIMITS if span_of(row, measure)}
            assert carried >= NEEDED[kind], (code, row.size)
            assert row.garment, (code, row.size)


def test_spans_are_ranges_that_grow_with_the_size(demo: DemoShop) -> None:
    for code, _, rows in charts(demo):
        for measure in LIMITS:
            spans = [span for row in rows if (span := span_of(row, measure))]
            assert all(span.low < span.high for span in spans), (code, measure)
            for smaller, larger in pairwise(spans):
                assert smaller.low <= larger.low, (code, measure)
                assert smaller.high <= larger.high, (code, measure)


def test_neighbouring_rows_leave_no_gap(demo: DemoShop) -> None:
    for code, _, rows in charts(demo):
        for smaller, larger in pairwise(rows):
            for measure in LIMITS:
                ends, begins = span_of(smaller, measure), span_of(larger, measure)
                assert ends is None or begins is None or begins.low <= ends.high, (code, measure)


def test_garments_grow_with_the_size(demo: DemoShop) -> None:
    for code, kind, rows in charts(demo):
        if kind is ChartKind.BRA:  # the cup starts again with every band
            continue
        for smaller, larger in pairwise(rows):
            assert smaller.garment.keys() == larger.garment.keys(), code
            assert all(larger.garment[name] >= smaller.garment[name] for name in smaller.garment), code
