"""A verdict as JSON-able values: how it is kept beside its model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.core.evaluation.shares import Figure
from bot.core.model_judging import Change, Compared, Verdict
from bot.core.model_rulings import Rule, Ruling


def verdict_to_document(verdict: Verdict) -> dict[str, Any]:
    return asdict(verdict)


def verdict_from_document(document: Mapping[str, Any]) -> Verdict:
    """Raises KeyError, TypeError or ValueError for what `verdict_to_document` did not make."""
    return Verdict(
        rulings=tuple(Ruling(**{**one, "rule": Rule(one["rule"])}) for one in document["rulings"]),
        sets=tuple(_compared(one) for one in document["sets"]),
        intents=tuple(_compared(one) for one in document["intents"]),
        changes=tuple(_change(one) for one in document["changes"]),
    )


def _compared(document: Mapping[str, Any]) -> Compared:
    figures = {side: Figure(**document[side]) for side in ("active", "candidate")}
    return Compared(**{**document, **figures})


def _change(document: Mapping[str, Any]) -> Change:
    told = {side: tuple(document[side]) for side in ("meant", "active", "candidate")}
    return Change(**{**document, **told})
