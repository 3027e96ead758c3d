"""What the database holds of a channel, against what was sent: nothing lost, nothing twice, and who waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.talks import ConversationRow, DraftRow, MessageRow, SuggestionRow
from bot.core.conversations import SuggestionState


@dataclass(frozen=True)
class Queue:
    waiting: int
    """Talks whose newest message has no draft yet."""
    oldest: float
    """Seconds since the oldest message that no draft has looked at yet."""


@dataclass(frozen=True)
class Ledger:
    stored: int
    lost: int
    doubled: int
    drafts: int
    drafted_twice: int
    """Messages with more than one draft although nobody asked for another."""
    failed: int
    without: int
    """Talks whose newest message has no draft."""
    pending_of_old: int
    """Suggestions still offered although the buyer has written on."""


def queue(session: Session, channel: str, now: datetime) -> Queue:
    drafted = (
        select(func.coalesce(func.max(DraftRow.message_id), 0))
        .where(DraftRow.conversation_id == ConversationRow.id)
        .correlate(ConversationRow)
        .scalar_subquery()
    )
    found: Sequence[datetime] = (
        session.execute(
            select(func.min(MessageRow.at, type_=MessageRow.at.type))
            .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
            .where(ConversationRow.channel == channel, MessageRow.id > drafted)
            .group_by(MessageRow.conversation_id)
        )
        .scalars()
        .all()
    )
    return Queue(len(found), max(((now - at).total_seconds() for at in found), default=0.0))


def ledger(session: Session, channel: str, sent: Sequence[str]) -> Ledger:
    talks = select(ConversationRow.id).where(ConversationRow.channel == channel)
    messages = session.execute(
        select(MessageRow.external_id, MessageRow.id, MessageRow.conversation_id).where(
            MessageRow.conversation_id.in_(talks)
        )
    ).all()
    stored = Counter(row.external_id for row in messages)
    newest: dict[int, int] = {}
    for row in messages:
        newest[row.conversation_id] = max(row.id, newest.get(row.conversation_id, 0))
    drafts = session.execute(
        select(DraftRow.id, DraftRow.message_id, DraftRow.failure).where(DraftRow.conversation_id.in_(talks))
    ).all()
    by_message = Counter(row.message_id for row in drafts if row.failure is None)
    message_of = {row.id: row.message_id for row in drafts}
    pending = session.execute(
        select(SuggestionRow.draft_id)
        .where(SuggestionRow.conversation_id.in_(talks))
        .where(SuggestionRow.state == SuggestionState.PENDING.value)
    ).scalars()
    current = set(newest.values())
    return Ledger(
        stored=len(messages),
        lost=len(set(sent) - set(stored)),
        doubled=sum(stored.values()) - len(stored),
        drafts=len(by_message),
        drafted_twice=sum(count > 1 for count in by_message.values()),
        failed=sum(row.failure is not None for row in drafts),
        without=len(current - set(by_message)),
        pending_of_old=sum(message_of[draft] not in current for draft in pending),
    )
