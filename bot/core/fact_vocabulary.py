"""The vocabulary of facts that scripts may rest on (data/scripts/_facts.yml)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.core.fact_meanings import Conditions, FactMeaning, FactType
from bot.core.suggestions import Facts, FactValue


class Vocabulary:
    def __init__(self, meanings: Mapping[str, FactMeaning]) -> None:
        self.meanings = MappingProxyType(dict(meanings))
        self._beside = tuple((name, one.beside) for name, one in meanings.items() if one.beside)

    def say(self, name: str, value: FactValue) -> str:
        """Raises KeyError for a fact that the vocabulary lacks."""
        return self.meanings[name].said(value)

    def guaranteed(self, name: str, when: Conditions) -> bool:
        """Whether a fact is known wherever these conditions hold."""
        meaning = self.meanings[name]
        return meaning.always or name in when or any(implied(given, when) for given in meaning.given)

    def faults_of(self, facts: Facts) -> list[str]:
        """What is wrong with facts that a scene made, each in one sentence."""
        faults = [f"{name} is not in the vocabulary" for name in facts if name not in self.meanings]
        for name, value in facts.items():
            if name in self.meanings and not self.meanings[name].fits(value):
                faults.append(f"{name} is no {self.meanings[name].type.value}: {value!r}")
        values = {name: (value,) for name, value in facts.items()}
        promised = [name for name in self.meanings if self.guaranteed(name, values)]
        return faults + [f"{name} is promised, but not known" for name in promised if name not in facts]

    def faults_in(self, conditions: Conditions) -> list[str]:
        """What is wrong with the facts and values that conditions compare, each after `compares …`."""
        faults = []
        for name, values in conditions.items():
            meaning = self.meanings.get(name)
            if meaning is None:
                faults.append(f"{name}, which is an unknown fact")
            elif meaning.type is FactType.MONEY:
                faults.append(f"{name}, an amount of money: name a fact for what is meant")
            else:
                never = [value for value in values if not meaning.fits(value)]
                faults += [f"{name} with {value!r}, which it never is" for value in never]
        return faults

    def recorded(self, facts: Facts) -> frozenset[str]:
        """The actions that the system has on record, by these facts."""
        true = {name for name, value in facts.items() if value is True}
        return frozenset(m.records for name, m in self.meanings.items() if m.records and name in true)

    def with_grounds(self, rests_on: Facts, facts: Facts) -> dict[str, FactValue]:
        """What a draft rests on, and what belongs beside it: the article behind a decision."""
        grounds = {name: facts[name] for name, other in self._beside if other in rests_on and name in facts}
        return {**rests_on, **grounds}

    def for_people(self, facts: Facts) -> dict[str, FactValue]:
        """Facts as a person reads them beside a draft: amounts and measures as they are said."""
        return {name: self._readable(name, value) for name, value in facts.items()}

    def _readable(self, name: str, value: FactValue) -> FactValue:
        meaning = self.meanings[name]
        coded = meaning.type in (FactType.MONEY, FactType.CHOICES) and meaning.sayable
        return meaning.said(value) if coded else value


def implied(given: Conditions, when: Conditions) -> bool:
    """Whether `given` holds wherever `when` does."""
    return all(name in when and set(when[name]) <= set(values) for name, values in given.items())
