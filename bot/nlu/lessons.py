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
class Lesson:
    text: str
    intents: tuple[str, ...]
    fold: int
    """Whoever judges this fold's lessons has not seen them."""


@dataclass(frozen=True)
class Lessons:
    """A row for each sentence, each part of a message, and each message of several wishes as a whole."""

    intents: tuple[str, ...]
    texts: Sequence[str]
    shares: Floats  # (rows, intents): each wish of a text has an equal share
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
        spread = _spread([names.index(intent) for intent in intents], folds)
        lessons = [Lesson(*each) for each in zip(texts, ((i,) for i in intents), spread, strict=True)]
        for message, fold in zip(messages, message_folds, strict=True):
            lessons += _lessons_of(message, fold, names)
        rows = [lesson.text for lesson in lessons]
        return cls(
            intents=names,
            texts=rows,
            shares=_shares(lessons, names),
            folds=np.array([lesson.fold for lesson in lessons], dtype=np.int64),
            embeddings=embedded(encoders, rows),
            messages=messages,
            message_folds=message_folds,
        )

    @property
    def labels(self) -> Labels:
        """The intent of each row of one wish; of several, any of theirs."""
        labels: Labels = self.shares.argmax(axis=1)
        return labels

    @property
    def is_single(self) -> NDArray[np.bool_]:
        """Rows of one wish."""
        return np.asarray(self.shares.max(axis=1) == 1)

    def wishes(self, chosen: NDArray[np.bool_]) -> list[tuple[str, str]]:
        """Text and intent of the chosen rows of one wish that anybody can understand."""
        labels = self.labels
        rows = np.flatnonzero(chosen & self.is_single)
        pairs = ((self.texts[row], self.intents[labels[row]]) for row in rows)
        return [(text, intent) for text, intent in pairs if intent != FALLBACK_INTENT]

    def messages_of(self, fold: int, *, left_out: bool) -> list[PartedMessage]:
        return [
            message
            for message, own in zip(self.messages, self.message_folds, strict=True)
            if (own == fold) is left_out
        ]


def _lessons_of(message: PartedMessage, fold: int, names: Sequence[str]) -> list[Lesson]:
    """Its parts, and the whole where it holds several wishes."""
    if not set(message.intents) <= set(names):
        return []
    parts = [Lesson(part, (i,), fold) for part, i in zip(message.parts, message.intents, strict=True)]
    return parts + [Lesson(message.text, message.intents, fold)] * (len(parts) > 1)


def _shares(lessons: Sequence[Lesson], names: Sequence[str]) -> Floats:
    columns = {name: column for column, name in enumerate(names)}
    shares = np.zeros((len(lessons), len(names)), dtype=np.float32)
    for row, lesson in enumerate(lessons):
        for intent in lesson.intents:
            shares[row, columns[intent]] += 1 / len(lesson.intents)
    return shares


def _spread(labels: Sequence[int], folds: int) -> Sequence[int]:
    """A fold for each sentence, every intent spread evenly."""
    chance = np.random.default_rng(SEED)
    numbers, spread = np.array(labels), np.empty(len(labels), dtype=np.int64)
    for label in np.unique(numbers):
        rows = chance.permutation(np.flatnonzero(numbers == label))
        spread[rows] = np.arange(len(rows)) % folds
    return [int(fold) for fold in spread]
