"""From ranked intents to what a message wants: its wishes in order, or an honest "can't tell"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.core.clauses import Span, clauses
from bot.core.conversations import Turn
from bot.core.open_topic import TURNS_LOOKED_AT, OpenTopic, is_data_only, is_reaction, open_topic
from bot.core.text import Normalised
from bot.core.understanding import FALLBACK_INTENT, Candidate, Clause, Entity, Parse

RANKED = 5
"""Candidates that a clause shows."""

COURTESIES = frozenset({"greet", "thanks", "goodbye", "affirm", "deny", "chitchat"})
ACCOMPANIMENTS = COURTESIES | {"inform", "complain", "abuse", "hesitate", "out_of_scope", FALLBACK_INTENT}
"""Beside a concrete wish these are its frame, its data or its tone, no wish of their own."""

Ranking = tuple[Candidate, ...]
Ranked = Callable[[str], Ranking]
"""Every intent of a normalised text, best first."""


@dataclass(frozen=True)
class Thresholds:
    """Chosen when a model is trained, on sentences it had not seen."""

    sure: float
    """Below this confidence the whole message is not understood."""
    clause: float
    """From this confidence a clause is a wish of its own beside others …"""
    trace: float
    """… if the whole message gives its intent at least this much."""


@dataclass(frozen=True)
class _Wish:
    start: int
    end: int
    ranking: Ranking

    @property
    def best(self) -> Candidate:
        return self.ranking[0]


def passages(words: Normalised, previous: Sequence[Turn]) -> list[str]:
    """Every text that `read` may want ranked: the whole, its clauses, the turns before."""
    own = [words.text, *(words.text[start:end] for start, end in clauses(words.text))]
    return list(dict.fromkeys([*own, *(turn.text for turn in previous[-TURNS_LOOKED_AT:])]))


def read(
    words: Normalised,
    entities: Sequence[Entity],
    ranked: Ranked,
    previous: Sequence[Turn],
    thresholds: Thresholds,
) -> Parse:
    if not any(char.isalnum() for char in words.text):
        return Parse(words.original, (Clause(words.original, (), tuple(entities)),), abstain=True)
    whole = ranked(words.text)
    wishes = _wishes(words.text, whole, ranked, thresholds)
    if _are_several(wishes, whole[0]):
        return _several(words, wishes, entities)
    ranking = _single(whole, wishes)
    return _one(words, entities, ranking, open_topic(previous, ranked, thresholds.sure), thresholds)


def _wishes(text: str, whole: Ranking, ranked: Ranked, thresholds: Thresholds) -> list[_Wish]:
    """The clauses that are wishes of their own; what stands between them belongs to the one before."""
    shares = {candidate.intent: candidate.confidence for candidate in whole}
    wishes: list[_Wish] = []
    for start, end in clauses(text):
        ranking = ranked(text[start:end])
        best = ranking[0]
        counts = (
            best.intent not in ACCOMPANIMENTS
            and best.confidence >= thresholds.clause
            and shares[best.intent] >= thresholds.trace
        )
        if counts and not (wishes and wishes[-1].best.intent == best.intent):
            wishes.append(_Wish(start, end, ranking))
        elif wishes:
            kept = wishes[-1]
            better = ranking if counts and best.confidence > kept.best.confidence else kept.ranking
            wishes[-1] = _Wish(kept.start, end, better)
    return wishes


def _are_several(wishes: Sequence[_Wish], whole: Candidate) -> bool:
    """Clauses of a story may each sound like a wish; then the message as a whole means something else."""
    intents = {wish.best.intent for wish in wishes}
    return len(intents) > 1 and (whole.intent in intents or whole.intent in ACCOMPANIMENTS)


def _several(words: Normalised, wishes: Sequence[_Wish], entities: Sequence[Entity]) -> Parse:
    spans = _seamless([(wish.start, wish.end) for wish in wishes], words)
    read_clauses = tuple(
        Clause(words.original[start:end], _shown(wish.ranking), tuple(_inside(entities, start, end)))
        for wish, (start, end) in zip(wishes, spans, strict=True)
    )
    intents = tuple(dict.fromkeys(wish.best.intent for wish in wishes))
    return Parse(words.original, read_clauses, abstain=False, intents=intents)


def _seamless(spans: Sequence[Span], words: Normalised) -> list[Span]:
    """Spans in the original that leave nothing out: the first begins the message, the last ends it."""
    starts = [0, *(words.span(start, end)[0] for start, end in spans[1:])]
    return list(zip(starts, [*starts[1:], len(words.original)], strict=True))


def _inside(entities: Sequence[Entity], start: int, end: int) -> Iterator[Entity]:
    return (entity for entity in entities if start <= entity.start < end)


def _single(whole: Ranking, wishes: Sequence[_Wish]) -> Ranking:
    """A greeting in front must not outweigh the one wish that follows it."""
    if not wishes:
        return whole
    best = max((wish.ranking for wish in wishes), key=lambda ranking: ranking[0].confidence)
    framed = whole[0].intent in ACCOMPANIMENTS
    return best if framed or best[0].confidence > whole[0].confidence else whole


def _one(
    words: Normalised,
    entities: Sequence[Entity],
    ranking: Ranking,
    topic: OpenTopic | None,
    thresholds: Thresholds,
) -> Parse:
    best = ranking[0]
    is_sure = best.intent != FALLBACK_INTENT and best.confidence >= thresholds.sure
    if is_data_only(words, entities):
        is_sure = best.intent == "inform" and is_sure and bool(entities)
        ranking, is_sure = _on_topic(ranking, topic) if topic else (ranking, is_sure)
    elif not is_sure and topic and not is_reaction(words.text):
        ranking, is_sure = _on_topic(ranking, topic)
    clause = Clause(words.original, _shown(ranking), tuple(entities))
    intents = (clause.intent,) if is_sure else ()
    return Parse(words.original, (clause,), abstain=not is_sure, intents=intents)


def _on_topic(ranking: Ranking, topic: OpenTopic) -> tuple[Ranking, bool]:
    """The topic comes first; the others share what it leaves."""
    left = 1 - topic.confidence
    others = [
        Candidate(other.intent, other.confidence * left) for other in ranking if other.intent != topic.intent
    ]
    return (Candidate(topic.intent, topic.confidence), *others), True


def _shown(ranking: Ranking) -> Ranking:
    return tuple(candidate for candidate in ranking if candidate.intent != FALLBACK_INTENT)[:RANKED]
