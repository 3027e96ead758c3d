"""Messages whose meaning people have settled, and what a model made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from bot.core.conversations import Turn
from bot.core.turns import previous_turns
from bot.core.understanding import FALLBACK_INTENT, MONTHS_A_YEAR, Parse


class Kind(str, Enum):
    SINGLE = "single"  # one intent, clear from the text alone
    SEVERAL = "multi"
    FRAGMENT = "fragment"  # nobody can tell without the turns before
    CONTEXT = "context"  # with the turns before
    ENTITIES = "entities"  # judged for its entities only


@dataclass(frozen=True)
class Told:
    """An entity that stands in a message: as typed, and normalised as in bot.core.understanding.Entity."""

    entity: str
    raw: str
    value: str | float


@dataclass(frozen=True)
class Judged:
    kind: Kind
    text: str
    intents: tuple[str, ...] = ()
    alternatives: frozenset[str] = frozenset()
    """What would be right as well."""
    previous: tuple[Turn, ...] = ()
    entities: tuple[Told, ...] = ()

    @property
    def accepted(self) -> frozenset[str]:
        return frozenset(self.intents) | self.alternatives


Answer = tuple[Judged, Parse]


def judged_from(document: Mapping[str, Any]) -> Judged:
    """From `{"kind", "text", "intents"?, "alt"?, "previous"?, "entities"?}`.

    A fragment has no intents, single and multi need them. Raises ValueError for anything else.
    """
    try:
        kind = Kind(document["kind"])
        intents = () if kind is Kind.FRAGMENT else tuple(document.get("intents") or ())
        if not isinstance(document["text"], str):
            raise TypeError("text must be a string")
        if kind in (Kind.SINGLE, Kind.SEVERAL) and not intents:
            raise TypeError("intents are missing")
        return Judged(
            kind=kind,
            text=document["text"],
            intents=intents,
            alternatives=frozenset(document.get("alt") or ()),
            previous=previous_turns(document.get("previous") or ()),
            entities=tuple(_told(entity) for entity in document.get("entities") or ()),
        )
    except (KeyError, TypeError) as fault:
        raise ValueError(f"not a judged message with kind and text: {fault}") from None


def first_choice(parse: Parse) -> str:
    """The intent the model would name if it had to."""
    if parse.intents:
        return parse.intents[0]
    return parse.clauses[0].intent if parse.clauses else FALLBACK_INTENT


def is_right(judged: Judged, parse: Parse) -> bool:
    """Whether something was understood, and all of it was meant; of a fragment nothing can be."""
    return bool(parse.intents) and set(parse.intents) <= judged.accepted


def confidence(parse: Parse) -> float:
    """Of the least sure wish; none when abstaining."""
    return min((clause.confidence for clause in parse.clauses), default=0.0) if parse.intents else 0.0


def _told(document: Mapping[str, Any]) -> Told:
    value = document["value"]
    if document["entity"] == "age":  # years for people, months inside
        value = round(float(value) * MONTHS_A_YEAR)
    return Told(document["entity"], document["raw"], value)
