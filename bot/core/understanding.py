"""What the NLU model made of one message: clauses with intents and entities, or an abstention."""

from __future__ import annotations

from dataclasses import dataclass

FALLBACK_INTENT = "nlu_fallback"


@dataclass(frozen=True)
class Entity:
    """A span of the message and its normalised value.

    Values: height, bust, waist, hip, foot in cm; weight in kg; age in months; money in yuan;
    order and tracking numbers as digits; dates and times in ISO.
    """

    entity: str
    value: str | float
    raw: str
    start: int
    end: int


@dataclass(frozen=True)
class Candidate:
    intent: str
    confidence: float


@dataclass(frozen=True)
class Clause:
    text: str
    ranking: tuple[Candidate, ...]  # best first
    entities: tuple[Entity, ...] = ()

    @property
    def intent(self) -> str:
        return self.ranking[0].intent if self.ranking else FALLBACK_INTENT

    @property
    def confidence(self) -> float:
        return self.ranking[0].confidence if self.ranking else 0.0


@dataclass(frozen=True)
class Parse:
    text: str
    clauses: tuple[Clause, ...]
    abstain: bool
    intents: tuple[str, ...] = ()
    """The wishes in the order they stand in the message; empty when abstaining."""

    @property
    def entities(self) -> tuple[Entity, ...]:
        return tuple(entity for clause in self.clauses for entity in clause.entities)
