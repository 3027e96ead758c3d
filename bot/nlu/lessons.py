"""What a model is fitted on: sentences of one wish, and messages whose wishes have been parted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.understanding import FALLBACK_INTENT
from bot.core.wish_borders import PartedMessage
from bot.nlu.encoders import embedded
from bot.nlu.regression import Floats

Labels = NDArray[np.int64]
SEED = 20


@dataclass(frozen=True)
class Lessons:
    """A row for each sentence and each part of a message, with the fold it is left out in."""

    intents: tuple[str, ...]
    texts: Sequence[str]
    labels: Labels
    folds: Labels
    embeddings: Floats
    messages: Sequence[PartedMessage]
    message_folds: Sequence[int]

    @classmethod
    def of(
        cls,
        texts: Sequence[str],
        intents: Sequence[str],
        messages: Sequence[PartedMessage],
        encoders: Sequence[str],
        folds: int,
    ) -> Lessons:
        """`texts` are normalised. Raises ValueError for fewer than two intents."""
        names = tuple(sorted(set(intents)))
        if len(names) < 2:
            raise ValueError("an intent model needs sentences of at least two intents")
        message_folds = [number % folds for number in range(len(messages))]
        parts = [
            (part, intent, fold)
            for message, fold in zip(messages, message_folds, strict=True)
            for part, intent in zip(message.parts, message.intents, strict=True)
            if intent in names
        ]
        labels = np.array([names.index(intent) for intent in intents], dtype=np.int64)
        rows = [*texts, *(part for part, _, _ in parts)]
        return cls(
            intents=names,
            texts=rows,
            labels=np.concatenate([labels, _whole([names.index(intent) for _, intent, _ in parts])]),
            folds=np.concatenate([_spread(labels, folds), _whole([fold for _, _, fold in parts])]),
            embeddings=embedded(encoders, rows),
            messages=messages,
            message_folds=message_folds,
        )

    def wishes(self, chosen: NDArray[np.bool_]) -> list[tuple[str, str]]:
        """Text and intent of the chosen rows that anybody can understand."""
        pairs = ((self.texts[row], self.intents[self.labels[row]]) for row in np.flatnonzero(chosen))
        return [(text, intent) for text, intent in pairs if intent != FALLBACK_INTENT]

    def messages_of(self, fold: int, *, left_out: bool) -> list[PartedMessage]:
        return [
            message
            for message, own in zip(self.messages, self.message_folds, strict=True)
            if (own == fold) is left_out
        ]


def _spread(labels: Labels, folds: int) -> Labels:
    """A fold for each sentence, every intent spread evenly."""
    chance = np.random.default_rng(SEED)
    spread = np.empty(len(labels), dtype=np.int64)
    for label in np.unique(labels):
        rows = chance.permutation(np.flatnonzero(labels == label))
        spread[rows] = np.arange(len(rows)) % folds
    return spread


def _whole(numbers: Sequence[int]) -> Labels:
    return np.array(numbers, dtype=np.int64)
