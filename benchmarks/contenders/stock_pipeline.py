"""A pipeline of Rasa's own components, as its documentation proposes them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.contenders.contender import Reader
from bot.core.understanding import FALLBACK_INTENT, Candidate, Clause, Parse
from bot.nlu.loading import prediction_graph
from bot.nlu.rasa_modules import rasa_module

MODEL = "stock"
THRESHOLD = 0.3
"""Of Rasa's FallbackClassifier, as it comes."""


class StockPipeline:
    def __init__(self, config: Path) -> None:
        self._config = config

    def train(self, project: Path, folder: Path) -> None:
        rasa_module("rasa.model_training").train_nlu(
            config=str(self._config),
            nlu_data=str(project / "data" / "nlu"),
            output=str(folder),
            fixed_model_name=MODEL,
        )

    def load(self, folder: Path) -> Reader:
        """By the way that bot.nlu.loading takes, so that times compare."""
        graph, target = prediction_graph(folder / f"{MODEL}.tar.gz")
        message = rasa_module("rasa.core.channels.channel").UserMessage

        def read(text: str, _: object) -> Parse:
            inputs = {"__message__": [message(text=text)], "__tracker__": None}
            (understood,) = graph.run(inputs=inputs, targets=[target])[target]
            return stock_parse(text, understood.as_dict(only_output_properties=True))

        return read


def stock_parse(text: str, parsed: Mapping[str, Any]) -> Parse:
    """One wish at most; to Rasa the fragments among the training sentences are an intent like others."""
    ranked = [Candidate(one["name"], float(one["confidence"])) for one in parsed["intent_ranking"]]
    ranking = tuple(candidate for candidate in ranked if candidate.intent != FALLBACK_INTENT)
    abstain = not ranked or ranked[0].intent == FALLBACK_INTENT or ranked[0].confidence < THRESHOLD
    intents = () if abstain else (ranked[0].intent,)
    return Parse(text, (Clause(text, ranking),), abstain=abstain, intents=intents)
