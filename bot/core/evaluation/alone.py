"""How right a model was about what it would have answered alone, intent by intent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bot.core.answering_alone import Measured, Sample
from bot.core.evaluation.judged import Answer, Kind, is_right
from bot.core.evaluation.several import is_exact

TRAFFIC = frozenset({Kind.SINGLE, Kind.SEVERAL, Kind.FRAGMENT, Kind.CONTEXT})


def measured(answers: Sequence[Answer]) -> dict[str, Measured]:
    """Fragments and several wishes are mixed in, as in life: a wish that was overlooked is a miss."""
    right: Counter[str] = Counter()
    sure: Counter[str] = Counter()
    meant: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for judged, parse in answers:
        if judged.kind not in TRAFFIC:
            continue
        meant.update(judged.intents[:1])
        if parse.sure and len(parse.intents) == 1:
            intent = parse.intents[0]
            is_hit = is_exact((judged, parse)) if len(judged.intents) > 1 else is_right(judged, parse)
            sure[intent] += 1
            right[intent] += is_hit
            found[intent] += is_hit and intent in judged.intents[:1]
    return {
        intent: Measured(Sample(right[intent], sure[intent]), meant[intent], found[intent])
        for intent in sorted(sure | meant)
    }


def to_document(figures: Mapping[str, Measured]) -> dict[str, Any]:
    return {
        intent: {"right": one.sure.right, "sure": one.sure.total, "meant": one.meant, "found": one.found}
        for intent, one in figures.items()
    }


def from_document(document: Mapping[str, Any]) -> dict[str, Measured]:
    """Raises KeyError or TypeError for what `to_document` did not make."""
    return {
        intent: Measured(Sample(one["right"], one["sure"]), one["meant"], one["found"])
        for intent, one in document.items()
    }
