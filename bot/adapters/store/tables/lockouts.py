"""Failed sign-ins, counted by account and by address."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Integer, String

from bot.adapters.store.tables.base import Base, UtcDateTime


class TriesRow(Base):
    """For an account the key is the SHA-256 of what was typed as login: people type passwords there too."""

    __tablename__ = "sign_in_tries"

    door: str = Column(String(10), primary_key=True)
    key: str = Column(String(64), primary_key=True)
    failures: int = Column(Integer, nullable=False)
    last_at: datetime = Column(UtcDateTime, nullable=False, index=True)
    locked_until = Column(UtcDateTime)
