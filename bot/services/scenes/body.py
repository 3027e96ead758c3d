"""The buyer's body: what this turn tells and what the desk knows. In cm, kg and months."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from bot.core.buyers import Body
from bot.core.measures import LIMITS, is_plausible
from bot.core.understanding import Parse
from bot.core.usual_size_words import usual_size_told
from bot.services.context import TalkContext

MEASURES = {"foot_length": "foot"}
"""Entities that are called otherwise than what they measure."""
SIZES = frozenset({"size", "usual_size"})
BODY, WHOSE = "body", "body_of"
BUYER = "buyer"
PROFILES = frozenset({BUYER, "child"})
"""Whose measures a buyer's profile holds: a mother's that of her child."""
ASKED = "size_asked"
"""Key of the talk's memory: the measures were asked for once."""


def told_body(parse: Parse, context: TalkContext) -> Body:
    """What the turn says, without what no body measures."""
    told: dict[str, Any] = {}
    for entity in parse.entities:
        value, measure = entity.value, MEASURES.get(entity.entity, entity.entity)
        if measure in LIMITS and isinstance(value, (int, float)) and is_plausible(measure, value):
            told[measure] = float(value)
    sizes = tuple(entity for entity in parse.entities if entity.entity in SIZES)
    usual = usual_size_told(parse.text, sizes, was_asked=was_asked(context))
    return Body(**told, usual_size=usual)


def was_asked(context: TalkContext) -> bool:
    return context.turn.memory.get(ASKED) is True


def known_body(context: TalkContext, told: Body) -> Body:
    """The buyer's profile, corrected by what the talk and the turn say."""
    profile = context.buyer.body if context.buyer else Body()
    return profile.updated(talk_body(context, told))


def talk_body(context: TalkContext, told: Body) -> Body:
    """What was told in this talk alone: a profile may be another person's than the one the goods are for."""
    return _body_of(context.turn.memory).updated(told)


def _body_of(memory: Mapping[str, Any]) -> Body:
    """What earlier turns told; a memory that is no body counts as none."""
    measures = memory.get(BODY)
    known = {f.name for f in fields(Body)}
    told = measures if isinstance(measures, Mapping) else {}
    return Body(**{name: value for name, value in told.items() if name in known})


def learned(told: Body, who: str = BUYER) -> dict[str, Any]:
    """As `Drafted.learned` carries it; empty when the turn told nothing. `who` has these measures."""
    measures = _known(told)
    if not measures:
        return {}
    return {BODY: measures} if who == BUYER else {BODY: measures, WHOSE: who}


def talk_memory(learned: Mapping[str, Any], memory: Mapping[str, Any]) -> dict[str, object]:
    """What a talk remembers of measures after a turn that told some, beside what it remembered before."""
    measures = learned.get(BODY)
    if not isinstance(measures, Mapping) or not measures:
        return {}
    return {BODY: _known(_body_of(memory).updated(Body(**measures)))}


def profile_body(learned: Mapping[str, Any]) -> Body | None:
    """The measures to keep with the buyer; a husband's are none of hers."""
    measures = learned.get(BODY)
    theirs = learned.get(WHOSE, BUYER) in PROFILES
    return Body(**measures) if theirs and isinstance(measures, Mapping) and measures else None


def _known(body: Body) -> dict[str, Any]:
    return {name: value for name, value in asdict(body).items() if value is not None}
