"""Whatever the body and the chart, what is said of a size is true of the chart."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.scripts.book import load_book
from bot.core.buyers import Body
from bot.core.catalogue import ChartKind, Fit, SizeChart, SizeRow, Span
from bot.core.measures import LIMITS, span_of, value_of
from bot.core.scripts import choose
from bot.core.sizing import SizeKind, advise
from bot.core.understanding import Entity
from bot.core.weight_units import WeightUnit, unit_told
from bot.services.scenes.size_facts import size_facts

BOOK = load_book(Path(__file__).resolve().parents[3] / "data")
ADVICE = BOOK.named("size_advice")

SIZES = ("S", "M", "L", "XL")
figures = st.integers(8, 200).map(float)
spans = st.none() | st.tuples(figures, st.integers(1, 12)).map(lambda s: Span(s[0], s[0] + s[1]))
rows = st.lists(st.fixed_dictionaries(dict.fromkeys(LIMITS, spans)), min_size=1, max_size=4)
charts = st.builds(
    lambda kind, fit, found: SizeChart(
        kind, tuple(SizeRow(size, **row) for size, row in zip(SIZES, found, strict=False)), fit
    ),
    st.sampled_from(ChartKind),
    st.sampled_from(Fit),
    rows,
)
bodies = st.builds(
    Body,
    **{f.name: st.none() | figures for f in fields(Body) if f.name != "usual_size"},
    usual_size=st.none() | st.sampled_from(SIZES),
)
tastes = st.sampled_from([None, *Fit])


@given(bodies, charts, tastes)
def test_every_advice_is_told_in_its_own_words(body: Body, chart: SizeChart, taste: Fit | None) -> None:
    assert ADVICE is not None
    facts = {"product.known": True, **size_facts(advise(body, chart, taste), body, chart)}
    if facts["size.kind"] == SizeKind.MISSING.value:
        facts["size.asked_before"] = False
    assert [fault for fault in BOOK.vocabulary.faults_of(facts) if fault.startswith("size.")] == []
    assert choose(ADVICE, facts) not in (None, ADVICE.variants[-1])


@given(bodies, charts, tastes)
def test_a_cited_row_holds_what_the_buyer_said(body: Body, chart: SizeChart, taste: Fit | None) -> None:
    advice = advise(body, chart, taste)
    facts = size_facts(advice, body, chart)
    if advice.kind is not SizeKind.ONE or not facts.get("size.has_row"):
        return
    for item in str(facts["size.row"]).split():
        measure = item.partition("=")[0]
        assert value_of(body, measure) in (span_of(advice.rows[0], measure) or ())
    for measure in str(facts.get("size.off", "")).split():
        assert value_of(body, measure) not in (span_of(advice.rows[0], measure) or ())


def test_the_unit_changes_how_a_weight_is_told_and_nothing_else() -> None:
    chart = SizeChart(ChartKind.ADULT, (SizeRow("M", height=Span(160, 168), weight=Span(50, 56.5)),))
    body = Body(height=165, weight=54)
    advice = advise(body, chart, None)
    in_kg, in_jin = (size_facts(advice, body, chart, unit) for unit in WeightUnit)
    assert in_kg["size.row"] == "height=160-168 weight=50-56.5"
    assert in_jin["size.row"] == "height=160-168 jin=100-113"
    assert in_jin["size.body"] == "height=165 jin=108"
    assert {**in_jin, "size.row": "", "size.body": ""} == {**in_kg, "size.row": "", "size.body": ""}


@pytest.mark.parametrize(
    ("raw", "kilograms", "unit"),
    [
        ("108斤", 54, WeightUnit.JIN),
        ("54公斤", 54, WeightUnit.KILOGRAM),
        ("54kg", 54, WeightUnit.KILOGRAM),
        ("108", 54, WeightUnit.JIN),
        ("52", 52, WeightUnit.KILOGRAM),
        ("一百零八", 54, WeightUnit.KILOGRAM),
    ],
)
def test_a_buyers_unit_is_read_from_the_words(raw: str, kilograms: float, unit: WeightUnit) -> None:
    assert unit_told([Entity("weight", kilograms, raw, 0, len(raw))]) is unit


def test_without_a_weight_the_newest_earlier_line_that_has_one_tells_the_unit() -> None:
    assert unit_told((), ["好的", "我108斤", "54kg"]) is WeightUnit.JIN
    assert unit_told((), ["好的", "54公斤", "108斤"]) is WeightUnit.KILOGRAM
    assert unit_told(()) is WeightUnit.KILOGRAM
