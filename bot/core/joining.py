"""The joints of a longer reply: nothing said twice, nothing that opens it in its middle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.core.heard import bare
from bot.core.joints import Joints, Once, fits
from bot.core.parts import Part, PartKind
from bot.core.phrases import ENDS, Phrase, Phrases, phrases, text_of, unfinished, without

SHORT_COURTESY = 4
"""Characters up to which a courtesy leads into the answer with a comma: 您好，…"""
TELLING = 5
"""Characters from which a phrase said twice is noticed."""


@dataclass(frozen=True)
class Piece:
    """What is said of a part."""

    part: Part
    phrases: Phrases
    unasked: bool = False
    """Whether a question of its own was left out."""

    @property
    def text(self) -> str:
        return text_of(self.phrases)


@dataclass
class _Reply:
    joints: Joints
    said_before: str
    about_several: bool
    links: list[str]
    texts: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.texts)


def joined(
    pieces: Sequence[Piece], joints: Joints, said: Sequence[str], *, asides: bool = True
) -> tuple[str, tuple[Part, ...]]:
    """The pieces as one reply in their order, and the parts that had something left to say.

    `said`: the talk's earlier replies.
    """
    orders = {piece.part.order for piece in pieces if piece.part.order}
    reply = _Reply(joints, "\n".join(said), len(orders) > 1, list(joints.links))
    for piece in pieces:
        _add(reply, piece if asides else _without_asides(piece, joints))
    return unfinished(reply.text), tuple(reply.parts)


def _add(reply: _Reply, piece: Piece) -> None:
    found = _fresh(reply, piece)
    if not found:
        return
    words = _renamed(reply, piece.part, text_of(found))
    if reply.parts:
        words = _between(reply, piece.part, words)
    reply.texts.append(words)
    reply.parts.append(piece.part)


def _fresh(reply: _Reply, piece: Piece) -> Phrases:
    """Without what opens a reply, and without what it has said already."""
    found = piece.phrases
    if reply.parts:
        opening = 0
        while opening < len(found) - 1 and _opens(found[opening].words, reply.joints):
            opening += 1
        found = found[opening:]
    told = f"{reply.text}。"
    again = []
    for place, phrase in enumerate(found):
        if _is_repeated(phrase.words, told, reply):
            again.append(place)
        told += phrase.words + phrase.mark
    left = without(found, again)
    return () if again and all(_opens(phrase.words, reply.joints) for phrase in left) else left


def _opens(words: str, joints: Joints) -> bool:
    """A yes, or a greeting: neither has a place inside of a reply."""
    greetings = (once.phrases for once in joints.once.values() if once.in_a_talk)
    return joints.is_opening(words) or any(fits(patterns, words) for patterns in greetings)


def _is_repeated(words: str, told: str, reply: _Reply) -> bool:
    if len(words) >= TELLING and bare(words) in {bare(phrase.words) for phrase in phrases(told)}:
        return True
    known = (once for once in reply.joints.once.values() if fits(once.phrases, words))
    return any(_was_said(once, told, reply.said_before) for once in known)


def _was_said(once: Once, told: str, said_before: str) -> bool:
    return once.sign.search(f"{said_before}\n{told}" if once.in_a_talk else told) is not None


def _renamed(reply: _Reply, part: Part, words: str) -> str:
    """What was named before is 这单, 这款."""
    joints = reply.joints
    if reply.about_several:
        named = next((earlier.order for earlier in reversed(reply.parts) if earlier.order), "")
        if part.order and part.order != named and part.order not in words:
            words = joints.other_order.replace("{tail}", part.order) + words
    elif part.order and part.order in reply.text:
        for rewording in joints.again:
            words = rewording.pattern.sub(rewording.into, words)
    for name, again in joints.names.items():
        value = part.stated.get(name, "")
        if value and value in reply.text:
            words = words.replace(value, again)
    return words


def _between(reply: _Reply, part: Part, words: str) -> str:
    """Ends what stands there, and leads over where the matter changes."""
    last = reply.parts[-1]
    is_courtesy = last.kind is PartKind.COURTESY
    ended = unfinished(reply.texts[-1] if is_courtesy else _firm(reply.texts[-1], reply.joints))
    if ended[-1] not in ENDS:
        ended += "，" if is_courtesy and len(ended) <= SHORT_COURTESY else "。"
    reply.texts[-1] = ended
    for rewording in reply.joints.not_first:
        words = rewording.pattern.sub(rewording.into, words, count=1)
    is_other = last.order != part.order and bool(last.order and part.order)
    leads_over = is_other or not reply.joints.same_matter(last.scene, part.scene)
    polite = {last.kind, part.kind}.difference((PartKind.ANSWER, PartKind.QUESTION))
    return (reply.links.pop(0) if leads_over and reply.links and not polite else "") + words


def _firm(text: str, joints: Joints) -> str:
    """Without soft words: they belong to the end of a reply."""
    return text_of(Phrase(_without_suffix(words, joints.softeners), mark) for words, mark in phrases(text))


def _without_suffix(words: str, suffixes: Sequence[str]) -> str:
    return next((words.removesuffix(suffix) for suffix in suffixes if words.endswith(suffix)), words)


def _without_asides(piece: Piece, joints: Joints) -> Piece:
    def bare(words: str) -> str:
        for pattern in joints.asides:
            words = re.sub(pattern, "", words)
        return words

    return Piece(
        piece.part, tuple(Phrase(bare(p.words), p.mark) for p in piece.phrases), unasked=piece.unasked
    )
