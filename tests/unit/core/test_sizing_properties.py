"""Size advice over any chart a shop may enter: gaps, overlaps, single rows, cells left empty."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.core.buyers import Body
from bot.core.catalogue import ChartKind, Fit, SizeChart, SizeRow, Span
from bot.core.measures import LIMITS, is_plausible, plausible_body, value_of
from bot.core.sizing import SizeKind, advise

NAMES = ("XS", "S", "M", "L", "XL", "2XL")

any_number = st.floats(0, 300) | st.sampled_from([float("nan"), float("inf"), -5.0])
bodies = st.builds(
    Body,
    **{measure: st.none() | any_number for measure in LIMITS},
    usual_size=st.none() | st.sampled_from([*NAMES, "XXL", "38", " ", "38码"]),
)
spans = st.builds(Span, st.floats(0, 250), st.floats(0, 250))
wild_rows = st.builds(SizeRow, st.sampled_from(NAMES), **{measure: st.none() | spans for measure in LIMITS})
wild_charts = st.builds(
    SizeChart,
    st.sampled_from(ChartKind),
    st.lists(wild_rows, max_size=6).map(tuple),
    st.sampled_from(Fit),
    st.just({"38": "M"}),
)


@st.composite
def weight_charts(draw: st.DrawFn) -> SizeChart:
    """Rows that grow by 4 to 10 kg, each ending before, at or after the start of the next."""
    low, rows = float(draw(st.integers(35, 50))), []
    for name in NAMES[: draw(st.integers(1, 6))]:
        rows.append(SizeRow(name, weight=Span(low, low + draw(st.integers(3, 9)))))
        low += draw(st.integers(4, 10))
    return SizeChart(ChartKind.ADULT, tuple(rows))


weights = st.integers(50, 400).map(lambda half_kilograms: half_kilograms / 2)
tastes = st.none() | st.sampled_from(Fit)


@given(body=bodies, chart=wild_charts, taste=tastes)
def test_any_chart_gets_advice_that_fits_its_kind(body: Body, chart: SizeChart, taste: Fit | None) -> None:
    advice = advise(body, chart, taste)
    assert [row.size for row in advice.rows] == list(advice.sizes)
    assert all(row in chart.rows for row in advice.rows)
    nothing_named = advice.kind in {SizeKind.MISSING, SizeKind.NO_CHART}
    assert len(advice.sizes) == (0 if nothing_named else 2 if advice.kind is SizeKind.BOUNDARY else 1)
    assert bool(advice.missing) == (advice.kind is SizeKind.MISSING)
    assert all(value_of(plausible_body(body), name) is None for name in advice.missing if name in LIMITS)


@given(chart=weight_charts(), weight=weights)
def test_a_size_is_outside_exactly_when_the_weight_is_off_the_chart(chart: SizeChart, weight: float) -> None:
    ranges = [row.weight for row in chart.rows if row.weight]
    advice = advise(Body(weight=weight), chart)
    assert (advice.kind is SizeKind.OUTSIDE_SMALL) == (weight < min(span.low for span in ranges))
    assert (advice.kind is SizeKind.OUTSIDE_LARGE) == (weight > max(span.high for span in ranges))


@given(chart=weight_charts(), weight=weights)
def test_a_boundary_names_neighbours_the_smaller_first(chart: SizeChart, weight: float) -> None:
    advice = advise(Body(weight=weight), chart)
    if advice.kind is SizeKind.BOUNDARY:
        assert advice.sizes in set(pairwise(row.size for row in chart.rows))


@given(chart=weight_charts(), weight=weights, more=weights)
def test_a_heavier_body_never_gets_a_smaller_size(chart: SizeChart, weight: float, more: float) -> None:
    names = [row.size for row in chart.rows]
    lighter = advise(Body(weight=weight), chart).sizes
    heavier = advise(Body(weight=weight + more), chart).sizes
    if heavier:  # not beyond what bodies weigh
        assert names.index(lighter[0]) <= names.index(heavier[0])
        assert names.index(lighter[-1]) <= names.index(heavier[-1])


@given(chart=weight_charts(), weight=weights)
def test_loose_never_takes_a_smaller_size_than_tight(chart: SizeChart, weight: float) -> None:
    names = [row.size for row in chart.rows]
    loose, tight = (advise(Body(weight=weight), chart, taste) for taste in (Fit.LOOSE, Fit.TIGHT))
    assert names.index(loose.sizes[0]) >= names.index(tight.sizes[0])
    assert SizeKind.BOUNDARY not in {loose.kind, tight.kind}


@given(body=bodies)
def test_a_plausible_body_keeps_exactly_what_a_body_can_measure(body: Body) -> None:
    kept = plausible_body(body)
    for measure in LIMITS:
        value = value_of(body, measure)
        expected = value if value is not None and is_plausible(measure, value) else None
        assert value_of(kept, measure) == expected
    assert plausible_body(kept) == kept
    assert kept.usual_size == (body.usual_size if body.usual_size and body.usual_size.strip() else None)


@given(body=bodies, chart=wild_charts)
def test_a_stiff_fabric_adds_the_next_larger_size_or_changes_nothing(body: Body, chart: SizeChart) -> None:
    usual, stiff = advise(body, chart), advise(body, chart, gives=False)
    assert stiff.sizes[: len(usual.sizes)] == usual.sizes
    if stiff.sizes != usual.sizes:
        assert (usual.kind, stiff.kind) == (SizeKind.ONE, SizeKind.BOUNDARY)
        assert stiff.rival in ("bust", "waist", "hip")


@given(body=bodies, chart=wild_charts)
def test_a_rival_speaks_for_the_size_that_the_deciding_measure_does_not(body: Body, chart: SizeChart) -> None:
    advice = advise(body, chart)
    if advice.rival:
        assert advice.kind is SizeKind.BOUNDARY
        assert advice.rival != advice.deciding
        assert advice.main in advice.sizes
