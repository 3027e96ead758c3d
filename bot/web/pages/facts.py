"""The facts that a suggestion rests on, as the agent reads them."""

from __future__ import annotations

from bot.bootstrap import House
from bot.core.fact_meanings import FactType
from bot.core.fact_vocabulary import Vocabulary
from bot.core.suggestions import FactValue


def vocabulary(house: House) -> Vocabulary:
    """An empty one when the script files are broken: the desk still works, facts show their bare names."""
    try:
        return house.book.vocabulary
    except ValueError:
        return Vocabulary({})


def said(words: Vocabulary, name: str, value: FactValue) -> FactValue:
    """A fact's value in the words of the vocabulary, as far as it has any for it."""
    meaning = words.meanings.get(name)
    if meaning is None or not meaning.fits(value):
        return value  # stored under an older vocabulary
    if meaning.type is FactType.FLAG or not meaning.said(value):
        return value
    return meaning.said(value)
