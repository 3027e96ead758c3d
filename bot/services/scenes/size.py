"""Which size, from the buyer's body and the product's own chart (handbook A5)."""

from __future__ import annotations

from bot.core.buyer_words import BuyerWords
from bot.core.buyers import Body
from bot.core.catalogue import ChartKind, Fit, Product
from bot.core.conversations import Sender
from bot.core.garments import asked_measurements
from bot.core.product_answers import ROLES
from bot.core.size_wishes import has_wide_feet, wearer, wished_fit
from bot.core.sizing import SizeKind, advise
from bot.core.suggestions import FactValue
from bot.core.understanding import Clause, Parse
from bot.core.weight_units import unit_told
from bot.services.context import TalkContext
from bot.services.scenes.body import ASKED, known_body, learned, told_body, was_asked
from bot.services.scenes.garment_facts import measurement_facts
from bot.services.scenes.meant import meant_options
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.size_facts import size_facts
from bot.services.scenes.talk_facts import talk_facts

TASTE = "fit"
STIFF = "stiff"
"""Section of the words: attribute -> what of its value says that the fabric does not stretch."""


def facts_for(_intent: str, _clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    told = told_body(parse, context)
    facts = talk_facts(context)
    if context.product is None:
        return SceneFacts(facts, learned=learned(told, wearer(parse.text, None)), complete=False)
    chart = context.product.chart
    kind = chart.kind if chart else None
    who = wearer(parse.text, kind)
    measured = _measurements(context.product, parse, context)
    if measured and told == Body():
        return SceneFacts(facts | measured, learned=learned(told))
    body = known_body(context, told)
    advice = advise(body, chart, taste(parse, kind), gives=not is_stiff(context.product, context.words))
    unit = unit_told(parse.entities, _buyer_lines(context))
    facts |= size_facts(advice, body, chart, unit, who)
    facts |= {
        "size.stiff": is_stiff(context.product, context.words),
        "size.wide_foot": has_wide_feet(parse.text, kind),
    }
    missing = advice.kind is SizeKind.MISSING
    if missing:
        facts["size.asked_before"] = was_asked(context)
    return SceneFacts(
        facts,
        memory={ASKED: True} if missing else {},
        learned=learned(told, who),
        complete=not missing and advice.kind is not SizeKind.NO_CHART,
    )


def _buyer_lines(context: TalkContext) -> list[str]:
    """What the buyer wrote before, newest first."""
    return [turn.text for turn in reversed(context.turn.previous) if turn.sender is Sender.BUYER]


def taste(parse: Parse, kind: ChartKind | None) -> Fit | None:
    """Whether the buyer said to like it loose or tight, or said something that comes to the same."""
    wanted = [entity.value for entity in parse.entities if entity.entity == TASTE]
    if wanted and wanted[-1] in (Fit.LOOSE.value, Fit.TIGHT.value):
        return Fit(wanted[-1])
    return wished_fit(parse.text, kind)


def is_stiff(product: Product, words: BuyerWords) -> bool:
    """Whether the catalogue says that the fabric does not stretch."""
    said = {name: product.attributes.get(name, "") for name in words.listed(ROLES, "stretch")}
    return any(sign in text for name, text in said.items() for sign in words.listed(STIFF, name))


def _measurements(product: Product, parse: Parse, context: TalkContext) -> dict[str, FactValue]:
    """What the piece itself measures, in the sizes meant, where that is what is asked."""
    rows = product.chart.rows if product.chart else ()
    names = asked_measurements(parse.text, (name for row in rows for name in row.garment))
    if product.chart is None or len(rows) < 2 or not names:
        return {}
    sizes = meant_options(product, parse, context).sizes
    return measurement_facts(names, [row for row in rows if row.size in sizes] or rows, product.chart)
