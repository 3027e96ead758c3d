"""Anger, threats, insults and what is not the shop's business (handbook A9, A16, C4, C5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.core.after_sale_focus import refund_is_open, was_paid
from bot.core.after_sale_words import names_fault
from bot.core.return_decision import Wish
from bot.core.suggestions import FactValue
from bot.core.trouble_words import (
    AWKWARD,
    BAD_LANGUAGE,
    COMPLAINTS,
    FOREIGN,
    HUMAN_WISHES,
    OFF_PLATFORM,
    REVIEW_MATTERS,
    REWARD_CLAIMS,
    THREATS,
)
from bot.core.understanding import Clause, Parse
from bot.core.word_table import WordTable
from bot.services.context import TalkContext
from bot.services.scenes.after_sale import AfterSale, after_sale, after_sale_facts
from bot.services.scenes.refund import STATUS, lateness_facts, refund_decides
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import back_facts, talk_facts
from bot.services.scenes.told_goods import MISSING_ORDER

ROUND = "trouble_round"
"""Key of the talk's memory: how many answers this buyer's anger has had."""
ABOUT = "trouble_about"
"""Key of the talk's memory: what the anger was about, for a turn that only goes on about it."""
UNCLEAR = "unclear"
REFUND = "refund"
MATTERS = COMPLAINTS.names | {REFUND}
SETTLED_BY_RECORD = frozenset({"broken_promise", "deceived", "late", UNCLEAR})
"""Words that name no matter of their own: where the record shows what went wrong, that is meant."""
ROUNDS = ("first", "second", "later")

FactsOfWish = Callable[[Clause, Parse, TalkContext], SceneFacts]


def facts_for(intent: str, clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    return _FACTS[intent](clause, parse, context)


def _case(parse: Parse, context: TalkContext) -> AfterSale:
    """The order behind the trouble."""
    return after_sale(context, parse, Wish.REFUND, (refund_is_open, was_paid))


def _case_facts(found: AfterSale, context: TalkContext) -> dict[str, FactValue]:
    """What the rules allow for it, what went wrong by its record, and when the shop will answer."""
    facts = after_sale_facts(found, context)
    if found.order is None:
        return facts
    missing = context.turn.memory.get(MISSING_ORDER) == found.order.number
    return facts | lateness_facts(found.order, context) | {"trouble.missing": missing}


def _complaint(clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    facts = _case_facts(_case(parse, context), context)
    facts["trouble.about"] = _about(clause.text or parse.text, facts, context)
    return _in_rounds(facts, context)


def _about(words: str, facts: Mapping[str, FactValue], context: TalkContext) -> str:
    """What the anger is about: this turn's words, else the talk's, else what the record shows."""
    told = COMPLAINTS.named(words)
    if told == UNCLEAR:
        remembered = context.turn.memory.get(ABOUT)
        told = remembered if isinstance(remembered, str) and remembered in MATTERS else UNCLEAR
    if told not in SETTLED_BY_RECORD or names_fault(words):
        return told
    recorded = _in_the_data(facts)
    return told if recorded == UNCLEAR else recorded


def _in_the_data(facts: Mapping[str, FactValue]) -> str:
    """What the record of the order shows to have gone wrong."""
    if facts.get("refund.overdue") is True:
        return REFUND
    if facts.get("late.unsent") is True:
        return "late"
    return "courier" if facts.get("late.parcel") is True else UNCLEAR


def _threat(clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    facts = _case_facts(_case(parse, context), context)
    facts["threat.kind"] = THREATS.named(clause.text or parse.text)
    facts["trouble.about"] = _about(clause.text or parse.text, facts, context)
    return _in_rounds(facts, context)


def _in_rounds(facts: dict[str, FactValue], context: TalkContext) -> SceneFacts:
    """First the feeling, then the options, then a time (handbook C4)."""
    remembered = context.turn.memory.get(ROUND)
    done = remembered if isinstance(remembered, int) else 0
    facts["trouble.round"] = ROUNDS[max(0, min(done, len(ROUNDS) - 1))]
    return SceneFacts(facts, memory={ROUND: done + 1, ABOUT: facts["trouble.about"]})


def _chase(_clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    found = _case(parse, context)
    return SceneFacts(
        _case_facts(found, context),
        complete=found.order is not None,
        answers=STATUS if refund_decides(found) else "",
    )


def _human(clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    facts = talk_facts(context) | {"human.asks": HUMAN_WISHES.named(clause.text or parse.text)}
    return SceneFacts(facts | back_facts(context))


def _named(fact: str, table: WordTable) -> FactsOfWish:
    """Facts for wishes that only differ by what their words are about."""

    def facts(clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
        return SceneFacts(talk_facts(context) | {fact: table.named(clause.text or parse.text)})

    return facts


_FACTS: Mapping[str, FactsOfWish] = MappingProxyType(
    {
        "complain": _complaint,
        "threaten_bad_review": _threat,
        "chase_case": _chase,
        "request_human": _human,
        "abuse": _named("abuse.kind", BAD_LANGUAGE),
        "request_offplatform_contact": _named("offplatform.kind", OFF_PLATFORM),
        "awkward_question": _named("awkward.kind", AWKWARD),
        "ask_review_reward": _named("reward.claim", REWARD_CLAIMS),
        "review_followup": _named("review.matter", REVIEW_MATTERS),
        "out_of_scope": _named("foreign.kind", FOREIGN),
    }
)
