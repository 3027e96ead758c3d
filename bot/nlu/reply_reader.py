"""Reads a reply as people judged others like it: letters in a row and in pairs, weighed. Numbers, no code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.core.second_reading import GOOD, Doubt
from bot.nlu.letter_codes import FURTHEST, LONGEST_ROW, KnownLetters
from bot.nlu.regression import Features, Floats, fitted, softmax

LEAST_REPLIES = 5
"""Of which letters must be part to be weighed at all."""
LENGTH_REWARD = 0.25
C = 10.0
STEPS = 120
RECIPE = (LONGEST_ROW, FURTHEST, LEAST_REPLIES, LENGTH_REWARD, C, STEPS)
_SENTENCE = re.compile(r"[^。！？\n]+[。！？\n]*")


@dataclass(frozen=True)
class JudgedReply:
    text: str
    kind: str
    """Of its fault, or GOOD."""


@dataclass(frozen=True, eq=False)
class ReplyReader:
    kinds: tuple[str, ...]
    """GOOD first."""
    letters: KnownLetters
    weights: Floats  # (letters, kinds)
    bias: Floats

    @classmethod
    def of(cls, replies: Sequence[JudgedReply]) -> ReplyReader:
        kinds = (GOOD, *sorted({reply.kind for reply in replies} - {GOOD}))
        replies = [*replies, *(part for reply in replies if reply.kind == GOOD for part in _parts(reply))]
        texts = [reply.text for reply in replies]
        letters = KnownLetters.of(texts, LEAST_REPLIES)
        wanted = np.eye(len(kinds), dtype=np.float32)[[kinds.index(reply.kind) for reply in replies]]
        nothing_else = np.zeros((len(texts), 0), dtype=np.float32)
        features = Features(letters.matrix(texts, LENGTH_REWARD), nothing_else)
        weights = fitted(features, wanted, c=C, steps=STEPS)
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
        columns, values = self.letters.row(text, LENGTH_REWARD)
        # einsum and not @: BLAS wakes a second thread for a long reply, which costs more than it saves
        scores: Floats = np.einsum("i,ij->j", values, self.weights[columns]) + self.bias
        return scores

    def save(self, path: Path) -> None:
        with path.open("wb") as file:
            np.savez(
                file,
                kinds=np.array(self.kinds),
                codes=self.letters.codes,
                rarity=self.letters.weights,
                weights=self.weights,
                bias=self.bias,
            )

    @classmethod
    def load(cls, path: Path) -> ReplyReader:
        with np.load(path, allow_pickle=False) as kept:
            letters = KnownLetters(kept["codes"], kept["rarity"])
            return cls(tuple(map(str, kept["kinds"])), letters, kept["weights"], kept["bias"])


def _parts(reply: JudgedReply) -> list[JudgedReply]:
    """The sentences of a good reply are as good as the whole; a bad one may have good sentences."""
    sentences = _SENTENCE.findall(reply.text)
    return [JudgedReply(sentence, GOOD) for sentence in sentences] if len(sentences) > 1 else []
