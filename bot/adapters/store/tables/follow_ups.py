"""What must not be forgotten, and reviews."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Text, UniqueConstraint

from bot.adapters.store.tables.base import Base, UtcDateTime


class FollowUpRow(Base):
    """One row per kind, subject and step for good: however often a job runs, nothing doubles."""

    __tablename__ = "follow_up"
    __table_args__ = (
        UniqueConstraint("shop_id", "kind", "subject", "step"),
        Index("ix_follow_up_shop_state_due", "shop_id", "state", "due_at"),
        Index("ix_follow_up_shop_buyer", "shop_id", "buyer_nick", "changed_at"),
    )

    id: int = Column(Integer, primary_key=True)
    shop_id: int = Column(ForeignKey("shop.id"), nullable=False)
    kind: str = Column(String(20), nullable=False)
    subject: str = Column(String(100), nullable=False)
    step: str = Column(String(32), nullable=False)
    state: str = Column(String(10), nullable=False)
    at: datetime = Column(UtcDateTime, nullable=False)
    until: datetime = Column(UtcDateTime, nullable=False)
    due_at: datetime = Column(UtcDateTime, nullable=False)
    """`at`, or the beginning of the next waking hours, or when the buyer may be written to again."""
    deadline = Column(UtcDateTime)
    for_supervisor: bool = Column(Boolean, nullable=False)
    order_number: str = Column(String(32), nullable=False)
    buyer_nick: str = Column(String(200), nullable=False)
    conversation_id = Column(Integer, ForeignKey("conversation.id"), index=True)
    text: str = Column(Text, nullable=False)
    script: str = Column(String(100), nullable=False)
    facts: dict[str, Any] = Column(JSON, nullable=False)
    findings: list[Any] = Column(JSON, nullable=False)
    changed_at: datetime = Column(UtcDateTime, nullable=False)
    decided_by: str = Column(String(64), nullable=False)
    outcome: str = Column(Text, nullable=False)
    message_id = Column(Integer, ForeignKey("message.id"), index=True)
    failure: str = Column(String(400), nullable=False)
    """Why the last try to prepare or send it has failed; it is tried again."""


class ReviewRow(Base):
    """The latest review of an order."""

    __tablename__ = "review"
    __table_args__ = (UniqueConstraint("shop_id", "order_number"),)

    id: int = Column(Integer, primary_key=True)
    shop_id: int = Column(ForeignKey("shop.id"), nullable=False)
    order_number: str = Column(String(32), nullable=False)
    buyer_nick: str = Column(String(200), nullable=False)
    mood: str = Column(String(10), nullable=False)
    text: str = Column(Text, nullable=False)
    at: datetime = Column(UtcDateTime, nullable=False, index=True)
