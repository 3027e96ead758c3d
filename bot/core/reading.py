"""From ranked intents to what a message wants: its wishes in order, or an honest "can't tell"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.core.conversations import Turn
from bot.core.open_topic import OpenTopic, is_answer, is_data_only, is_reaction, open_topic
from bot.core.placeholders import CARDS
from bot.core.text import Normalised
from bot.core.understanding import FALLBACK_INTENT, Candidate, Clause, Entity, Parse

PLAIN_ANSWERS = frozenset({"affirm", "deny"})
UNMISTAKABLE = 0.75
"""From this clearness a turn is what it seems, though the agent had asked for something."""
MEASURED = frozenset({"ask_size", "inform"})
BARE_CARD = 0.9
"""How surely a card or a link without words is mere information."""
RANKED = 5
"""Candidates that a clause shows."""

Ranking = tuple[Candidate, ...]
Ranked = Callable[[str], Ranking]
"""Every intent of a normalised text, best first."""


class WishSpan(NamedTuple):
    """Where a wish stands in a normalised text, and how likely it is rightly parted from the others."""

    start: int
    end: int
    chance: float


@dataclass(frozen=True)
class Thresholds:
    """Chosen when a model is trained, on sentences it had not seen."""

    sure: float
    """How far the best wish must be ahead of "nobody can tell"."""
    alone: Mapping[str, float] = field(default_factory=dict)
    """Intent -> the confidence from which the desk may answer it alone; absent: never."""

    def lets_alone(self, best: Candidate) -> bool:
        least = self.alone.get(best.intent)
        return least is not None and best.confidence >= least


@dataclass(frozen=True)
class _Wish:
    start: int
    end: int
    ranking: Ranking

    @property
    def best(self) -> Candidate:
        return self.ranking[0]


def clearness(ranking: Ranking) -> float:
    """How far the best wish is ahead of "nobody can tell"."""
    shares = {candidate.intent: candidate.confidence for candidate in ranking}
    doubt = shares.pop(FALLBACK_INTENT, 0.0)
    return max(shares.values(), default=0.0) - doubt


def read(
    words: Normalised,
    entities: Sequence[Entity],
    ranked: Ranked,
    spans: Sequence[WishSpan],
    previous: Sequence[Turn],
    thresholds: Thresholds,
) -> Parse:
    """`spans` are the wishes of the normalised text, as far as they can be told apart."""
    topic = open_topic(previous, ranked, thresholds.sure)
    if not any(char.isalnum() for char in words.text):
        return _without_words(words, entities, topic)
    wishes = _wishes(words.text, spans, ranked)
    if len({wish.best.intent for wish in wishes}) > 1:
        return _several(words, wishes, entities)
    return _one(words, entities, ranked(words.text), previous, topic, thresholds)


def _without_words(words: Normalised, entities: Sequence[Entity], topic: OpenTopic | None) -> Parse:
    """A card or a link is data for what was asked, and information where nothing was; emoji are nothing."""
    if CARDS.isdisjoint(words.text):
        return Parse(words.original, (Clause(words.original, (), tuple(entities)),), abstain=True)
    intent, confidence = (topic.intent, topic.confidence) if topic else ("inform", BARE_CARD)
    clause = Clause(words.original, (Candidate(intent, confidence),), tuple(entities))
    return Parse(words.original, (clause,), abstain=False, intents=(intent,))


def _wishes(text: str, spans: Sequence[WishSpan], ranked: Ranked) -> list[_Wish]:
    """A part that nobody can tell, or that says the same again, belongs to the one before."""
    wishes: list[_Wish] = []
    for start, end, chance in spans:
        ranking = _lowered(ranked(text[start:end]), chance)
        if wishes and ranking[0].intent in (FALLBACK_INTENT, wishes[-1].best.intent):
            wishes[-1] = _Wish(wishes[-1].start, end, wishes[-1].ranking)
        elif ranking[0].intent != FALLBACK_INTENT:
            wishes.append(_Wish(start, end, ranking))
    return _with_their_data(wishes)


def _with_their_data(wishes: Sequence[_Wish]) -> list[_Wish]:
    """Measures told right before or after a size question are part of it."""
    joined: list[_Wish] = []
    for wish in wishes:
        if joined and {joined[-1].best.intent, wish.best.intent} == MEASURED:
            asked = wish if joined[-1].best.intent == "inform" else joined[-1]
            joined[-1] = _Wish(joined[-1].start, wish.end, asked.ranking)
        else:
            joined.append(wish)
    return joined


def _lowered(ranking: Ranking, chance: float) -> Ranking:
    return tuple(Candidate(one.intent, one.confidence * chance) for one in ranking)


def _several(words: Normalised, wishes: Sequence[_Wish], entities: Sequence[Entity]) -> Parse:
    """Never sure: parting them is one more thing to be wrong about."""
    spans = _seamless([(wish.start, wish.end) for wish in wishes], words)
    read_clauses = tuple(
        Clause(words.original[start:end], _shown(wish.ranking), tuple(_inside(entities, start, end)))
        for wish, (start, end) in zip(wishes, spans, strict=True)
    )
    intents = tuple(dict.fromkeys(wish.best.intent for wish in wishes))
    return Parse(words.original, read_clauses, abstain=False, intents=intents)


def _seamless(spans: Sequence[tuple[int, int]], words: Normalised) -> list[tuple[int, int]]:
    """Spans in the original that leave nothing out: the first begins the message, the last ends it."""
    starts = [0, *(words.span(start, end)[0] for start, end in spans[1:])]
    return list(zip(starts, [*starts[1:], len(words.original)], strict=True))


def _inside(entities: Sequence[Entity], start: int, end: int) -> Iterator[Entity]:
    return (entity for entity in entities if start <= entity.start < end)


def _one(
    words: Normalised,
    entities: Sequence[Entity],
    ranking: Ranking,
    previous: Sequence[Turn],
    topic: OpenTopic | None,
    thresholds: Thresholds,
) -> Parse:
    is_data = is_data_only(words, entities)
    is_sure = clearness(ranking) >= thresholds.sure
    if is_data:
        is_sure = is_sure and ranking[0].intent == "inform" and bool(entities)
    if topic and _belongs_to_topic(words.text, ranking, previous, is_data=is_data, is_sure=is_sure):
        ranking, is_sure = _on_topic(ranking, topic), True
    clause = Clause(words.original, _shown(ranking), tuple(entities))
    if not is_sure:
        return Parse(words.original, (clause,), abstain=True)
    sure = thresholds.lets_alone(clause.ranking[0])
    return Parse(words.original, (clause,), abstain=False, intents=(clause.intent,), sure=sure)


def _belongs_to_topic(
    text: str,
    ranking: Ranking,
    previous: Sequence[Turn],
    *,
    is_data: bool,
    is_sure: bool,
) -> bool:
    """Data and answers belong to what was asked; so does what nobody could tell by itself."""
    if is_data or ranking[0].intent == "inform":
        return True
    if is_reaction(text):
        return False
    is_plain = ranking[0].intent in PLAIN_ANSWERS or clearness(ranking) >= UNMISTAKABLE
    return not is_sure or (is_answer(text, previous) and not is_plain)


def _on_topic(ranking: Ranking, topic: OpenTopic) -> Ranking:
    """The topic comes first; the others share what it leaves."""
    left = 1 - topic.confidence
    others = [
        Candidate(other.intent, other.confidence * left) for other in ranking if other.intent != topic.intent
    ]
    return (Candidate(topic.intent, topic.confidence), *others)


def _shown(ranking: Ranking) -> Ranking:
    return tuple(candidate for candidate in ranking if candidate.intent != FALLBACK_INTENT)[:RANKED]
