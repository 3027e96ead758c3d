"""Several wishes, one reply: feelings first, then the answers by urgency, one question at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.core.heard import heard
from bot.core.joining import Piece, joined
from bot.core.joints import Joints, fits, only_checks
from bot.core.parts import Part, PartKind
from bot.core.phrases import Phrase, Phrases, phrases, sentences, text_of, without

MOST_PARTS = 3
LONGEST_COURTESY = 12
QUESTION_MARK = "？"
POLITE = (PartKind.COURTESY, PartKind.CLOSING)
"""What nobody misses in a reply that answers something."""
_PLACE = {PartKind.COURTESY: 0, PartKind.FEELING: 1, PartKind.CLOSING: 4}
_ANSWERS, _HOLDS, _ASKER = 2, 3, 5


@dataclass(frozen=True)
class Composed:
    text: str
    parts: tuple[Part, ...]
    """What was joined, in the order of the text."""
    answered: frozenset[str]
    """The wishes that need no other reply: joined, or answered by what is joined."""
    unasked: frozenset[str] = frozenset()
    """Scripts whose question was left out."""


def compose(parts: Sequence[Part], joints: Joints, said: Sequence[str] = ()) -> Composed | None:
    """`parts` are most urgent first; None when fewer than two of them go into one message."""
    told, answered = _uncovered([part for part in parts if part.kind is not PartKind.LIST], joints)
    pieces, repeated = _without_repeated(_agreeing(_pieces(told, joints, said), joints), joints)
    if any(_asks(piece.phrases, joints) for piece in pieces):
        pieces = [piece for piece in pieces if piece.part.kind is not PartKind.CLOSING]
    while len(pieces) > 1:
        text, used = _text(pieces, joints, said)
        if all(part.kind in POLITE for part in used) or heard(text, said):
            return None
        if len(used) <= MOST_PARTS and len(text) <= joints.longest:
            unasked = frozenset(piece.part.script for piece in pieces if piece.unasked)
            answers = answered | repeated | {part.intent for part in used}
            answers |= {part.intent for part in parts if part.kind in POLITE}
            return Composed(text, used, frozenset(answers), unasked) if len(used) > 1 else None
        pieces.remove(_least(pieces))
    return None


def _text(pieces: Sequence[Piece], joints: Joints, said: Sequence[str]) -> tuple[str, tuple[Part, ...]]:
    parted = [one for piece in pieces for one in _feeling_apart(piece, joints)]
    ordered = sorted(parted, key=lambda piece: _place(piece, joints))
    text, used = joined(ordered, joints, said)
    if len(text) > joints.comfortable:
        text, used = joined(ordered, joints, said, asides=False)
    return text, tuple(part for part in used if any(part is piece.part for piece in pieces))


def _feeling_apart(piece: Piece, joints: Joints) -> tuple[Piece, ...]:
    """A first sentence that only apologises goes before all answers, wherever the rest stands."""
    first, *rest = sentences(piece.phrases) or ((),)
    if piece.part.kind is not PartKind.ANSWER or not rest or _says_something(first, joints, piece.part.kind):
        return (piece,)
    feeling = replace(piece.part, kind=PartKind.FEELING, order="")
    matter = tuple(phrase for sentence in rest for phrase in sentence)
    return Piece(feeling, first), Piece(piece.part, matter, piece.unasked)


def _uncovered(parts: Sequence[Part], joints: Joints) -> tuple[list[Part], set[str]]:
    """The parts that no other part's answer makes needless, and the wishes of those."""
    covered = {intent for part in parts for intent in joints.covers.get(part.intent, ())}
    return [p for p in parts if p.intent not in covered], {p.intent for p in parts if p.intent in covered}


def _pieces(parts: Sequence[Part], joints: Joints, said: Sequence[str]) -> list[Piece]:
    """What each part says; only one of them keeps its question."""
    fresh = [replace(part, wordings=_fresh(part, said)) for part in parts]
    plain = [_first(part, joints, _plain) for part in fresh]
    asking = [_first(part, joints, _asking) for part in fresh]
    asker = _most_needed(fresh, plain, asking)
    found = [asking[place] if place == asker else one for place, one in enumerate(plain)]
    return [piece for piece in found if piece]


def _fresh(part: Part, said: Sequence[str]) -> tuple[str, ...]:
    return tuple(text for text in part.wordings if not heard(text, said))


def _most_needed(
    parts: Sequence[Part], plain: Sequence[Piece | None], asking: Sequence[Piece | None]
) -> int | None:
    """The place of the one part that may ask: what can't be answered otherwise, most urgent first."""
    can = [place for place, piece in enumerate(asking) if piece]
    needed = [place for place in can if parts[place].needed or parts[place].kind is PartKind.QUESTION]
    only_asks = [place for place in can if plain[place] is None]
    cut = [place for place in can if (piece := plain[place]) and piece.unasked]
    last = [place for place in can if place == len(parts) - 1]
    return next(iter((*needed, *only_asks, *cut, *last)), None)


