"""Is a message better read as two wishes? Weighs a border against what each side and the whole mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.nlu.parting.borders import Floats

FRAMES = frozenset(
    {"greet", "thanks", "goodbye", "affirm", "deny", "chitchat", "inform", "abuse", "hesitate"}
    | {"out_of_scope", "nlu_fallback"}
)
"""Beside a wish these are mostly its frame or its data."""
STORIES = frozenset({"complain", "praise", "order_placed", "threaten_bad_review"})
"""Told around a wish as often as they are a matter of their own."""
SMALL = 1e-3


@dataclass(frozen=True)
class Split:
    """A place where a text may be parted, with the intents' probabilities of both sides and of the whole."""

    place: int
    border: float  # logit
    length: int  # of the whole text
    whole: Floats
    left: Floats
    right: Floats

    @property
    def first(self) -> int:
        return int(self.left.argmax())

    @property
    def second(self) -> int:
        return int(self.right.argmax())


@dataclass(frozen=True)
class Splits:
    """A logistic regression over a handful of weighed facts and the names of both intents."""

    weights: Floats
    mean: Floats
    deviation: Floats
    bias: float
    intents: tuple[str, ...]

    def chances(self, splits: Sequence[Split]) -> Floats:
        """How likely each split parts its text into just the wishes it holds."""
        facts = np.stack([_facts(split, self.intents) for split in splits])
        scores: Floats = ((facts - self.mean) / self.deviation) @ self.weights + self.bias
        return 1 / (1 + np.exp(-scores))

    @classmethod
    def of(cls, splits: Sequence[Split], is_right: Sequence[bool], intents: tuple[str, ...]) -> Splits:
        facts = np.stack([_facts(split, intents) for split in splits])
        mean, deviation = facts.mean(axis=0), facts.std(axis=0) + 1e-6
        model = LogisticRegression(C=0.5, max_iter=3000)
        model.fit((facts - mean) / deviation, np.array(is_right))
        return cls(model.coef_[0].astype(np.float32), mean, deviation, float(model.intercept_[0]), intents)


def _facts(split: Split, intents: tuple[str, ...]) -> Floats:
    first, second = split.first, split.second
    names = {intents[first], intents[second]}
    sure_left, sure_right = float(split.left[first]), float(split.right[second])
    trace_left, trace_right = np.log(split.whole[[first, second]] + SMALL)
    best_three = np.argsort(-split.whole)[:3]
    is_same = first == second
    is_frame = bool(names & FRAMES)
    weighed = np.array(
        [
            split.border,
            split.border * (is_same or is_frame),
            np.log(sure_left + SMALL),
            np.log(sure_right + SMALL),
            min(sure_left, sure_right),
            sure_left * sure_right,
            min(sure_left, sure_right) > 0.5 and not is_same,
            min(sure_left, sure_right) > 0.8 and not is_same,
            is_same,
            intents[first] in FRAMES,
            intents[second] in FRAMES,
            intents[first] in STORIES,
            intents[second] in STORIES,
            trace_left,
            trace_right,
            min(trace_left, trace_right),
            np.log(split.left[second] + SMALL),
            np.log(split.right[first] + SMALL),
            np.log(np.sort(split.whole)[-2] + SMALL),
            float(split.whole.max()) * is_same,
            float((best_three == first).any()) + float((best_three == second).any()),
            intents[int(best_three[0])] not in names,
            min(split.place, 8) / 8,
            min(split.length - split.place, 8) / 8,
            split.length / 30,
        ],
        dtype=np.float32,
    )
    return np.concatenate([weighed, _named(first, len(intents)), _named(second, len(intents))])


def _named(intent: int, count: int) -> Floats:
    """Some wishes are hardly ever told beside others, or hardly ever first."""
    named = np.zeros(count, dtype=np.float32)
    named[intent] = 1
    return named
