"""What the catalogue says to a question about a product: weakness first, strength after (handbook A4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.buyer_words import BuyerWords
from bot.core.catalogue import Product

ATTRIBUTES = "attributes"
WEAK_POINTS = "weak_points"
SHOP_NOTES = "shop_notes"
ROLES = "roles"
PROOFS = "proofs"
MOST_ATTRIBUTES = 2
"""A draft that answers more reads like a data sheet."""
SENTENCE_END = "。.；;，,！! "
PAUSE = "，"


@dataclass(frozen=True)
class Answer:
    attribute: str
    text: str
    weak: bool
    """Whether the catalogue's word is a weak point."""


def asked_attributes(texts: Sequence[str], words: BuyerWords) -> tuple[str, ...]:
    named = [name for text in texts for name in words.named(ATTRIBUTES, text)]
    return tuple(dict.fromkeys(named))[:MOST_ATTRIBUTES]


def answer(product: Product, attribute: str, words: BuyerWords, notes: Mapping[str, str]) -> Answer | None:
    """What the catalogue says of an attribute, else the shop's note, else a weak or strong point about it.

    `notes` are the shop's own, by key; the words say which attribute each is about.
    """
    shared = (notes.get(key, "") for key in words.listed(SHOP_NOTES, attribute))
    said = product.attributes.get(attribute) or next(shared, "")
    if plain(said):
        return Answer(attribute, plain(said), _is_weak(attribute, said, words))
    signs = (attribute, *words.listed(ATTRIBUTES, attribute))
    for points in (product.weaknesses, product.strengths):
        for point in points:
            if any(sign in point for sign in signs):
                return Answer(attribute, plain(point), points is product.weaknesses)
    return None


def in_role(product: Product, role: str, words: BuyerWords) -> str:
    """The value of the attribute that plays a role: material, origin."""
    values = (plain(product.attributes.get(name, "")) for name in words.listed(ROLES, role))
    return next((value for value in values if value), "")


def strength_beside(product: Product, answered: str = "") -> str:
    """The first strong point that the answer does not hold already; empty when there is none."""
    points = (plain(point) for point in product.strengths)
    return next((point for point in points if point and point not in answered), "")


def proof_of(product: Product, words: BuyerWords) -> str:
    """What comes with the product that proves what it is made of, in the catalogue's words."""
    signs = words.listed(PROOFS, "proof")
    return point_with(product.strengths, signs) or next(
        (part for value in product.attributes.values() for part in _parts(value) if _holds(part, signs)), ""
    )


def without_proof(text: str, words: BuyerWords) -> str:
    """A material without the part that tells of a proof, where the proof is told beside it."""
    signs = words.listed(PROOFS, "proof")
    return PAUSE.join(part for part in _parts(text) if not _holds(part, signs))


def point_with(points: Sequence[str], signs: Sequence[str]) -> str:
    """The first whole point that holds one of the signs."""
    return next((plain(point) for point in points if _holds(point, signs)), "")


def _parts(text: str) -> list[str]:
    return [part for part in plain(text).split(PAUSE) if part]


def _holds(text: str, signs: Sequence[str]) -> bool:
    return any(sign in text for sign in signs)


def weakness_of(product: Product) -> str:
    return next((plain(point) for point in product.weaknesses if plain(point)), "")


def short_strength(product: Product, signs: Sequence[str] = ()) -> str:
    """A part of a strong point, one with a sign of what is wished for if there is one: enough of a reason."""
    parts = [part for point in product.strengths for part in _parts(point)]
    wished = [part for part in parts if _holds(part, signs)]
    return next(iter(wished or parts), "")


def plain(text: str) -> str:
    """As part of a longer sentence."""
    return text.strip().rstrip(SENTENCE_END)


def _is_weak(attribute: str, said: str, words: BuyerWords) -> bool:
    return any(sign in said for sign in words.listed(WEAK_POINTS, attribute))
