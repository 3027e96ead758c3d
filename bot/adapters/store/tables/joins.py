"""Buyers who turned out to be one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Integer, String

from bot.adapters.store.tables.base import Base, UtcDateTime


class BuyerJoinRow(Base):
    """One row per joining; `moved` is what it takes to part them again."""

    __tablename__ = "buyer_join"

    id: int = Column(Integer, primary_key=True)
    kept_id: int = Column(ForeignKey("buyer.id"), nullable=False, index=True)
    joined_id: int = Column(ForeignKey("buyer.id"), nullable=False, index=True)
    at: datetime = Column(UtcDateTime, nullable=False)
    account: str = Column(String(64), nullable=False)
    moved: dict[str, Any] = Column(JSON, nullable=False)
    parted_at = Column(UtcDateTime)
