"""The night as it is looked through in the morning: what was answered alone, and how it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.alone import SentAloneRow
from bot.adapters.store.tables.talks import BuyerRow, ConversationRow, DraftRow, MessageRow
from bot.core.alone_turn import Act
from bot.core.answering_alone import Sample
from bot.core.night import Review

MOST_SENT = 200


@dataclass(frozen=True)
class Answered:
    id: int
    conversation_id: int
    buyer: str
    asked: str
    answer: str
    intent: str
    confidence: float
    at: datetime


@dataclass(frozen=True)
class NightFigures:
    answers: int
    holds: int
    talks: int
    reviewed: Sample
    """How many of those that were looked at were right."""


def unreviewed(session: Session, limit: int = MOST_SENT) -> list[Answered]:
    """Oldest first."""
    found = session.execute(
        select(SentAloneRow, BuyerRow.nickname, DraftRow.text, MessageRow.text)
        .join(ConversationRow, ConversationRow.id == SentAloneRow.conversation_id)
        .join(BuyerRow, BuyerRow.id == ConversationRow.buyer_id)
        .join(DraftRow, DraftRow.id == SentAloneRow.draft_id)
        .join(MessageRow, MessageRow.id == SentAloneRow.message_id)
        .where(SentAloneRow.act == Act.ANSWER.value, SentAloneRow.review.is_(None))
        .where(SentAloneRow.withdrawn == "")
        .order_by(SentAloneRow.id)
        .limit(limit)
    ).all()
    return [
        Answered(row.id, row.conversation_id, nick, asked, said, row.intent, row.confidence, row.at)
        for row, nick, asked, said in found
    ]


def figures(session: Session, since: datetime) -> NightFigures:
    def count(condition: Any) -> Any:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    is_answer = SentAloneRow.act == Act.ANSWER.value
    found = session.execute(
        select(
            count(is_answer),
            count(SentAloneRow.act == Act.HOLD.value),
            func.count(SentAloneRow.conversation_id.distinct()),
            count(is_answer & (SentAloneRow.review == Review.FINE.value)),
            count(is_answer & SentAloneRow.review.is_not(None)),
        ).where(SentAloneRow.at >= since, SentAloneRow.withdrawn == "")
    ).one()
    answers, holds, talks, fine, reviewed = map(int, found)
    return NightFigures(answers, holds, talks, Sample(fine, reviewed))
