"""Two products that a buyer weighs against each other: which are meant, and what tells them apart (A6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.buyer_words import BuyerWords
from bot.core.catalogue import Product
from bot.core.product_answers import answer, asked_attributes, plain, strength_beside

THICKNESS = "thickness"
"""Section of the words: how a catalogue's word on thickness begins, by warmth."""
ATTRIBUTE = "厚薄"
WARMTH = ("thin", "middle", "fairly_thick", "thick")
SHORTEST_NAME = 2
"""Characters of a product's name that buyers leave of it: 大衣 of 双面呢大衣."""


@dataclass(frozen=True)
class Compared:
    first: Product
    second: Product
    first_is: str
    """In the catalogue's words."""
    second_is: str
    warmer: bool
    """The buyer asks which is warmer, and by the catalogue the first one is."""


def named_products(shelf: Sequence[Product], text: str) -> tuple[Product, ...]:
    """Those whose name's end stands in the text, as long as no other ends the same, in the text's order."""
    found: dict[str, tuple[int, Product]] = {}
    for product in shelf:
        end = _said_end(product, text)
        rivals = [one for one in shelf if one.code != product.code and end and one.name.endswith(end)]
        if end and not rivals:
            found[product.code] = (text.index(end), product)
    return tuple(product for _, product in sorted(found.values(), key=lambda place: place[0]))


def compared(
    one: Product, other: Product, text: str, words: BuyerWords, notes: Mapping[str, str], *, warm: bool
) -> Compared | None:
    """By the attribute that the buyer asks for, else by a strong point of each; None where one is silent."""
    for attribute in asked_attributes((text,), words):
        said = [answer(product, attribute, words, notes) for product in (one, other)]
        if said[0] and said[1]:
            found = Compared(one, other, said[0].text, said[1].text, warmer=False)
            return _warmer_first(found, words) if warm and attribute == ATTRIBUTE else found
    own, theirs = strength_beside(one), strength_beside(other)
    return Compared(one, other, own, theirs, warmer=False) if own and theirs else None


def _said_end(product: Product, text: str) -> str:
    name = plain(product.name)
    ends = (name[-length:] for length in range(len(name), SHORTEST_NAME - 1, -1))
    return next((end for end in ends if end in text and end != product.category), "")


def _warmer_first(found: Compared, words: BuyerWords) -> Compared:
    first, second = (_place(said, words) for said in (found.first_is, found.second_is))
    if first is None or second is None or first == second:
        return found
    if first > second:
        return Compared(found.first, found.second, found.first_is, found.second_is, warmer=True)
    return Compared(found.second, found.first, found.second_is, found.first_is, warmer=True)


def warmer_than(product: Product, shelf: Sequence[Product], words: BuyerWords) -> tuple[Product, ...] | None:
    """Those that are warmer by the catalogue; None where it doesn't tell how warm the product is."""
    own = _warmth(product, words)
    if own is None:
        return None
    return tuple(one for one in shelf if (place := _warmth(one, words)) is not None and place > own)


def _warmth(product: Product, words: BuyerWords) -> int | None:
    return _place(plain(product.attributes.get(ATTRIBUTE, "")), words)


def _place(said: str, words: BuyerWords) -> int | None:
    begins = {sign: place for place, name in enumerate(WARMTH) for sign in words.listed(THICKNESS, name)}
    fitting = [sign for sign in begins if said.startswith(sign)]
    return begins[max(fitting, key=len)] if fitting else None
