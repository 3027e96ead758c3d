"""What agents' decisions say that buyers meant, of the talks that are drawn for judging models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.talks import (
    BuyerRow,
    ConversationRow,
    DecisionRow,
    DraftRow,
    MessageRow,
    SuggestionRow,
)
from bot.adapters.store.turns_before import turns_before
from bot.core.conversations import Sender, Verdict
from bot.core.decided_set import is_for_judging
from bot.core.evaluation.judged import Judged, Kind
from bot.core.suggestions import script_names
from bot.services.ports_models import MOST_DECIDED, DecidedMessage

READ_AT_ONCE = 1_000
MOST_READ = 50_000
"""Decisions that are looked through, newest first."""


class SqlDecidedMessages:
    def __init__(self, session: Session) -> None:
        self._session = session

    def drawn(self, limit: int = MOST_DECIDED) -> Sequence[DecidedMessage]:
        """A turn counts once, by the newest word on it."""
        newest: dict[int, DecidedMessage] = {}
        for row in self._decisions():
            if len(newest) == limit:
                break
            if is_for_judging(str(row.conversation_id)) and row.message_id not in newest:
                newest[row.message_id] = DecidedMessage(self._judged(row), row.at, row.nickname)
        return list(newest.values())

    def _decisions(self) -> Iterator[Any]:
        """Accepted, or rejected with what was meant; an edit says too little about the intent."""
        says_what = or_(
            DecisionRow.verdict == Verdict.ACCEPT.value,
            and_(DecisionRow.verdict == Verdict.REJECT.value, DecisionRow.intent.is_not(None)),
        )
        query = (
            select(
                DecisionRow.id,
                DecisionRow.at,
                DecisionRow.intent.label("named"),
                SuggestionRow.intent,
                SuggestionRow.script,
                DraftRow.conversation_id,
                DraftRow.message_id,
                DraftRow.text,
                DraftRow.intents,
                BuyerRow.nickname,
            )
            .join(SuggestionRow, SuggestionRow.id == DecisionRow.suggestion_id)
            .join(DraftRow, DraftRow.id == SuggestionRow.draft_id)
            .join(MessageRow, MessageRow.id == DraftRow.message_id)
            .join(ConversationRow, ConversationRow.id == DraftRow.conversation_id)
            .join(BuyerRow, BuyerRow.id == ConversationRow.buyer_id)
            .where(says_what, MessageRow.sender == Sender.BUYER.value, DraftRow.text != "")
            .order_by(DecisionRow.id.desc())
            .limit(READ_AT_ONCE)
        )
        before: int | None = None
        for _ in range(MOST_READ // READ_AT_ONCE):
            rows = self._session.execute(
                query if before is None else query.where(DecisionRow.id < before)
            ).all()
            yield from rows
            if len(rows) < READ_AT_ONCE:
                return
            before = rows[-1].id

    def _judged(self, row: Any) -> Judged:
        previous = turns_before(self._session, row.conversation_id, row.message_id)
        if row.named is not None:
            return Judged(Kind.CONTEXT, row.text, (row.named,), previous=previous)
        if len(script_names(row.script)) > 1 and len(row.intents) > 1:  # one reply to all of its wishes
            return Judged(Kind.SEVERAL, row.text, tuple(row.intents), previous=previous)
        also = frozenset(row.intents) - {row.intent}
        return Judged(Kind.CONTEXT, row.text, (row.intent,), also, previous)
