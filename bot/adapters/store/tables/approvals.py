"""Prices below the agent's limit that the supervisor was asked for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Integer, String, Text

from bot.adapters.store.tables.base import Base, UtcDateTime


class ApprovalRow(Base):
    """One row per price that was asked for, with a reply or from the panel. Amounts in fen, of one piece."""

    __tablename__ = "approval"

    id: int = Column(Integer, primary_key=True)
    conversation_id: int = Column(ForeignKey("conversation.id"), nullable=False, index=True)
    suggestion_id = Column(Integer, ForeignKey("suggestion.id"), unique=True)
    product_code: str = Column(String(64), nullable=False)
    product_name: str = Column(String(200), nullable=False)
    asked: int = Column(Integer, nullable=False)
    pieces: int = Column(Integer, nullable=False)
    price: int = Column(Integer, nullable=False)
    floor: int = Column(Integer, nullable=False)
    state: str = Column(String(10), nullable=False)
    asked_by: str = Column(String(64), nullable=False)
    asked_at: datetime = Column(UtcDateTime, nullable=False)
    answered_by = Column(String(64))
    answered_at = Column(UtcDateTime)
    words: str = Column(Text, nullable=False, default="", server_default="")
    """What the buyer said of it."""
