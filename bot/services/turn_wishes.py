"""What a turn asks for, each wish with the part of the message it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.understanding import FALLBACK_INTENT, Candidate, Clause, Parse
from bot.core.urgency import most_urgent_first

MOST_CANDIDATES = 3
LEAST_CONFIDENCE = 0.05
"""A candidate less likely than this is noise, not a guess worth an agent's glance."""


@dataclass(frozen=True)
class Wish:
    intent: str
    clause: Clause
    confidence: float


def wishes_of(parse: Parse) -> tuple[Wish, ...]:
    """Most urgent first; of an unsure parse the likeliest candidates, best first."""
    if parse.abstain:
        return _candidates(parse)
    return tuple(_wish(intent, parse) for intent in most_urgent_first(dict.fromkeys(parse.intents)))


def asking_back(parse: Parse) -> Wish:
    return Wish(FALLBACK_INTENT, Clause(parse.text, ()), 0.0)


def words_of(intent: str, parse: Parse) -> str:
    """The clauses that carry one of several wishes; empty where the whole turn does."""
    if parse.abstain or len(set(parse.intents)) < 2:
        return ""
    return " ".join(clause.text for clause in parse.clauses if clause.intent == intent)


def _wish(intent: str, parse: Parse) -> Wish:
    clause = next((clause for clause in parse.clauses if clause.intent == intent), None)
    clause = clause or next(iter(parse.clauses), Clause(parse.text, ()))
    confidence = next((c.confidence for c in clause.ranking if c.intent == intent), clause.confidence)
    return Wish(intent, clause, confidence)


def _candidates(parse: Parse) -> tuple[Wish, ...]:
    ranked: list[tuple[Candidate, Clause]] = [
        (candidate, clause)
        for clause in parse.clauses
        for candidate in clause.ranking
        if candidate.confidence >= LEAST_CONFIDENCE and candidate.intent != FALLBACK_INTENT
    ]
    ranked.sort(key=lambda pair: -pair[0].confidence)
    best: dict[str, Wish] = {}
    for candidate, clause in ranked:
        best.setdefault(candidate.intent, Wish(candidate.intent, clause, candidate.confidence))
    return tuple(best.values())[:MOST_CANDIDATES]
