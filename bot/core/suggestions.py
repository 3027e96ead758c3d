"""Suggestions: what the agent is offered, why, and what may be wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Any

from bot.core.conversations import Route, SuggestionState
from bot.core.fact_sources import Sources, sources_from_document, sources_to_document
from bot.core.understanding import Clause, Entity

FactValue = str | int | float | bool
Facts = Mapping[str, FactValue]
"""Facts by dotted name (order.state); the vocabulary is data/scripts/_facts.yml. Unknown facts are absent."""


PASSING_FAILURES = ("rasa_unreachable", "rasa_slow", "no_model", "actions_unreachable")
"""Why a turn could not be drafted, where another try later makes sense."""


class Severity(str, Enum):
    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True)
class Finding:
    """One thing the reply guard has against a text."""

    rule: str
    excerpt: str
    reason: str
    source: str
    severity: Severity
    better: str = ""

    def to_document(self) -> dict[str, str]:
        return {**asdict(self), "severity": self.severity.value}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Finding:
        return cls(**{**document, "severity": Severity(document["severity"])})


@dataclass(frozen=True)
class Suggestion:
    text: str
    script: str
    """The script's name; of a reply to several wishes all names in the order of its parts (joined_script)."""
    intent: str
    confidence: float
    facts: Facts
    findings: tuple[Finding, ...] = ()
    memory: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    """What the talk must remember once this is sent."""
    variant: int = 0
    """Which of the script's variants, counted from 1; 0 for drafts made before this was kept."""
    sources: Sources = field(default_factory=lambda: MappingProxyType({}))
    """The records behind `facts`."""


JOINED_BY = "+"


def joined_script(names: Iterable[str]) -> str:
    return JOINED_BY.join(names)


def script_names(script: str) -> tuple[str, ...]:
    """The scripts that a suggestion's `script` names: one, or those of its parts."""
    return tuple(script.split(JOINED_BY))


@dataclass(frozen=True)
class Drafted:
    """The whole answer to one buyer turn."""

    text: str
    intents: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]
    route: Route
    reason: str
    entities: tuple[Entity, ...] = ()
    learned: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    """What the turn told about the buyer's body; remembered whether or not anything is sent."""
    model: str = ""
    sure: bool = False
    """Whether the model is as certain as it must be for the desk to answer alone."""
    clauses: tuple[Clause, ...] = ()
    """How the message was read, for whoever asks why: each part with its likeliest intents."""


@dataclass(frozen=True)
class StoredSuggestion:
    id: int
    conversation_id: int
    draft_id: int
    rank: int
    state: SuggestionState
    suggestion: Suggestion


def drafted_to_document(drafted: Drafted) -> dict[str, Any]:
    """As JSON-able values: how a draft travels from the actions through Rasa to the desk."""
    return {
        "text": drafted.text,
        "intents": list(drafted.intents),
        "suggestions": [_suggestion_to_document(suggestion) for suggestion in drafted.suggestions],
        "route": drafted.route.value,
        "reason": drafted.reason,
        "entities": [asdict(entity) for entity in drafted.entities],
        "learned": dict(drafted.learned),
        "model": drafted.model,
        "sure": drafted.sure,
        "clauses": [clause.to_document() for clause in drafted.clauses],
    }


def drafted_from_document(document: Mapping[str, Any]) -> Drafted:
    """Raises KeyError, TypeError or ValueError for what `drafted_to_document` did not make."""
    return Drafted(
        text=document["text"],
        intents=tuple(document["intents"]),
        suggestions=tuple(_suggestion_from_document(suggestion) for suggestion in document["suggestions"]),
        route=Route(document["route"]),
        reason=document["reason"],
        entities=tuple(Entity(**entity) for entity in document["entities"]),
        learned=document["learned"],
        model=document["model"],
        sure=document.get("sure", False),
        clauses=tuple(Clause.from_document(clause) for clause in document["clauses"]),
    )


def _suggestion_to_document(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "text": suggestion.text,
        "script": suggestion.script,
        "intent": suggestion.intent,
        "confidence": suggestion.confidence,
        "facts": dict(suggestion.facts),
        "findings": [finding.to_document() for finding in suggestion.findings],
        "memory": dict(suggestion.memory),
        "variant": suggestion.variant,
        "sources": sources_to_document(suggestion.sources),
    }


def _suggestion_from_document(document: Mapping[str, Any]) -> Suggestion:
    findings = tuple(Finding.from_document(finding) for finding in document["findings"])
    sources = sources_from_document(document["sources"])
    return Suggestion(**{**document, "findings": findings, "sources": sources})
