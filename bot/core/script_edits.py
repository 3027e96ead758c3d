"""What shop staff change in a script without reading YAML: wordings and the status.

The worked cases follow the wording, because whoever writes a new sentence has no reason to know them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from bot.core.fact_meanings import FactType
from bot.core.fact_vocabulary import Vocabulary
from bot.core.money import Fen, yuan_text
from bot.core.scripts import Case, Script, ScriptStatus, Variant, choose, wordings
from bot.core.suggestions import Facts, FactValue


@dataclass(frozen=True)
class Edit:
    """Changes of a script's document; variants and cases by their place, from 0."""

    status: ScriptStatus | None = None
    texts: Mapping[int, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    expects: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    added_facts: Mapping[int, Facts] = field(default_factory=lambda: MappingProxyType({}))
    """Case -> facts that its new wording states and the case did not have, as people write them."""

    @property
    def is_empty(self) -> bool:
        return self.status is None and not (self.texts or self.expects or self.added_facts)


def edit_of(
    script: Script,
    texts: Mapping[int, Sequence[str]],
    status: ScriptStatus | None,
    vocabulary: Vocabulary,
) -> Edit:
    """`texts` are all wordings of the variants named; those that stay as they are change nothing."""
    wanted = {place: tuple(text.strip() for text in new if text.strip()) for place, new in texts.items()}
    changed = {
        place: new
        for place, new in wanted.items()
        if 0 <= place < len(script.variants) and new != script.variants[place].texts
    }
    expects: dict[int, str] = {}
    added: dict[int, Facts] = {}
    for number, case in enumerate(script.cases):
        variant = choose(script, case.facts)
        place = script.variants.index(variant) if variant else None
        if variant is None or place not in changed or not changed[place]:
            continue
        new = replace(variant, texts=changed[place])
        missing = _stated_but_missing(new, case.facts, vocabulary)
        if missing:
            added[number] = {name: _as_written(name, value, vocabulary) for name, value in missing.items()}
        expected = _expected(variant, new, case, {**case.facts, **missing}, vocabulary)
        if expected is not None and expected != case.expect:
            expects[number] = expected
    return Edit(status if status is not script.status else None, changed, expects, added)


def _stated_but_missing(variant: Variant, facts: Facts, vocabulary: Vocabulary) -> dict[str, FactValue]:
    """With the vocabulary's examples. What no `when` guarantees stays missing, for the checker to name."""
    return {
        name: vocabulary.meanings[name].example
        for name in sorted(variant.variables)
        if name not in facts and name in vocabulary.meanings and vocabulary.guaranteed(name, variant.when)
    }


def _expected(old: Variant, new: Variant, case: Case, facts: Facts, vocabulary: Vocabulary) -> str | None:
    """The wording at the place where the case's old one stood; None where it can't be said."""
    try:
        said = wordings(new, facts, vocabulary.say)
    except KeyError:
        return None
    if case.expect in said:
        return case.expect
    before = wordings(old, case.facts, vocabulary.say)
    place = before.index(case.expect) if case.expect in before else 0
    return said[min(place, len(said) - 1)]


def _as_written(name: str, value: FactValue, vocabulary: Vocabulary) -> FactValue:
    """As cases write it: yuan for money."""
    is_money = vocabulary.meanings[name].type is FactType.MONEY
    return yuan_text(Fen(int(value))) if is_money else value
