"""The checker's faults beside what they are about, worded for shop staff (templates/scripts/faults.html)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.fact_labels import FactLabels
from bot.core.script_sources import Fault
from bot.core.scripts import Script, choose

_PLACE = re.compile(r"(variant|case) (\d+)\b:? ?(.*)", re.DOTALL)
_CONSEQUENCES = ("expected ", "no variant holds", "has no case")
_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+")


@dataclass(frozen=True)
class PlacedFault:
    sentence: str
    variant: int | None = None
    """The place of the variant it is about, from 0."""
    case: int | None = None
    """The number of the worked case, from 1."""


def placed(faults: Iterable[Fault], script: Script | None) -> tuple[PlacedFault, ...]:
    """`script` as it stands on the page; a case's fault is shown at the variant that answers the case."""
    found = tuple(dict.fromkeys(_placed(fault.sentence, script) for fault in faults))
    ill_worded = {fault.variant for fault in found if fault.case is None and not _follows(fault)}
    return tuple(fault for fault in found if not _follows(fault) or fault.variant not in ill_worded)


def _follows(fault: PlacedFault) -> bool:
    """Whether it goes by itself once the variant's wording is right."""
    return fault.variant is not None and fault.sentence.startswith(_CONSEQUENCES)


def _placed(sentence: str, script: Script | None) -> PlacedFault:
    found = _PLACE.fullmatch(sentence)
    if found is None or script is None:
        return PlacedFault(sentence)
    number = int(found[2])
    if found[1] == "variant":
        return PlacedFault(found[3], number - 1 if number <= len(script.variants) else None)
    case = script.cases[number - 1] if number <= len(script.cases) else None
    variant = choose(script, case.facts) if case else None
    return PlacedFault(found[3], script.variants.index(variant) if variant else None, number)


def reworded(sentence: str, patterns: Sequence[tuple[str, str]], labels: FactLabels) -> str:
    """By the first pattern that fits the whole sentence, else as it is; facts by their Chinese names."""
    for pattern, words in patterns:
        if found := re.fullmatch(pattern, sentence, re.DOTALL):
            sentence = found.expand(words)
            break
    return _NAME.sub(lambda match: labels.name(match[0]), sentence)