def _first(part: Part, joints: Joints, of: Callable[[Part, Phrases, Joints], Piece | None]) -> Piece | None:
    found = (of(part, phrases(text), joints) for text in part.wordings)
    return next((piece for piece in found if piece), None)


def _asking(part: Part, found: Phrases, joints: Joints) -> Piece | None:
    if part.kind not in (PartKind.ANSWER, PartKind.QUESTION) or not _asks(found, joints):
        return None
    return Piece(part, found) if text_of(found).count(QUESTION_MARK) <= 1 else None


def _plain(part: Part, found: Phrases, joints: Joints) -> Piece | None:
    """The part without its question; None where nothing else would be left."""
    if part.kind is PartKind.COURTESY:
        return _courtesy(part, found[:1], joints)
    if part.kind is PartKind.FEELING:
        found = sentences(found)[0] if found else found
    found = without(found, (place for place, phrase in enumerate(found) if _closes(phrase, joints)))
    told = sentences(found)
    if told and _asks(told[-1], joints):
        told = told[:-1]
    left = tuple(phrase for sentence in told for phrase in sentence)
    if part.kind is PartKind.QUESTION or _asks(left, joints) or not _says_something(left, joints, part.kind):
        return None
    return Piece(part, left, unasked=left != found)


def _courtesy(part: Part, found: Phrases, joints: Joints) -> Piece | None:
    if not found or _asks(found, joints) or len(found[0].words) > LONGEST_COURTESY:
        return None
    return Piece(part, found)


def _closes(phrase: Phrase, joints: Joints) -> bool:
    return QUESTION_MARK in phrase.mark and fits(joints.closers, phrase.words)


def _asks(found: Iterable[Phrase], joints: Joints) -> bool:
    return any(QUESTION_MARK in phrase.mark or joints.asks_for(phrase.words) for phrase in found)


def _says_something(found: Phrases, joints: Joints, kind: PartKind) -> bool:
    """More than an apology or a yes, unless the part is there to feel."""
    if kind is PartKind.FEELING:
        return bool(found)
    empty = [once.phrases for once in joints.once.values()]
    return any(
        not joints.is_opening(phrase.words) and not any(fits(patterns, phrase.words) for patterns in empty)
        for phrase in found
    )


def _place(piece: Piece, joints: Joints) -> int:
    if _asks(piece.phrases, joints):
        return _ASKER
    holds = only_checks(piece.text, joints)
    return _PLACE.get(piece.part.kind, _HOLDS if holds else _ANSWERS)


def _least(pieces: Sequence[Piece]) -> Piece:
    """What may rather be left to a reply of its own: courtesies, then the least urgent."""
    courtesies = [piece for piece in pieces if piece.part.kind in POLITE]
    return (courtesies or list(pieces))[-1]


def _agreeing(pieces: Sequence[Piece], joints: Joints) -> list[Piece]:
    """Without pieces that contradict a more urgent one."""
    kept: list[Piece] = []
    for piece in pieces:
        if not any(_contradict(earlier, piece, joints) for earlier in kept):
            kept.append(piece)
    return kept


def _contradict(one: Piece, other: Piece, joints: Joints) -> bool:
    if one.part.order and other.part.order and one.part.order != other.part.order:
        return False
    claims, others = _claims(one, joints), _claims(other, joints)
    if any(
        others[name] != said for name, said in claims.items() if name in others and name not in joints.several
    ):
        return True
    return any(
        (a.search(one.text) and b.search(other.text)) or (b.search(one.text) and a.search(other.text))
        for a, b in joints.contradictions
    )


def _claims(piece: Piece, joints: Joints) -> dict[str, str]:
    return {
        name: said
        for name, said in piece.part.stated.items()
        if name not in joints.identities and said in piece.text
    }


def _without_repeated(pieces: Sequence[Piece], joints: Joints) -> tuple[list[Piece], set[str]]:
    """Of two pieces that state mostly the same, the fuller one; and the wishes that lose nothing by it."""
    claims = [_claims(piece, joints).items() for piece in pieces]
    repeated = {
        place
        for place, own in enumerate(claims)
        for other, theirs in enumerate(claims)
        if other != place
        and own
        and len(own & theirs) * 2 > len(own)
        and (len(own), other) < (len(theirs), place)
    }
    kept = [piece for place, piece in enumerate(pieces) if place not in repeated]
    told = {
        pieces[place].part.intent
        for place in repeated
        if any(claims[place] <= theirs for other, theirs in enumerate(claims) if other not in repeated)
    }
    return kept, told
