"""Scripts as they were edited on the desk, and the shop's quick phrases."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Integer, String, Text, UniqueConstraint

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
    __tablename__ = "quick_phrase"

    id: int = Column(Integer, primary_key=True)
    group: str = Column("group_name", String(64), nullable=False, index=True)
    shortcut: str = Column(String(64), nullable=False)
    text: str = Column(Text, nullable=False)
    author: str = Column(String(100), nullable=False)
    at: datetime = Column(UtcDateTime, nullable=False)
