"""What a model makes of texts, each looked at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.core.understanding import Candidate
from bot.nlu.intent_model import IntentModel
from bot.nlu.regression import Floats, softmax


class Passages:
    """Of one message: the whole, the sides of its likely borders, the turns before."""

    def __init__(self, model: IntentModel) -> None:
        self._model = model
        self._scores: dict[str, Floats] = {}

    def look_at(self, texts: Sequence[str]) -> None:
        """All at once, which an encoder likes better than one by one."""
        fresh = [text for text in dict.fromkeys(texts) if text not in self._scores]
        if fresh:
            self._scores.update(zip(fresh, self._model.scores(fresh), strict=True))

    def chances(self, texts: Sequence[str]) -> Floats:
        """(texts, intents): probabilities as the parting was fitted on, before calibration."""
        self.look_at(texts)
        return softmax(np.stack([self._scores[text] for text in texts]))

    def ranking(self, text: str) -> tuple[Candidate, ...]:
        self.look_at([text])
        return self._model.ranking(self._scores[text])
