"""Talks out of chat logs, masked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Text, UniqueConstraint

from bot.adapters.store.tables.base import Base, UtcDateTime


class LoggedTalkRow(Base):
    __tablename__ = "logged_talk"
    __table_args__ = (UniqueConstraint("shop_id", "key"),)

    id: int = Column(Integer, primary_key=True)
    shop_id: int = Column(ForeignKey("shop.id"), nullable=False)
    key: str = Column(String(32), nullable=False)
    buyer: str = Column(String(32), nullable=False, index=True)
    """A pseudonym."""
    begun_at: datetime = Column(UtcDateTime, nullable=False)
    ended_at: datetime = Column(UtcDateTime, nullable=False, index=True)


class ForgottenBuyerRow(Base):
    """Keeps old logs from bringing back who was forgotten. A pseudonym leads to nobody without the nick."""

    __tablename__ = "forgotten_buyer"

    pseudonym: str = Column(String(32), primary_key=True)
    at: datetime = Column(UtcDateTime, nullable=False)


class LoggedLineRow(Base):
    __tablename__ = "logged_line"

    id: int = Column(Integer, primary_key=True)
    talk_id: int = Column(ForeignKey("logged_talk.id"), nullable=False, index=True)
    sender: str = Column(String(10), nullable=False)
    text: str = Column(Text, nullable=False)
    at: datetime = Column(UtcDateTime, nullable=False)
    fingerprint: int = Column(BigInteger, nullable=False, unique=True)
