"""What the NLU model made of one message: clauses with intents and entities, or an abstention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

FALLBACK_INTENT = "nlu_fallback"
MONTHS_A_YEAR = 12
"""Ages are months inside, because size charts are, and years for people and programs."""


@dataclass(frozen=True)
class Entity:
    """A span of the message and its normalised value.

    Values: height, bust, waist, hip, foot_length in cm; weight in kg; age in months; money in yuan;
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

    def to_document(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "intent": self.intent,
            "confidence": self.confidence,
            "ranking": [asdict(candidate) for candidate in self.ranking],
            "entities": [asdict(entity) for entity in self.entities],
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Clause:
        return cls(
            text=document["text"],
            ranking=tuple(Candidate(**candidate) for candidate in document["ranking"]),
            entities=tuple(Entity(**entity) for entity in document["entities"]),
        )


@dataclass(frozen=True)
class Parse:
    text: str
    clauses: tuple[Clause, ...]
    abstain: bool
    intents: tuple[str, ...] = ()
    """The wishes in the order they stand in the message; empty when abstaining."""
    sure: bool = False
    """Whether every wish is as certain as its intent must be for the desk to answer alone."""

    @property
    def entities(self) -> tuple[Entity, ...]:
        return tuple(entity for clause in self.clauses for entity in clause.entities)

    def to_document(self) -> dict[str, Any]:
        """As the model hands it to the actions."""
        return {
            "text": self.text,
            "intents": list(self.intents),
            "abstain": self.abstain,
            "sure": self.sure,
            "clauses": [clause.to_document() for clause in self.clauses],
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Parse:
        """Raises KeyError or TypeError for what `to_document` did not make."""
        return cls(
            text=document["text"],
            clauses=tuple(Clause.from_document(clause) for clause in document["clauses"]),
            abstain=document["abstain"],
            sure=document["sure"],
            intents=tuple(document["intents"]),
        )


def meant(text: str, intent: str, entities: tuple[Entity, ...] = ()) -> Parse:
    """The parse of a text whose intent a person has named."""
    clause = Clause(text, (Candidate(intent, 1.0),), entities)
    return Parse(text, (clause,), abstain=False, intents=(intent,))
