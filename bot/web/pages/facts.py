"""The facts that a suggestion rests on, as the agent reads them."""

from __future__ import annotations

from typing import NamedTuple

from bot.bootstrap import House
from bot.core.fact_labels import FactLabels
from bot.core.fact_meanings import FactType
from bot.core.fact_vocabulary import Vocabulary
from bot.core.suggestions import Facts, FactValue


def vocabulary(house: House) -> Vocabulary:
    """An empty one when the script files are broken: the desk still works, facts show their bare names."""
    try:
        return house.live_book.vocabulary
    except ValueError:
        return Vocabulary({})


def plain_name(_: FactLabels, fact: str) -> str:
    """Order refund state, for order.refund_state: labels are Chinese, the names of facts are English."""
    return fact.replace(".", " ").replace("_", " ").capitalize()


class Chip(NamedTuple):
    fact: str
    label: str
    value: str
    is_money: bool = False


def chips(words: Vocabulary, labels: FactLabels, facts: Facts) -> list[Chip]:
    """All but the yes-or-no facts, which only say why a script was chosen."""
    return [_chip(words, labels, name, value) for name, value in facts.items() if not isinstance(value, bool)]


def plain_chips(words: Vocabulary, labels: FactLabels, facts: Facts) -> list[Chip]:
    return [chip._replace(label=plain_name(labels, chip.fact)) for chip in chips(words, labels, facts)]


def _chip(words: Vocabulary, labels: FactLabels, name: str, value: FactValue) -> Chip:
    meaning = words.meanings.get(name)
    is_money = meaning is not None and meaning.type is FactType.MONEY
    if is_money or meaning is None or not meaning.fits(value):
        # yuan already (Vocabulary.for_people), or stored under an older vocabulary
        return Chip(name, labels.name(name), str(value), is_money)
    return Chip(name, labels.name(name), meaning.said(value) or labels.value(name, value, meaning))
