"""Suggestions: what the agent is offered, why, and what may be wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from bot.core.conversations import Route, SuggestionState
from bot.core.understanding import Entity

FactValue = str | int | float | bool
Facts = Mapping[str, FactValue]
"""Facts by dotted name (order.state); the vocabulary is data/scripts/_facts.yml. Unknown facts are absent."""


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


@dataclass(frozen=True)
class Suggestion:
    text: str
    script: str
    intent: str
    confidence: float
    facts: Facts
    findings: tuple[Finding, ...] = ()
    memory: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    """What the talk must remember once this is sent."""


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


@dataclass(frozen=True)
class StoredSuggestion:
    id: int
    conversation_id: int
    draft_id: int
    rank: int
    state: SuggestionState
    suggestion: Suggestion
