"""Scripts as they were edited on the desk, and the shop's quick phrases."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Text, UniqueConstraint

from bot.adapters.store.tables.base import Base, UtcDateTime


class ScriptVersionRow(Base):
    """Only ever added to. The newest id tells every process whether its book is out of date."""

    __tablename__ = "script_version"
    __table_args__ = (UniqueConstraint("script", "number"), {"sqlite_autoincrement": True})

    id: int = Column(Integer, primary_key=True)
    script: str = Column(String(64), nullable=False)
    number: int = Column(Integer, nullable=False)
    document: str = Column(Text, nullable=False)
    status: str = Column(String(20), nullable=False)
    author: str = Column(String(100), nullable=False)
    at: datetime = Column(UtcDateTime, nullable=False)
    note: str = Column(String(200), nullable=False)


class QuickPhraseRow(Base):
    """A removed phrase stays for a while, so that it can be taken back."""

    __tablename__ = "quick_phrase"
    __table_args__ = (Index("ix_quick_phrase_owner_changed", "owner", "changed"),)

    id: int = Column(Integer, primary_key=True)
    owner: str = Column(String(64), nullable=False, server_default="")
    """A login; empty for what the shop shares."""
    group: str = Column("group_name", String(64), nullable=False, index=True)
    shortcut: str = Column(String(64), nullable=False)
    text: str = Column(Text, nullable=False)
    author: str = Column(String(100), nullable=False)
    at: datetime = Column(UtcDateTime, nullable=False)
    changed: int = Column(Integer, nullable=False, server_default="0")
    """Grows with every change of any phrase: an owner's newest one tells whether an index is out of date."""
    removed_at = Column(UtcDateTime)


class QuickPhraseUseRow(Base):
    """When an agent last put a phrase into a reply."""

    __tablename__ = "quick_phrase_use"
    __table_args__ = (Index("ix_quick_phrase_use_login_at", "login", "at"),)

    login: str = Column(String(64), primary_key=True)
    phrase_id: int = Column(ForeignKey("quick_phrase.id", ondelete="CASCADE"), primary_key=True)
    at: datetime = Column(UtcDateTime, nullable=False)
