"""Duties with their breaks, changes of a talk's owner, who looks at which talk, and hand-over sheets."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String

from bot.adapters.store.tables.base import Base, UtcDateTime


class DutyRow(Base):
    """From signing in to a shift until signing off. Nobody has two that are open."""

    __tablename__ = "duty"

    id: int = Column(Integer, primary_key=True)
    shop_id: int = Column(ForeignKey("shop.id"), nullable=False)
    login: str = Column(String(64), nullable=False, index=True)
    kind: str = Column(String(16), nullable=False)
    since: datetime = Column(UtcDateTime, nullable=False)
    due: datetime = Column(UtcDateTime, nullable=False)
    ends_by: datetime = Column(UtcDateTime, nullable=False)
    until = Column(UtcDateTime)
    __table_args__ = (
        Index("ix_duty_open", "shop_id", "until"),
        Index(
            "uq_duty_open_login",
            "login",
            unique=True,
            sqlite_where=until.is_(None),
            postgresql_where=until.is_(None),
        ),
    )


class BreakRow(Base):
    __tablename__ = "duty_break"

    id: int = Column(Integer, primary_key=True)
    duty_id: int = Column(ForeignKey("duty.id", ondelete="CASCADE"), nullable=False, index=True)
    since: datetime = Column(UtcDateTime, nullable=False)
    until = Column(UtcDateTime)


class OwnerChangeRow(Base):
    """A line in the thread: who gave the talk to whom, and why."""

    __tablename__ = "owner_change"
    __table_args__ = (Index("ix_owner_change_conversation", "conversation_id", "id"),)

    id: int = Column(Integer, primary_key=True)
    conversation_id: int = Column(ForeignKey("conversation.id"), nullable=False)
    message_id: int = Column(Integer, nullable=False)
    """The talk's newest message then; 0 for none."""
    at: datetime = Column(UtcDateTime, nullable=False)
    kind: str = Column(String(16), nullable=False)
    actor: str = Column(String(64), nullable=False)
    before = Column(String(64))
    after = Column(String(64))
    note: str = Column(String(400), nullable=False)


class ViewerRow(Base):
    """Somebody has a talk open. A row that is not renewed means nothing any more."""

    __tablename__ = "viewer"

    conversation_id: int = Column(ForeignKey("conversation.id"), primary_key=True)
    login: str = Column(String(64), primary_key=True)
    seen_at: datetime = Column(UtcDateTime, nullable=False, index=True)
    typing: bool = Column(Boolean, nullable=False)


class HandoverRow(Base):
    """A sheet from one shift to the next: written, handed over, confirmed."""

    __tablename__ = "handover"

    id: int = Column(Integer, primary_key=True)
    duty_id: int = Column(ForeignKey("duty.id"), nullable=False, unique=True)
    shop_id: int = Column(ForeignKey("shop.id"), nullable=False)
    login: str = Column(String(64), nullable=False)
    kind: str = Column(String(16), nullable=False)
    receiver = Column(String(64))
    """To whom in person; NULL for whoever comes next."""
    watch: list[str] = Column(JSON, nullable=False)
    remarks: dict[str, str] = Column(JSON, nullable=False)
    """By the key of a line."""
    lines: list[Any] = Column(JSON, nullable=False)
    """As they stood when it was handed over."""
    handed_at = Column(UtcDateTime, index=True)
    confirmed_by = Column(String(64))
    confirmed_at = Column(UtcDateTime)
