"""What a scene is asked and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from bot.core.suggestions import Facts
from bot.core.understanding import Clause, Parse
from bot.services.context import TalkContext


@dataclass(frozen=True)
class SceneFacts:
    facts: Facts
    """Only names of data/scripts/_facts.yml; what is not known is left out."""
    memory: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    """What the talk must remember once a draft that rests on these facts is sent."""
    learned: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    """What the turn told about the buyer, remembered whether or not anything is sent."""
    complete: bool = True
    """False when something has to be asked for before the wish can be answered."""
    answers: str = ""
    """The intent whose scripts answer, where it is not the wish itself: bare measures ask for a size."""
    skus: tuple[str, ...] = ()
    """Codes of the SKUs that the answer is about, where it is about some of a product's."""


FactsFor = Callable[[str, Clause, Parse, TalkContext], SceneFacts]
"""(intent, its clause, the whole turn, the talk) -> facts. Pure."""


@dataclass(frozen=True)
class Scene:
    """`name` is the folder of its scripts and the end of its action's name."""

    name: str
    facts_for: FactsFor
    intents: tuple[str, ...]
