from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.buyers import Body
from bot.core.catalogue import ChartKind, Fit, SizeChart, SizeRow, Span
from bot.core.sizing import SizeAdvice, SizeKind, advise

DRESS = SizeChart(
    ChartKind.ADULT,
    (
        SizeRow("S", height=Span(150, 160), weight=Span(40, 48), bust=Span(78, 84)),
        SizeRow("M", height=Span(155, 165), weight=Span(48, 55), bust=Span(84, 90)),
        SizeRow("L", height=Span(160, 170), weight=Span(55, 62), bust=Span(90, 96)),
        SizeRow("XL", height=Span(165, 175), weight=Span(62, 70), bust=Span(96, 102)),
    ),
)
JEANS = SizeChart(
    ChartKind.ADULT,
    (
        SizeRow("27", waist=Span(66, 69), hip=Span(86, 90)),
        SizeRow("28", waist=Span(69, 72), hip=Span(90, 94)),
    ),
)
CHILDREN = SizeChart(
    ChartKind.CHILD,
    (
        SizeRow("100", height=Span(95, 105), weight=Span(13, 17), age=Span(36, 48)),
        SizeRow("110", height=Span(105, 115), weight=Span(17, 21), age=Span(48, 60)),
        SizeRow("120", height=Span(115, 125), weight=Span(21, 25), age=Span(72, 84)),
    ),
)
SHOES = SizeChart(
    ChartKind.SHOES,
    (
        SizeRow("36", foot=Span(22.5, 23)),
        SizeRow("37", foot=Span(23, 23.5)),
        SizeRow("38", foot=Span(23.5, 24)),
    ),
)
BRAS = SizeChart(
    ChartKind.BRA,
    (
        SizeRow("70B", under_bust=Span(68, 72), bust=Span(81, 84)),
        SizeRow("70C", under_bust=Span(68, 72), bust=Span(84, 87)),
        SizeRow("75B", under_bust=Span(73, 77), bust=Span(86, 89)),
        SizeRow("75C", under_bust=Span(73, 77), bust=Span(89, 92)),
    ),
)


def told(advice: SizeAdvice) -> tuple[str, tuple[str, ...], str]:
    return advice.kind.value, advice.sizes, advice.deciding


def test_height_and_weight_inside_one_row_give_one_size() -> None:
    advice = advise(Body(height=160, weight=51), DRESS)
    assert told(advice) == ("one", ("M",), "weight")
    assert advice.rows == (DRESS.rows[1],)


@pytest.mark.parametrize("weight", [54.0, 54.5, 55.0, 55.5, 56.0])
def test_a_weight_within_a_kilogram_of_a_border_names_both_sizes(weight: float) -> None:
    assert told(advise(Body(height=160, weight=weight), DRESS)) == ("boundary", ("M", "L"), "weight")


@pytest.mark.parametrize(("weight", "size"), [(53.5, "M"), (56.5, "L")])
def test_a_weight_further_from_the_border_names_one_size(weight: float, size: str) -> None:
    assert told(advise(Body(height=162, weight=weight), DRESS)) == ("one", (size,), "weight")


def test_a_height_on_a_border_does_not_shake_a_clear_weight() -> None:
    assert told(advise(Body(height=155, weight=51), DRESS)) == ("one", ("M",), "weight")


def test_height_and_weight_one_size_apart_name_both() -> None:
    assert told(advise(Body(height=152, weight=51), DRESS)) == ("boundary", ("S", "M"), "weight")


def test_weight_overrules_a_height_two_sizes_apart() -> None:
    assert told(advise(Body(height=172, weight=44), DRESS)) == ("one", ("S",), "weight")


def test_a_bust_one_size_larger_than_the_weight_names_both() -> None:
    assert told(advise(Body(height=160, weight=51, bust=93), DRESS)) == ("boundary", ("M", "L"), "weight")


def test_a_bust_alone_replaces_height_and_weight() -> None:
    assert told(advise(Body(bust=87), DRESS)) == ("one", ("M",), "bust")


def test_overlapping_weights_are_told_apart_by_height() -> None:
    chart = SizeChart(
        ChartKind.ADULT,
        (
            SizeRow("M", height=Span(150, 160), weight=Span(45, 58)),
            SizeRow("L", height=Span(161, 170), weight=Span(52, 65)),
        ),
    )
    assert told(advise(Body(height=155, weight=55), chart)) == ("one", ("M",), "weight")
    assert told(advise(Body(height=166, weight=55), chart)) == ("one", ("L",), "weight")


