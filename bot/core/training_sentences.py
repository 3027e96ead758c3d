"""Is a set of training sentences varied enough, and free of contradictions?

A generator of templates is not training data: sentences that repeat each other teach the model
one sentence many times and make every figure look better than it is.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

SHORTEST_COMPARED = 6
LARGEST_SHARED_BIGRAMS = 0.70
LARGEST_OPENING_SHARE = 0.10


def examples(block: str) -> list[str]:
    """The sentences of an `examples` block as Rasa writes it: one a line, each behind a dash."""
    lines = (line.strip() for line in block.splitlines())
    return [line[1:].strip() for line in lines if line.startswith("-")]


def letters(sentence: str) -> str:
    """The sentence without spaces and punctuation, lower case, full width folded."""
    folded = unicodedata.normalize("NFKC", sentence).lower()
    return "".join(char for char in folded if unicodedata.category(char)[0] in "LN")


def bigrams(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def shared_bigrams(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared bigrams as a share of the smaller set, so a sentence inside a longer one counts too."""
    return len(one & other) / min(len(one), len(other))


def too_alike(sentences: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of sentences of one intent that say the same thing in nearly the same letters."""
    compared = [(s, bigrams(letters(s))) for s in sentences if len(letters(s)) >= SHORTEST_COMPARED]
    for (one, one_bigrams), (other, other_bigrams) in combinations(compared, 2):
        if shared_bigrams(one_bigrams, other_bigrams) > LARGEST_SHARED_BIGRAMS:
            yield one, other


def overused_openings(sentences: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Opening trigrams that cover too much of an intent, with their counts."""
    openings = Counter(letters(s)[:3] for s in sentences if len(letters(s)) >= 3)
    for opening, count in openings.items():
        if count > 1 and count > LARGEST_OPENING_SHARE * len(sentences):
            yield opening, count


def contradictions(by_intent: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, list[str]]]:
    """Sentences that stand twice, under one intent or under several."""
    places: dict[str, list[str]] = defaultdict(list)
    wording: dict[str, str] = {}
    for intent, sentences in by_intent.items():
        for sentence in sentences:
            key = letters(sentence) or sentence
            places[key].append(intent)
            wording.setdefault(key, sentence)
    for key, intents in places.items():
        if len(intents) > 1:
            yield wording[key], intents


def faults(by_intent: Mapping[str, Sequence[str]], at_least: Mapping[str, int]) -> Iterable[str]:
    """Every fault of the training sentences in words, all at once.

    `at_least` gives for each intent how many sentences it must have.
    """
    for intent, count in at_least.items():
        if len(by_intent.get(intent, ())) < count:
            yield f"{intent}: {len(by_intent.get(intent, ()))} sentences, at least {count} are needed"
    for intent in by_intent.keys() - at_least.keys():
        yield f"{intent}: not an intent of the closed list"
    for sentence, intents in contradictions(by_intent):
        yield f"{' / '.join(intents)}: stands twice: {sentence}"
    for intent, sentences in by_intent.items():
        for one, other in too_alike(sentences):
            yield f"{intent}: too alike: {one} | {other}"
        for opening, count in overused_openings(sentences):
            yield f"{intent}: {count} of {len(sentences)} sentences begin with {opening}"
