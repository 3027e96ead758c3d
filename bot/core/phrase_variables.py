"""What a quick phrase leaves open ({昵称}): filled from the talk, else asked of the agent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from bot.core.fact_labels import FactLabels
from bot.core.fact_meanings import one_line
from bot.core.fact_vocabulary import Vocabulary
from bot.core.suggestions import Facts

LONGEST_NAME = 20
LONGEST_VALUE = 60
NICKNAME = "nickname"
AGENT = "agent"
"""Not of the vocabulary: the buyer's and the agent's own name."""

_VARIABLE = re.compile(rf"\{{([^{{}}\n]{{1,{LONGEST_NAME}}})\}}")
_BRACES = re.compile(r"[{}]")


class Piece(NamedTuple):
    text: str
    asked: str = ""
    """The name of what is missing here; the text is empty then."""


@dataclass(frozen=True)
class VariableNames:
    """What phrases may call a variable: by fact, or one of the names above; the first is shown to people."""

    names: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def shown(self) -> tuple[str, ...]:
        return tuple(names[0] for names in self.names.values())

    def values(
        self, facts: Facts, people: Mapping[str, str], vocabulary: Vocabulary, labels: FactLabels
    ) -> Mapping[str, str]:
        """What is known, by every name that it may be written with."""
        known: dict[str, str] = {}
        for fact, value in facts.items():
            meaning = vocabulary.meanings.get(fact)
            if meaning and meaning.sayable and value != "":
                said = meaning.said(value)
                known |= dict.fromkeys(
                    map(_folded, (fact, labels.name(fact), *self.names.get(fact, ()))), said
                )
        for name, value in people.items():
            if value:
                known |= dict.fromkeys(map(_folded, (name, *self.names.get(name, ()))), value)
        plain = {name: _plain(value) for name, value in known.items()}
        return {name: value for name, value in plain.items() if value}


def has_variables(text: str) -> bool:
    return bool(_VARIABLE.search(text))


def has_stray_braces(text: str) -> bool:
    named = [name for name in _VARIABLE.findall(text) if name.strip()]
    return len(_BRACES.findall(text)) != 2 * len(named)


def pieces_of(text: str, known: Mapping[str, str]) -> tuple[Piece, ...]:
    """The text with what is known put in, cut where something has to be asked for."""
    cut = _VARIABLE.split(text)  # every second piece is a name
    pieces: list[Piece] = []
    for place, piece in enumerate(cut):
        value = known.get(_folded(piece)) if place % 2 else _BRACES.sub("", piece)
        if value is None:
            pieces.append(Piece("", piece.strip()))
        elif pieces and not pieces[-1].asked:
            pieces[-1] = Piece(pieces[-1].text + value)
        elif value:
            pieces.append(Piece(value))
    return tuple(pieces)


def _folded(name: str) -> str:
    return name.strip().casefold()


def _plain(value: str) -> str:
    return _BRACES.sub("", one_line(value, LONGEST_VALUE)).strip()
