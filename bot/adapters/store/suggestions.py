"""Drafts with their suggestions, and what agents decided about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.adapters.store.tables.talks import DecisionRow, DraftRow, MessageRow, SuggestionRow
from bot.core.conversations import Route, Sender, SuggestionState
from bot.core.fact_sources import sources_from_document, sources_to_document
from bot.core.stages import HeardTurn
from bot.core.suggestions import Drafted, Finding, StoredSuggestion, Suggestion


class SqlSuggestions:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add_draft(self, conversation_id: int, message_id: int, drafted: Drafted, at: datetime) -> int:
        self.retire(conversation_id)
        return self._add(conversation_id, message_id, drafted, at)

    def add_beside(self, suggestion_id: int, drafted: Drafted, at: datetime) -> int:
        found = self._session.execute(
            select(DraftRow)
            .join(SuggestionRow, SuggestionRow.draft_id == DraftRow.id)
            .where(SuggestionRow.id == suggestion_id)
        ).scalar_one_or_none()
        if found is None:
            raise LookupError(f"there is no suggestion {suggestion_id}")
        text = drafted.text or found.text
        return self._add(found.conversation_id, found.message_id, replace(drafted, text=text), at)

    def add_more(self, conversation_id: int, message_id: int, drafted: Drafted, at: datetime) -> int:
        return self._add(conversation_id, message_id, drafted, at)

    def _add(self, conversation_id: int, message_id: int, drafted: Drafted, at: datetime) -> int:
        draft = DraftRow(
            conversation_id=conversation_id,
            message_id=message_id,
            text=drafted.text,
            at=at,
            intents=list(drafted.intents),
            entities=[asdict(entity) for entity in drafted.entities],
            route=drafted.route.value,
            reason=drafted.reason,
            failure=None,
            model=drafted.model,
            sure=drafted.sure,
            clauses=[clause.to_document() for clause in drafted.clauses],
        )
        self._session.add(draft)
        self._session.flush()
        for rank, suggestion in enumerate(drafted.suggestions, start=1):
            self._session.add(_row(draft.id, conversation_id, rank, suggestion))
        return draft.id

    def add_failure(
        self, conversation_id: int, message_id: int, text: str, failure: str, reason: str, at: datetime
    ) -> tuple[int, bool]:
        self.retire(conversation_id)
        known: DraftRow | None = (
            self._session.execute(
                select(DraftRow)
                .where(DraftRow.message_id == message_id, DraftRow.failure == failure)
                .order_by(DraftRow.id.desc())
                .limit(1)
            )
            .scalars()
            .first()
        )
        if known:
            known.at = at
            return known.id, False
        draft = DraftRow(
            conversation_id=conversation_id,
            message_id=message_id,
            text=text,
            at=at,
            intents=[],
            entities=[],
            route=Route.AGENT.value,
            reason=reason,
            failure=failure,
            model="",
        )
        self._session.add(draft)
        self._session.flush()
        return draft.id, True

    def is_drafted(self, message_id: int) -> bool:
        query = select(DraftRow.id).where(DraftRow.message_id == message_id, DraftRow.failure.is_(None))
        return self._session.execute(query.limit(1)).first() is not None

    def heard(
        self, conversation_id: int, *, before: int | None = None, limit: int = 30
    ) -> Sequence[HeardTurn]:
        query = (
            select(DraftRow.message_id, DraftRow.intents, DraftRow.at)
            .join(MessageRow, MessageRow.id == DraftRow.message_id)
            .where(DraftRow.conversation_id == conversation_id, DraftRow.failure.is_(None))
            .where(MessageRow.sender == Sender.BUYER.value)  # a next step hangs on a reply of ours
            .order_by(DraftRow.id.desc())
            .limit(limit)
        )
        if before is not None:
            query = query.where(DraftRow.message_id < before)
        newest: dict[int, HeardTurn] = {}
        for message_id, intents, at in self._session.execute(query):
            newest.setdefault(message_id, HeardTurn(tuple(intents), at))
        return tuple(newest[message_id] for message_id in sorted(newest))

    def get(self, suggestion_id: int) -> StoredSuggestion | None:
        row: SuggestionRow | None = self._session.get(SuggestionRow, suggestion_id)
        return suggestion_from(row) if row else None

    def first_of(self, draft_id: int) -> StoredSuggestion | None:
        row: SuggestionRow | None = self._session.execute(
            select(SuggestionRow).where(SuggestionRow.draft_id == draft_id, SuggestionRow.rank == 1)
        ).scalar_one_or_none()
        return suggestion_from(row) if row else None

    def retire(self, conversation_id: int, intent: str | None = None) -> int:
        pending = (
            update(SuggestionRow)
            .where(SuggestionRow.conversation_id == conversation_id)
            .where(SuggestionRow.state == SuggestionState.PENDING.value)
        )
        if intent is not None:
            pending = pending.where(SuggestionRow.intent == intent)
        result: Any = self._session.execute(pending.values(state=SuggestionState.RETIRED.value))
        return int(result.rowcount)

    def mark(self, suggestion_id: int, state: SuggestionState) -> None:
        row: SuggestionRow | None = self._session.get(SuggestionRow, suggestion_id)
        if row is None:
            raise LookupError(f"there is no suggestion {suggestion_id}")
        row.state = state.value

    def revive(self, draft_id: int) -> None:
        self._session.execute(
            update(SuggestionRow)
            .where(SuggestionRow.draft_id == draft_id)
            .values(state=SuggestionState.PENDING.value)
        )


class SqlDecisions:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        *,
        suggestion_id: int,
        verdict: str,
        text: str,
        intent: str | None,
        reason: str,
        account: str,
        at: datetime,
        message_id: int | None,
        memory_before: Mapping[str, object],
    ) -> int:
        row = DecisionRow(
            suggestion_id=suggestion_id,
            verdict=verdict,
            text=text,
            intent=intent,
            reason=reason,
            account=account,
            at=at,
            message_id=message_id,
            memory_before=dict(memory_before),
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def of_message(self, message_id: int) -> int | None:
        suggestion: int | None = self._session.execute(
            select(DecisionRow.suggestion_id).where(DecisionRow.message_id == message_id)
        ).scalar_one_or_none()
        return suggestion

    def take_back(self, suggestion_id: int) -> Mapping[str, object]:
        """Forget a decision and return the talk's memory before it. Raises LookupError."""
        row: DecisionRow | None = self._session.execute(
            select(DecisionRow).where(DecisionRow.suggestion_id == suggestion_id)
        ).scalar_one_or_none()
        if row is None:
            raise LookupError(f"there is no decision on suggestion {suggestion_id}")
        self._session.delete(row)
        return row.memory_before


def suggestion_from(row: SuggestionRow) -> StoredSuggestion:
    return StoredSuggestion(
        id=row.id,
        conversation_id=row.conversation_id,
        draft_id=row.draft_id,
        rank=row.rank,
        state=SuggestionState(row.state),
        suggestion=Suggestion(
            text=row.text,
            script=row.script,
            intent=row.intent,
            confidence=row.confidence,
            facts=row.facts,
            findings=tuple(map(Finding.from_document, row.findings)),
            memory=row.memory,
            variant=row.variant or 0,
            sources=sources_from_document(row.sources or {}),
        ),
    )


def _row(draft_id: int, conversation_id: int, rank: int, suggestion: Suggestion) -> SuggestionRow:
    return SuggestionRow(
        draft_id=draft_id,
        conversation_id=conversation_id,
        rank=rank,
        text=suggestion.text,
        script=suggestion.script,
        intent=suggestion.intent,
        confidence=suggestion.confidence,
        facts=dict(suggestion.facts),
        findings=[finding.to_document() for finding in suggestion.findings],
        memory=dict(suggestion.memory),
        variant=suggestion.variant,
        sources=sources_to_document(suggestion.sources),
        state=SuggestionState.PENDING.value,
    )
