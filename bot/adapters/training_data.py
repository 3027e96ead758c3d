"""Training sentences from data/nlu, without Rasa: for checks that must be quick."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import yaml

from bot.core.training_sentences import examples
from bot.core.understanding import FALLBACK_INTENT

LEAST_COMMON = 100
LEAST_RARE = 50
COMMON = frozenset(
    {
        "ask_size",
        "request_discount",
        "track_logistics",
        "urge_dispatch",
        "ask_dispatch_time",
        "ask_eta",
        "request_refund",
        "ask_refund_status",
        "request_return",
        "ask_return_policy",
        "ask_shipping_fee",
        "ask_promotion",
        "ask_product",
        "ask_stock",
        "greet",
        "thanks",
        "goodbye",
        "affirm",
        "deny",
        "inform",
        "complain",
        "request_human",
        "out_of_scope",
    }
)
"""Intents that need the larger number of sentences."""


def read_sentences(folder: Path) -> dict[str, list[str]]:
    """Intent -> its sentences, over all files. Raises ValueError naming the file that is not NLU data."""
    sentences: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.glob("*.yml")):
        try:
            for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
                sentences[block["intent"]] += examples(block["examples"])
        except (KeyError, TypeError, yaml.YAMLError) as fault:
            raise ValueError(f"{path} is not NLU training data: {fault}") from fault
    return dict(sentences)


def least_sentences(intents: frozenset[str]) -> dict[str, int]:
    """Also of what nobody can understand: fragments, from which the model learns to abstain."""
    wanted = intents | {FALLBACK_INTENT}
    return {intent: LEAST_COMMON if intent in COMMON else LEAST_RARE for intent in wanted}
