"""Reads a reply as people judged others like it: letters in a row, weighed. Numbers and names, no code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from bot.core.second_reading import GOOD, Doubt
from bot.nlu.ngrams import grams, shape
from bot.nlu.regression import Features, Floats, fitted, softmax
from bot.nlu.vocabulary import Vocabulary

LONGEST_GRAM = 4
LEAST_REPLIES = 2
"""Of which a row of letters must be part to be weighed at all."""
LENGTH_REWARD = 0.25
C = 10.0
STEPS = 80
LETTERS = partial(grams, longest=LONGEST_GRAM)
RECIPE = (LONGEST_GRAM, LEAST_REPLIES, LENGTH_REWARD, C, STEPS)
_SENTENCE = re.compile(r"[^。！？\n]+[。！？\n]*")


@dataclass(frozen=True)
class JudgedReply:
    text: str
    kind: str
    """Of its fault, or GOOD."""


@dataclass(frozen=True)
class ReplyReader:
    kinds: tuple[str, ...]
    """GOOD first."""
    letters: Vocabulary
    weights: Floats  # (rows of letters, kinds)
    bias: Floats

    @classmethod
    def of(cls, replies: Sequence[JudgedReply]) -> ReplyReader:
        kinds = (GOOD, *sorted({reply.kind for reply in replies} - {GOOD}))
        replies = [*replies, *(part for reply in replies if reply.kind == GOOD for part in _parts(reply))]
        texts = [reply.text for reply in replies]
        letters = Vocabulary.of(texts, LETTERS, LEAST_REPLIES)
        wanted = np.eye(len(kinds), dtype=np.float32)[[kinds.index(reply.kind) for reply in replies]]
        weights = fitted(_features(letters, texts), wanted, c=C, steps=STEPS)
        return cls(kinds, letters, weights.sparse, weights.bias)

    def __call__(self, text: str) -> Doubt:
        """Of the whole text and of each of its sentences, the one most in doubt."""
        sentences = [found.span() for found in _SENTENCE.finditer(text)]
        places = [(0, len(text)), *(sentences if len(sentences) > 1 else ())]
        shares = softmax(np.stack([self._scores(text[start:end]) for start, end in places]))
        worst = int(shares[:, 0].argmin())
        kind = self.kinds[1 + int(shares[worst, 1:].argmax())]
        return Doubt(kind, float(1 - shares[worst, 0]), *places[worst])

    def _scores(self, text: str) -> Floats:
        columns, values = self.letters.weighed(self._found(text), LENGTH_REWARD)
        # einsum and not @: BLAS wakes a second thread for a long reply, which costs more than it saves
        scores: Floats = np.einsum("i,ij->j", values, self.weights[columns]) + self.bias
        return scores

    def _found(self, text: str) -> Iterator[int]:
        """The columns of a text's letters in a row. A longer row is known only if its beginning is."""
        shaped, place = shape(text), self.letters.columns.get
        for start in range(len(shaped)):
            for end in range(start + 1, min(start + LONGEST_GRAM, len(shaped)) + 1):
                column = place(shaped[start:end])
                if column is None:
                    break
                yield column

    def save(self, path: Path) -> None:
        with path.open("wb") as file:
            np.savez(
                file,
                kinds=np.array(self.kinds),
                grams=np.array(list(self.letters.columns)),
                rarity=self.letters.weights,
                weights=self.weights,
                bias=self.bias,
            )

    @classmethod
    def load(cls, path: Path) -> ReplyReader:
        with np.load(path, allow_pickle=False) as kept:
            columns = {str(gram): column for column, gram in enumerate(kept["grams"])}
            letters = Vocabulary(columns, kept["rarity"])
            return cls(tuple(map(str, kept["kinds"])), letters, kept["weights"], kept["bias"])


def _parts(reply: JudgedReply) -> list[JudgedReply]:
    """The sentences of a good reply are as good as the whole; a bad one may have good sentences."""
    sentences = _SENTENCE.findall(reply.text)
    return [JudgedReply(sentence, GOOD) for sentence in sentences] if len(sentences) > 1 else []


def _features(letters: Vocabulary, texts: Sequence[str]) -> Features:
    sparse = letters.matrix(texts, LETTERS, LENGTH_REWARD)
    return Features(sparse, np.zeros((len(texts), 0), dtype=np.float32))
