"""The answers to a turn's wishes as one suggestion, where they make one message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.composing import compose
from bot.core.fact_sources import Sources
from bot.core.guard import ReplyGuard
from bot.core.joints import Joints
from bot.core.second_reading import is_doubt
from bot.core.suggestions import Facts, FactValue, Finding, Suggestion, joined_script
from bot.services.context import TalkContext
from bot.services.guard_context import guard_context
from bot.services.offers import Offer, said_by_agent

SEVERAL = "、"


@dataclass(frozen=True)
class ComposedReply:
    suggestion: Suggestion
    answered: frozenset[str]
    """The wishes that need no other reply."""
    scripts: frozenset[str]


def composed(
    offers: Sequence[Offer], joints: Joints, guard: ReplyGuard, context: TalkContext
) -> ComposedReply | None:
    """`offers` are the best of each wish, most urgent first. None where they do not make one message."""
    reply = compose([offer.part for offer in offers], joints, said_by_agent(context))
    if reply is None:
        return None
    joined = {part.intent for part in reply.parts}
    used = [offer for offer in offers if offer.part.intent in joined]
    findings = _findings(reply.text, used, guard, context)
    if findings is None:
        return None
    suggestion = Suggestion(
        text=reply.text,
        script=joined_script(part.script for part in reply.parts),
        intent=used[0].suggestion.intent,
        confidence=min(offer.suggestion.confidence for offer in used),
        facts=merged_facts([offer.suggestion.facts for offer in used]),
        findings=findings,
        sources=_sources([offer.suggestion.sources for offer in used]),
        memory=_memory([offer for offer in used if offer.part.script not in reply.unasked]),
    )
    return ComposedReply(suggestion, reply.answered, frozenset(part.script for part in reply.parts))


def _findings(
    text: str, used: Sequence[Offer], guard: ReplyGuard, context: TalkContext
) -> tuple[Finding, ...] | None:
    """None where joining them says something that none of them says: they are better sent apart.

    A doubt goes by likeness, and a joined reply is like nothing: it counts only where a part was doubted too.
    """
    known = {finding.rule for offer in used for finding in offer.suggestion.findings}
    found = guard.check(text, guard_context(context, _recorded(used)))
    found = tuple(finding for finding in found if finding.rule in known or not is_doubt(finding.rule))
    return found if {finding.rule for finding in found} <= known else None


def merged_facts(several: Sequence[Facts]) -> Facts:
    """What two answers know differently, of two orders say, stands side by side; a flag is then left out."""
    merged: dict[str, FactValue] = {}
    for name in dict.fromkeys(name for facts in several for name in facts):
        values = list(dict.fromkeys(facts[name] for facts in several if name in facts))
        if len(values) == 1:
            merged[name] = values[0]
        elif not any(isinstance(value, bool) for value in values):
            merged[name] = SEVERAL.join(str(value) for value in values)
    return merged


def _sources(several: Sequence[Sources]) -> Sources:
    """Every record that any of the answers read a fact from."""
    names = dict.fromkeys(name for sources in several for name in sources)
    return {
        name: tuple(dict.fromkeys(source for sources in several for source in sources.get(name, ())))
        for name in names
    }


def _recorded(offers: Sequence[Offer]) -> frozenset[str]:
    """What is on record for one order proves nothing for another."""
    if len({offer.part.order for offer in offers if offer.part.order}) > 1:
        return frozenset.intersection(*(offer.recorded for offer in offers))
    return frozenset().union(*(offer.recorded for offer in offers))


def _memory(offers: Sequence[Offer]) -> Mapping[str, object]:
    """The more urgent answer's, where two would remember the same."""
    return {name: value for offer in reversed(offers) for name, value in offer.suggestion.memory.items()}
