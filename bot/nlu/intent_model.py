"""Which intents a text may have, with what probability: numbers and names, no code, no pickles."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from bot.core.reading import Thresholds
from bot.core.understanding import Candidate
from bot.nlu.encoders import MissingEncoder, is_installed
from bot.nlu.featuriser import Featuriser, Sight
from bot.nlu.lexicon import Lexicon
from bot.nlu.regression import Floats, Weights, softmax
from bot.nlu.vocabulary import Vocabulary

NUMBERS = "weights.npz"
NAMES = "names.json"
THRESHOLDS = "thresholds.json"


@dataclass(frozen=True)
class IntentModel:
    intents: tuple[str, ...]
    featuriser: Featuriser
    weights: Weights
    temperature: float
    thresholds: Thresholds

    def scores(self, texts: Sequence[str]) -> Floats:
        """(texts, intents)"""
        return self.weights.scores(self.featuriser.features(texts))

    def ranking(self, scores: Floats) -> tuple[Candidate, ...]:
        """Every intent of one text with its calibrated probability, best first."""
        (row,) = softmax(scores[np.newaxis] / np.float32(self.temperature))
        return tuple(Candidate(self.intents[i], float(row[i])) for i in np.argsort(-row))

    def save(self, folder: Path) -> None:
        seen, sight = self.featuriser, self.featuriser.sight
        np.savez(
            folder / NUMBERS,
            letters=seen.letters.weights,
            concepts=seen.concepts.weights,
            centre=seen.centre,
            sparse=self.weights.sparse,
            dense=self.weights.dense,
            bias=self.weights.bias,
        )
        names = {
            "intents": self.intents,
            "temperature": self.temperature,
            "encoders": sight.encoders,
            "longest_gram": sight.longest_gram,
            "least_texts": sight.least_texts,
            "letter_weight": sight.letter_weight,
            "concept_weight": sight.concept_weight,
            "length_reward": sight.length_reward,
            "lexicon": sight.lexicon.lines,
            "letters": list(seen.letters.columns),
            "concepts": list(seen.concepts.columns),
        }
        (folder / NAMES).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")
        (folder / THRESHOLDS).write_text(json.dumps(asdict(self.thresholds), indent=1), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Raises MissingEncoder when it was trained with one that is not installed."""
        names = json.loads((folder / NAMES).read_text(encoding="utf-8"))
        for name in names["encoders"]:
            if not is_installed(name):
                raise MissingEncoder(name)
        sight = Sight(
            encoders=tuple(names["encoders"]),
            longest_gram=names["longest_gram"],
            least_texts=names["least_texts"],
            letter_weight=names["letter_weight"],
            concept_weight=names["concept_weight"],
            length_reward=names["length_reward"],
            lexicon=Lexicon(names["lexicon"]),
        )
        with np.load(folder / NUMBERS, allow_pickle=False) as numbers:
            letters = Vocabulary(_columns(names["letters"]), numbers["letters"])
            concepts = Vocabulary(_columns(names["concepts"]), numbers["concepts"])
            featuriser = Featuriser(sight, letters, concepts, numbers["centre"])
            weights = Weights(numbers["sparse"], numbers["dense"], numbers["bias"])
        thresholds = Thresholds(**json.loads((folder / THRESHOLDS).read_text(encoding="utf-8")))
        return cls(tuple(names["intents"]), featuriser, weights, names["temperature"], thresholds)


def _columns(grams: Sequence[str]) -> dict[str, int]:
    return {gram: column for column, gram in enumerate(grams)}
