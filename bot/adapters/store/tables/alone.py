"""What the desk may answer alone, whom it leaves alone, and what it has said to whom."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, String

from bot.adapters.store.tables.base import Base, UtcDateTime


class AloneModeRow(Base):
    """What a shop has set for an intent; without a row it is assist."""

    __tablename__ = "alone_mode"

    shop_id: int = Column(ForeignKey("shop.id"), primary_key=True)
    intent: str = Column(String(64), primary_key=True)
    mode: str = Column(String(10), nullable=False)
    set_by: str = Column(String(64), nullable=False)
    set_at: datetime = Column(UtcDateTime, nullable=False)
    why: str = Column(String(40), nullable=False)


class AlonePauseRow(Base):
    """A talk or a buyer that no automatic word goes to, until somebody ends it."""

    __tablename__ = "alone_pause"

    of: str = Column(String(10), primary_key=True)
    subject_id: int = Column(Integer, primary_key=True, autoincrement=False)
    set_by: str = Column(String(64), nullable=False)
    set_at: datetime = Column(UtcDateTime, nullable=False)


class SentAloneRow(Base):
    """A message that no person has approved: written in one transaction with it."""

    __tablename__ = "sent_alone"
    __table_args__ = (
        Index("ix_sent_alone_conversation", "conversation_id", "id"),
        Index("ix_sent_alone_review", "review", "act"),
    )

    id: int = Column(Integer, primary_key=True)
    conversation_id: int = Column(ForeignKey("conversation.id"), nullable=False)
    message_id: int = Column(ForeignKey("message.id"), nullable=False, unique=True)
    draft_id: int = Column(ForeignKey("draft.id"), nullable=False)
    act: str = Column(String(10), nullable=False)
    intent: str = Column(String(64), nullable=False)
    confidence: float = Column(Float, nullable=False)
    reason: str = Column(String(40), nullable=False)
    at: datetime = Column(UtcDateTime, nullable=False, index=True)
    withdrawn: str = Column(String(40), nullable=False)
    review = Column(String(10))
    reviewed_by: str = Column(String(64), nullable=False)
    reviewed_at = Column(UtcDateTime)
