"""Size advice in the words of the vocabulary: which size, and the chart's rows that it rests on."""

from __future__ import annotations

from collections.abc import Iterable

from bot.core.buyers import Body
from bot.core.catalogue import SizeChart, SizeRow
from bot.core.measures import LIMITS, span_of, value_of
from bot.core.sizing import SizeAdvice, SizeKind
from bot.core.suggestions import FactValue
from bot.core.usual_sizes import USUAL_SIZE
from bot.core.weight_units import WeightUnit, in_unit
from bot.services.scenes.garment_facts import garment_facts
from bot.services.scenes.goods import known

MOST_MEASURES = 3
"""More would make a list of a reply."""
MONTHS = 12
IN_MONTHS = 24
"""Up to this age people count months."""

Found = dict[str, FactValue]


def size_facts(
    advice: SizeAdvice,
    body: Body,
    chart: SizeChart | None,
    unit: WeightUnit = WeightUnit.KILOGRAM,
    who: str = "buyer",
) -> Found:
    """`unit` is the one the buyer speaks of weight in, `who` the one who is to wear it."""
    facts: Found = {"size.kind": advice.kind.value}
    if chart is None or advice.kind is SizeKind.NO_CHART:
        return facts
    facts |= {"size.fit": advice.fit_note.value, "size.who": who}
    if advice.kind is SizeKind.MISSING:
        return facts | {"size.asked": " ".join(advice.missing)}
    return (
        facts
        | _named_sizes(advice)
        | _reason(advice, body, unit)
        | _alternative(advice, chart)
        | garment_facts(advice.rows)
    )


def _named_sizes(advice: SizeAdvice) -> Found:
    if advice.kind is SizeKind.BOUNDARY:
        return {"size.smaller": advice.sizes[0], "size.larger": advice.sizes[1]}
    return {"size.name": advice.sizes[0]}


def _reason(advice: SizeAdvice, body: Body, unit: WeightUnit) -> Found:
    """What decided, in the buyer's measures and in the chart's rows."""
    if advice.kind is SizeKind.ONE_SIZE:
        return known("size.has_row", {"size.row": _spans(advice.rows[0], LIMITS, unit)})
    deciding: Found = {"size.deciding": advice.deciding}
    if advice.deciding == USUAL_SIZE:
        return deciding | {"size.usual": str(body.usual_size)}
    told = _told(advice, body)
    own = " ".join(_coded(measure, (value,), unit) for measure, value in told.items())
    if advice.kind is SizeKind.BOUNDARY:
        return deciding | _border(advice, body, own, unit) | _rival(advice, unit)
    row = advice.rows[0]
    if advice.kind is not SizeKind.ONE:
        return deciding | known(
            "size.has_row", {"size.row": _spans(row, (advice.deciding,), unit), "size.body": own}
        )
    fitting = [measure for measure, value in told.items() if value in (span_of(row, measure) or ())]
    off = [measure for measure, value in told.items() if value not in (span_of(row, measure) or (value,))]
    return (
        deciding
        | known("size.has_row", {"size.row": _spans(row, fitting, unit), "size.body": own})
        | known("size.has_off", {"size.off": " ".join(off)})
    )


def _border(advice: SizeAdvice, body: Body, own: str, unit: WeightUnit) -> Found:
    """Both rows in the deciding measure, and which of them really holds it."""
    smaller, larger = (_spans(row, (advice.deciding,), unit) for row in advice.rows)
    facts = known(
        "size.has_border", {"size.smaller_row": smaller, "size.larger_row": larger, "size.body": own}
    )
    held = [
        name
        for name, row in zip(("smaller", "larger"), advice.rows, strict=True)
        if _holds(row, advice, body)
    ]
    return facts | (
        {"size.inside": held[0] if len(held) == 1 else "both"} if facts["size.has_border"] else {}
    )


def _holds(row: SizeRow, advice: SizeAdvice, body: Body) -> bool:
    span, value = span_of(row, advice.deciding), value_of(body, advice.deciding)
    return span is not None and value is not None and value in span


def _rival(advice: SizeAdvice, unit: WeightUnit) -> Found:
    """The size that the deciding measure speaks for, and the one for which another does."""
    other = next((row for row in advice.rows if row.size != advice.main), None)
    if not advice.rival or advice.rival == USUAL_SIZE or other is None:
        return {"size.has_rival": False}
    return known(
        "size.has_rival",
        {
            "size.rival": advice.rival,
            "size.main": advice.main,
            "size.other": other.size,
            "size.other_row": _spans(other, (advice.rival,), unit),
        },
    )


def _told(advice: SizeAdvice, body: Body) -> dict[str, float]:
    """The buyer's measures that these rows carry, the deciding one always among them."""
    values = {measure: value_of(body, measure) for measure in LIMITS}
    carried = [
        m for m, value in values.items() if value is not None and any(span_of(r, m) for r in advice.rows)
    ]
    cited = sorted(carried, key=lambda measure: measure != advice.deciding)[:MOST_MEASURES]
    return {measure: value for measure, value in values.items() if measure in cited and value is not None}


def _spans(row: SizeRow, measures: Iterable[str], unit: WeightUnit) -> str:
    """As the vocabulary's `choices` want it: height=160-165 weight=50-56."""
    found = [(measure, span_of(row, measure)) for measure in measures]
    return " ".join(_coded(measure, (span.low, span.high), unit) for measure, span in found if span)


def _coded(measure: str, values: Iterable[float], unit: WeightUnit) -> str:
    """Weights and ages carry the name of the unit they are told in: jin=100-112, months=6-12."""
    figures = tuple(values)
    if measure == "weight" and unit is WeightUnit.JIN:
        measure, figures = unit.value, tuple(in_unit(value, unit) for value in figures)
    elif measure == "age" and max(figures) > IN_MONTHS:
        figures = tuple(round(value / MONTHS, 1) for value in figures)
    elif measure == "age":
        measure = "months"
    return f"{measure}={'-'.join(f'{value:g}' for value in figures)}"


def _alternative(advice: SizeAdvice, chart: SizeChart) -> Found:
    if advice.alternative is None:
        return {"size.has_alternative": False}
    sizes = [row.size for row in chart.rows]
    looser = sizes.index(advice.alternative) > sizes.index(advice.sizes[0])
    return {
        "size.has_alternative": True,
        "size.alternative": advice.alternative,
        "size.alternative_fit": "looser" if looser else "closer",
    }