def test_a_weight_in_a_gap_of_the_chart_names_both_neighbours() -> None:
    chart = SizeChart(ChartKind.ADULT, (SizeRow("M", weight=Span(45, 50)), SizeRow("L", weight=Span(55, 60))))
    assert told(advise(Body(weight=52.5), chart)) == ("boundary", ("M", "L"), "weight")


@pytest.mark.parametrize(
    ("body", "kind", "size"),
    [
        (Body(height=150, weight=39), SizeKind.OUTSIDE_SMALL, "S"),
        (Body(height=165, weight=71), SizeKind.OUTSIDE_LARGE, "XL"),
        (Body(height=182, weight=66), SizeKind.OUTSIDE_LARGE, "XL"),
    ],
)
def test_a_body_outside_the_chart_is_said_to_be_outside(body: Body, kind: SizeKind, size: str) -> None:
    advice = advise(body, DRESS)
    assert (advice.kind, advice.sizes) == (kind, (size,))
    assert advice.deciding in advice.beyond


def test_a_measure_off_the_chart_is_named_even_when_another_decides() -> None:
    advice = advise(Body(height=182, weight=51), DRESS)
    assert told(advice) == ("one", ("M",), "weight")
    assert advice.beyond == ("height",)


@pytest.mark.parametrize(
    ("body", "chart", "missing"),
    [
        (Body(), DRESS, ("height", "weight")),
        (Body(height=165), DRESS, ("weight",)),
        (Body(weight=50), DRESS, ("height",)),
        (Body(height=165, weight=50), JEANS, ("waist", "hip")),
        (Body(weight=15), CHILDREN, ("height",)),
        (Body(), SHOES, ("foot",)),
        (Body(bust=88), BRAS, ("under_bust",)),
        (Body(), SizeChart(ChartKind.ADULT, (SizeRow("M"), SizeRow("L"))), ("usual_size",)),
    ],
)
def test_what_the_chart_needs_and_the_buyer_did_not_say_is_missing(
    body: Body, chart: SizeChart, missing: tuple[str, ...]
) -> None:
    advice = advise(body, chart)
    assert (advice.kind, advice.missing, advice.sizes) == (SizeKind.MISSING, missing, ())


def test_jeans_go_by_waist_and_hip() -> None:
    assert told(advise(Body(height=165, weight=50, waist=67), JEANS)) == ("one", ("27",), "waist")


def test_an_impossible_measure_counts_as_unknown() -> None:
    assert advise(Body(height=1.65, weight=50), DRESS).missing == ("height",)


def test_a_child_goes_by_height_and_not_by_age() -> None:
    assert told(advise(Body(height=110, age=40), CHILDREN)) == ("one", ("110",), "height")


def test_a_childs_age_stands_in_for_its_height() -> None:
    assert told(advise(Body(age=54), CHILDREN)) == ("one", ("110",), "age")


def test_a_heavy_child_is_offered_the_next_size_as_well() -> None:
    assert told(advise(Body(height=110, weight=23), CHILDREN)) == ("boundary", ("110", "120"), "height")


def test_shoes_go_by_foot_length() -> None:
    assert told(advise(Body(foot=23.2, usual_size="36"), SHOES)) == ("one", ("37",), "foot")
    assert told(advise(Body(foot=23.1), SHOES)) == ("boundary", ("36", "37"), "foot")


def test_a_usual_shoe_size_stands_in_for_the_foot() -> None:
    assert told(advise(Body(usual_size="37码"), SHOES)) == ("one", ("37",), "usual_size")


def test_a_usual_size_the_chart_does_not_know_asks_for_the_measure() -> None:
    assert advise(Body(usual_size="47"), SHOES).missing == ("foot",)


def test_the_usual_size_is_translated_by_the_chart() -> None:
    chart = replace(SHOES, usual_sizes={"S": "36"})
    assert told(advise(Body(usual_size="s"), chart)) == ("one", ("36",), "usual_size")


@pytest.mark.parametrize(("fit", "sizes"), [(Fit.TIGHT, ("M", "L")), (Fit.LOOSE, ("S", "M"))])
def test_a_cut_off_the_usual_puts_the_usual_size_on_a_boundary(fit: Fit, sizes: tuple[str, ...]) -> None:
    advice = advise(Body(usual_size="M"), replace(DRESS, fit=fit))
    assert told(advice) == ("boundary", sizes, "usual_size")
    assert advice.fit_note is fit


