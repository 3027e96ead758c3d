"""Size advice in the words of the vocabulary: which size, and the chart's rows that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.core.buyers import Body
from bot.core.catalogue import SizeChart, SizeRow
from bot.core.measures import LIMITS, span_of, value_of
from bot.core.sizing import SizeAdvice, SizeKind
from bot.core.suggestions import FactValue
from bot.core.usual_sizes import USUAL_SIZE
from bot.core.weight_units import WeightUnit, in_unit

MOST_MEASURES = 3
"""More would make a list of a reply."""
MONTHS = 12

Found = dict[str, FactValue]


def size_facts(
    advice: SizeAdvice, body: Body, chart: SizeChart | None, unit: WeightUnit = WeightUnit.KILOGRAM
) -> Found:
    """`unit` is the one the buyer speaks of weight in."""
    facts: Found = {"size.kind": advice.kind.value}
    if chart is None or advice.kind is SizeKind.NO_CHART:
        return facts
    facts["size.fit"] = advice.fit_note.value
    if advice.kind is SizeKind.MISSING:
        return facts | {"size.asked": " ".join(advice.missing)}
    return (
        facts
        | _named_sizes(advice)
        | _reason(advice, body, unit)
        | _alternative(advice, chart)
        | _garment(advice.rows)
    )


def _named_sizes(advice: SizeAdvice) -> Found:
    if advice.kind is SizeKind.BOUNDARY:
        return {"size.smaller": advice.sizes[0], "size.larger": advice.sizes[1]}
    return {"size.name": advice.sizes[0]}


def _reason(advice: SizeAdvice, body: Body, unit: WeightUnit) -> Found:
    """What decided, in the buyer's measures and in the chart's rows."""
    if advice.kind is SizeKind.ONE_SIZE:
        return _known("size.has_row", {"size.row": _spans(advice.rows[0], LIMITS, unit)})
    deciding: Found = {"size.deciding": advice.deciding}
    if advice.deciding == USUAL_SIZE:
        return deciding | {"size.usual": str(body.usual_size)}
    told = _told(advice, body)
    own = " ".join(_coded(measure, (value,), unit) for measure, value in told.items())
    if advice.kind is SizeKind.BOUNDARY:
        smaller, larger = (_spans(row, (advice.deciding,), unit) for row in advice.rows)
        border = {"size.smaller_row": smaller, "size.larger_row": larger, "size.body": own}
        return deciding | _known("size.has_border", border)
    row = advice.rows[0]
    if advice.kind is not SizeKind.ONE:
        return deciding | _known(
            "size.has_row", {"size.row": _spans(row, (advice.deciding,), unit), "size.body": own}
        )
    fitting = [measure for measure, value in told.items() if value in (span_of(row, measure) or ())]
    off = [measure for measure, value in told.items() if value not in (span_of(row, measure) or (value,))]
    return (
        deciding
        | _known("size.has_row", {"size.row": _spans(row, fitting, unit), "size.body": own})
        | _known("size.has_off", {"size.off": " ".join(off)})
    )


def _known(flag: str, texts: Mapping[str, str]) -> Found:
    """The texts behind a flag, all of them or none: a chart may have gaps."""
    complete = all(texts.values())
    return {flag: complete, **(texts if complete else {})}


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
    """A weight carries the name of its unit where that is not the kilogram: jin=100-112."""
    in_jin = measure == "weight" and unit is WeightUnit.JIN
    told = (in_unit(value, unit) if in_jin else value for value in values)
    return f"{unit.value if in_jin else measure}={'-'.join(_figure(measure, value) for value in told)}"


def _figure(measure: str, value: float) -> str:
    return f"{round(value / MONTHS, 1) if measure == 'age' else value:g}"


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


def _garment(rows: tuple[SizeRow, ...]) -> Found:
    """The piece's own measurements, by the names the catalogue gives them."""
    garment = rows[0].garment if len(rows) == 1 else {}
    named = " ".join(f"{name}{length:g}cm" for name, length in garment.items())
    return _known("size.has_garment", {"size.garment": named})
