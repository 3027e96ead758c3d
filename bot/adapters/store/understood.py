"""How a turn was understood, told from its draft's row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import or_

from bot.adapters.store.tables.talks import DraftRow, SuggestionRow
from bot.core.route import Doubt
from bot.core.understanding import FALLBACK_INTENT, Clause
from bot.core.urgency import most_urgent_first

UNKNOWN: Any = or_(
    DraftRow.reason == Doubt.NO_SCRIPT.value,
    SuggestionRow.id.is_(None),
    SuggestionRow.intent == FALLBACK_INTENT,
)
"""What the desk had no answer to: only a question back, or nothing. Of a draft and its first suggestion."""


def main_intent(intents: Sequence[str]) -> str:
    return next(iter(most_urgent_first(intents)))


def closest(clauses: Sequence[Mapping[str, Any]]) -> str:
    """What a turn that was not understood came closest to."""
    read = [Clause.from_document(one) for one in clauses]
    return max(read, key=lambda one: one.confidence).intent if read else FALLBACK_INTENT
