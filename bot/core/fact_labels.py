"""What people at the desk call facts and their values; buyers are told neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from bot.core.fact_meanings import Conditions, FactMeaning
from bot.core.fact_vocabulary import Vocabulary
from bot.core.scripts import PLACEHOLDER, Variant
from bot.core.suggestions import FactValue

FLAG = "_flag"
"""Stands for all yes-or-no facts among the values."""


class Condition(NamedTuple):
    fact: str
    name: str
    values: tuple[str, ...]


class Placeholder(NamedTuple):
    fact: str
    name: str
    example: str


@dataclass(frozen=True)
class FactLabels:
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    values: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))

    def name(self, fact: str) -> str:
        return self.names.get(fact, fact)

    def for_people(self, text: str) -> str:
        """A wording with the names of its facts: {订单尾号}."""
        return PLACEHOLDER.sub(lambda match: f"{{{self.name(match[1])}}}", text)

    def for_scripts(self, text: str) -> str:
        """Back again; a name that is nobody's stays, for the checker to complain of."""
        facts = {name: fact for fact, name in self.names.items()}
        return PLACEHOLDER.sub(lambda match: f"{{{facts.get(match[1].strip(), match[1])}}}", text)

    def conditions(self, when: Conditions, vocabulary: Vocabulary) -> tuple[Condition, ...]:
        return tuple(
            Condition(fact, self.name(fact), self._values(fact, values, vocabulary))
            for fact, values in when.items()
        )

    def placeholders(self, variant: Variant, vocabulary: Vocabulary) -> tuple[Placeholder, ...]:
        """The facts that any wording of this variant may state."""
        return tuple(
            Placeholder(name, self.name(name), meaning.said(meaning.example))
            for name, meaning in vocabulary.meanings.items()
            if meaning.sayable and vocabulary.guaranteed(name, variant.when)
        )

    def _values(self, fact: str, values: Sequence[FactValue], vocabulary: Vocabulary) -> tuple[str, ...]:
        return tuple(self._value(fact, value, vocabulary.meanings.get(fact)) for value in values)

    def _value(self, fact: str, value: FactValue, meaning: FactMeaning | None) -> str:
        known = self.values.get(FLAG if isinstance(value, bool) else fact, {}).get(str(value))
        said = meaning.words.get(str(value), "") if meaning else ""
        return known or said or str(value)
