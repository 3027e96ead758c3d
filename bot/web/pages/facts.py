"""The facts that a suggestion rests on, as the agent reads them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.bootstrap import House
from bot.core.fact_meanings import FactType
from bot.core.fact_vocabulary import Vocabulary
from bot.core.suggestions import Facts, FactValue


def vocabulary(house: House) -> Vocabulary:
    """An empty one when the script files are broken: the desk still works, facts show their bare names."""
    try:
        return house.live_book.vocabulary
    except ValueError:
        return Vocabulary({})


@dataclass(frozen=True)
class Chip:
    name: str
    value: str
    is_money: bool = False
    is_code: bool = False
    """A value that the vocabulary has no word for, because no buyer is ever told it."""


def chips(words: Vocabulary, facts: Facts) -> list[Chip]:
    """All but the yes-or-no facts, which say nothing without their question."""
    return [_chip(words, name, value) for name, value in facts.items() if not isinstance(value, bool)]


def _chip(words: Vocabulary, name: str, value: FactValue) -> Chip:
    meaning = words.meanings.get(name)
    if meaning is None:
        return Chip(name, str(value))
    if meaning.type is FactType.MONEY:  # yuan already: see Vocabulary.for_people
        return Chip(name, str(value), is_money=True)
    if not meaning.fits(value):
        return Chip(name, str(value))  # stored under an older vocabulary
    said = meaning.said(value)
    return Chip(name, said or str(value), is_code=not said)
