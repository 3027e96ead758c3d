"""What the intent model looks at: letters, concepts and the sense of the whole sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.sparse import csr_matrix, hstack

from bot.nlu.encoders import embedded
from bot.nlu.lexicon import Lexicon
from bot.nlu.ngrams import grams
from bot.nlu.regression import Features, Floats
from bot.nlu.vocabulary import Grams, Vocabulary


@dataclass(frozen=True)
class Sight:
    """How texts are looked at; config.yml gives the figures."""

    encoders: tuple[str, ...]
    longest_gram: int
    least_texts: int
    """Of which a gram must be part to be counted at all."""
    letter_weight: float
    concept_weight: float
    """Of the letters' and the concepts' block beside the sentence embedding."""
    length_reward: float
    lexicon: Lexicon

    @property
    def letters(self) -> Grams:
        return partial(grams, longest=self.longest_gram)


@dataclass(frozen=True)
class Featuriser:
    sight: Sight
    letters: Vocabulary
    concepts: Vocabulary
    centre: Floats
    """Mean of the embeddings: what all sentences share tells nothing."""

    @classmethod
    def of(cls, sight: Sight, texts: Sequence[str], embeddings: Floats) -> Featuriser:
        letters = Vocabulary.of(texts, sight.letters, sight.least_texts)
        concepts = Vocabulary.of(texts, sight.lexicon.grams, sight.least_texts)
        return cls(sight, letters, concepts, embeddings.mean(axis=0))

    def features(self, texts: Sequence[str], embeddings: Floats | None = None) -> Features:
        """`embeddings` of the texts, where they are known already."""
        raw = embedded(self.sight.encoders, texts) if embeddings is None else embeddings
        return Features(self._counted(texts), _units(raw - self.centre))

    def _counted(self, texts: Sequence[str]) -> csr_matrix:
        sight = self.sight
        letters = self.letters.matrix(texts, sight.letters, sight.length_reward) * np.float32(
            sight.letter_weight
        )
        concepts = self.concepts.matrix(texts, sight.lexicon.grams, sight.length_reward) * np.float32(
            sight.concept_weight
        )
        return hstack([letters, concepts], format="csr", dtype=np.float32)


def _units(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    units: Floats = vectors / np.where(lengths == 0, 1, lengths)
    return units
