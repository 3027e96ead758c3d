"""Finding a script by what one remembers of it: its wording, what buyers say, its intent or its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.intents import Intent
from bot.core.scripts import Script, ScriptStatus

MOST_WORDS = 8
MOST_SAID = 4
"""Sentences of buyers that stand for a script."""


@dataclass(frozen=True)
class FoundScript:
    script: Script
    shown: tuple[str, ...]
    """The wording or the buyer's sentence that was found; without a query what buyers say."""
    by_name: bool = False
    """Whether the query is part of its own name or its intent's: this is what it is about."""


def found_scripts(
    scripts: Sequence[Script],
    query: str,
    intents: Mapping[str, Intent],
    *,
    scene: str = "",
    only_active: bool = False,
) -> Iterator[FoundScript]:
    """Scripts that hold every word of the query somewhere, in the order given; all of them without words."""
    words = query.casefold().split()[:MOST_WORDS]
    for script in scripts:
        if (scene and script.scene != scene) or (only_active and script.status is not ScriptStatus.ACTIVE):
            continue
        names = _names(script, intents)
        shown = _found(script, words, names)
        if shown is not None:
            yield FoundScript(script, shown, bool(words) and all(word in names for word in words))


def _names(script: Script, intents: Mapping[str, Intent]) -> str:
    intent = intents.get(script.intent)
    return f"{script.name} {script.intent} {intent.chinese if intent else ''}".casefold()


def _found(script: Script, words: Sequence[str], names: str) -> tuple[str, ...] | None:
    texts = [text for variant in script.variants for text in variant.texts]
    sentences = [*texts, *(case.buyer for case in script.cases)]
    everything = "\n".join((*sentences, names)).casefold()
    if not all(word in everything for word in words):
        return None
    said = tuple(dict.fromkeys(case.buyer for case in script.cases))[:MOST_SAID]
    best = max(sentences, key=lambda text: sum(word in text.casefold() for word in words), default="")
    return (best,) if any(word in best.casefold() for word in words) else said
