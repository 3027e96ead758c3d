"""A draft script of a wording that was found: conditions that promise its facts, and a worked case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.core.fact_meanings import FactType
from bot.core.fact_vocabulary import Vocabulary
from bot.core.generalising import statable
from bot.core.money import Fen, yuan_text
from bot.core.scripts import PLACEHOLDER, ScriptStatus, render
from bot.core.suggestions import FactValue


def script_document(name: str, intent: str, text: str, buyer: str, vocabulary: Vocabulary) -> dict[str, Any]:
    """Never more than a draft, never answered alone; in the order in which scripts are written.

    Raises ValueError for a wording that states what cannot be promised.
    """
    stated = list(dict.fromkeys(PLACEHOLDER.findall(text)))
    when = _conditions(stated, vocabulary)
    facts = {name: values[0] for name, values in when.items()}
    facts |= {name: vocabulary.meanings[name].example for name in stated if name not in facts}
    variant: dict[str, Any] = {"texts": [text]}
    if when:
        variant = {"when": {key: _plain(values) for key, values in when.items()}, **variant}
    return {
        "script": name,
        "intent": intent,
        "status": ScriptStatus.DRAFT.value,
        "unattended": "never",
        "rank": 9,
        "optional": True,
        "variants": [variant],
        "cases": [
            {
                "buyer": buyer,
                "facts": {key: _written(key, value, vocabulary) for key, value in facts.items()},
                "expect": render(text, facts, vocabulary.say),
            }
        ],
    }


def _conditions(stated: Sequence[str], vocabulary: Vocabulary) -> dict[str, tuple[FactValue, ...]]:
    when: dict[str, tuple[FactValue, ...]] = {}
    for name in stated:
        if not statable(name, vocabulary):
            raise ValueError(f"the wording states {name}, which nothing promises")
        if vocabulary.guaranteed(name, when):
            continue
        fitting = [one for one in vocabulary.meanings[name].given if _agree(one, when)]
        if not fitting:
            raise ValueError(f"the wording states {name}, which does not go with the others")
        when |= {key: tuple(values) for key, values in fitting[0].items()}
    return when


def _agree(given: Mapping[str, Sequence[FactValue]], when: Mapping[str, Sequence[FactValue]]) -> bool:
    return all(key not in when or set(when[key]) <= set(values) for key, values in given.items())


def _plain(values: Sequence[FactValue]) -> Any:
    return values[0] if len(values) == 1 else list(values)


def _written(name: str, value: FactValue, vocabulary: Vocabulary) -> FactValue:
    """As cases write it: yuan for money."""
    return yuan_text(Fen(int(value))) if vocabulary.meanings[name].type is FactType.MONEY else value
