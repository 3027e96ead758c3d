"""Which size, from the buyer's body and the product's own chart (handbook A5)."""

from __future__ import annotations

from bot.core.catalogue import Fit
from bot.core.conversations import Sender
from bot.core.sizing import SizeKind, advise
from bot.core.understanding import Clause, Parse
from bot.core.weight_units import unit_told
from bot.services.context import TalkContext
from bot.services.scenes.body import ASKED, known_body, learned, told_body, was_asked
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.size_facts import size_facts
from bot.services.scenes.talk_facts import talk_facts

TASTE = "fit"


def facts_for(_intent: str, _clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    told = told_body(parse, context)
    facts = talk_facts(context)
    if context.product is None:
        return SceneFacts(facts, learned=learned(told), complete=False)
    body = known_body(context, told)
    advice = advise(body, context.product.chart, taste(parse))
    facts |= size_facts(advice, body, context.product.chart, unit_told(parse.entities, _buyer_lines(context)))
    missing = advice.kind is SizeKind.MISSING
    if missing:
        facts["size.asked_before"] = was_asked(context)
    return SceneFacts(
        facts,
        memory={ASKED: True} if missing else {},
        learned=learned(told),
        complete=not missing and advice.kind is not SizeKind.NO_CHART,
    )


def _buyer_lines(context: TalkContext) -> list[str]:
    """What the buyer wrote before, newest first."""
    return [turn.text for turn in reversed(context.turn.previous) if turn.sender is Sender.BUYER]


def taste(parse: Parse) -> Fit | None:
    """Whether the buyer said to like it loose or tight."""
    wanted = [entity.value for entity in parse.entities if entity.entity == TASTE]
    return Fit(wanted[-1]) if wanted and wanted[-1] in (Fit.LOOSE.value, Fit.TIGHT.value) else None