def test_the_largest_usual_size_of_a_tight_cut_has_no_next_size() -> None:
    advice = advise(Body(usual_size="XL"), replace(DRESS, fit=Fit.TIGHT))
    assert told(advice) == ("one", ("XL",), "usual_size")


def test_a_known_weight_is_not_forgotten_beside_the_usual_size() -> None:
    assert told(advise(Body(weight=58, usual_size="M"), DRESS)) == ("boundary", ("M", "L"), "weight")


def test_a_bra_needs_both_girths_to_meet() -> None:
    assert told(advise(Body(under_bust=75, bust=87), BRAS)) == ("one", ("75B",), "bust")
    assert told(advise(Body(under_bust=70, bust=82), BRAS)) == ("one", ("70B",), "bust")


def test_a_bust_between_two_cups_names_both() -> None:
    assert told(advise(Body(under_bust=75, bust=89), BRAS)) == ("boundary", ("75B", "75C"), "bust")


def test_an_under_bust_between_two_bands_names_the_sister_sizes() -> None:
    assert told(advise(Body(under_bust=72.5, bust=86.5), BRAS)) == ("boundary", ("70C", "75B"), "bust")


@pytest.mark.parametrize(
    ("body", "deciding"),
    [(Body(under_bust=90, bust=95), "under_bust"), (Body(under_bust=70, bust=91), "bust")],
)
def test_a_bra_beyond_the_chart_is_outside_by_the_girth_that_does_not_fit(body: Body, deciding: str) -> None:
    advice = advise(body, BRAS)
    assert (advice.kind, advice.deciding) == (SizeKind.OUTSIDE_LARGE, deciding)


def test_one_size_fits_unless_the_body_is_off_the_chart() -> None:
    chart = SizeChart(ChartKind.ONE_SIZE, (SizeRow("均码", weight=Span(40, 65)),))
    assert told(advise(Body(), chart)) == ("one_size", ("均码",), "")
    assert told(advise(Body(height=165, weight=70), chart)) == ("outside_large", ("均码",), "weight")


@pytest.mark.parametrize("chart", [None, SizeChart(ChartKind.ADULT, ())])
def test_without_a_chart_no_size_is_named(chart: SizeChart | None) -> None:
    assert advise(Body(height=165, weight=50), chart) == SizeAdvice(SizeKind.NO_CHART)


def test_a_chart_of_names_only_can_say_nothing_of_a_foreign_size() -> None:
    chart = SizeChart(ChartKind.ADULT, (SizeRow("M"), SizeRow("L")))
    assert advise(Body(usual_size="42"), chart).kind is SizeKind.NO_CHART


@pytest.mark.parametrize(("taste", "taken", "left"), [(Fit.LOOSE, "L", "M"), (Fit.TIGHT, "M", "L")])
def test_taste_decides_a_boundary_and_keeps_the_other_size(taste: Fit, taken: str, left: str) -> None:
    advice = advise(Body(height=160, weight=55), DRESS, taste)
    assert told(advice) == ("one", (taken,), "weight")
    assert advice.alternative == left
    assert [row.size for row in advice.rows] == [taken]


@pytest.mark.parametrize(
    ("weight", "taste", "alternative"),
    [(51, Fit.LOOSE, "L"), (51, Fit.TIGHT, "S"), (51, Fit.REGULAR, None), (66, Fit.LOOSE, None)],
)
def test_taste_leaves_a_clear_size_and_names_the_next_one(
    weight: float, taste: Fit, alternative: str | None
) -> None:
    advice = advise(Body(height=165, weight=weight), DRESS, taste)
    assert advice.kind is SizeKind.ONE
    assert advice.alternative == alternative


def test_a_bust_on_the_border_of_a_stiff_dress_names_the_larger_size_too() -> None:
    body = Body(height=160, weight=52, bust=90)
    assert advise(body, DRESS).sizes == ("M",)
    stiff = advise(body, DRESS, gives=False)
    assert (stiff.sizes, stiff.main, stiff.rival) == (("M", "L"), "M", "bust")


def test_the_measure_that_speaks_for_the_other_size_is_named() -> None:
    advice = advise(Body(height=168, weight=52), DRESS)
    assert (advice.main, advice.rival) == ("M", "height")


def test_a_border_lies_between_neighbours_though_an_overlapping_row_ends_near_it() -> None:
    rows = (
        SizeRow("XS", weight=Span(35, 42)),
        SizeRow("S", weight=Span(39, 42)),
        SizeRow("M", weight=Span(43, 46)),
    )
    advice = advise(Body(weight=43), SizeChart(ChartKind.ADULT, rows))
    assert advice.sizes == ("M",)
