"""The desk itself: events for live pages, accounts, sign-ins, API tokens, audit, models."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String

from bot.adapters.store.tables.base import Base, UtcDateTime
from bot.core.languages import Language


class EventRow(Base):
    """Every change, in order. Server-sent events and their resumption read this table by id."""

    __tablename__ = "event"
    __table_args__ = {"sqlite_autoincrement": True}

    id: int = Column(Integer, primary_key=True)
    at: datetime = Column(UtcDateTime, nullable=False, index=True)
    kind: str = Column(String(40), nullable=False)
    conversation_id = Column(Integer)
    payload: dict[str, Any] = Column(JSON, nullable=False)


class AccountRow(Base):
    __tablename__ = "account"

    id: int = Column(Integer, primary_key=True)
    login: str = Column(String(64), nullable=False, unique=True)
    name: str = Column(String(100), nullable=False)
    role: str = Column(String(20), nullable=False)
    password_hash: str = Column(String(300), nullable=False)
    active: bool = Column(Boolean, nullable=False)
    must_change: bool = Column(Boolean, nullable=False)
    language: str = Column(String(10), nullable=False, default=Language.CHINESE.value)


class SignInRow(Base):
    """A browser's session. The cookie holds the key, the table only its SHA-256."""

    __tablename__ = "sign_in"

    key_hash: str = Column(String(64), primary_key=True)
    account_id: int = Column(ForeignKey("account.id"), nullable=False, index=True)
    csrf: str = Column(String(64), nullable=False)
    expires_at: datetime = Column(UtcDateTime, nullable=False, index=True)
    began_at: datetime = Column(UtcDateTime, nullable=False)
    used_at: datetime = Column(UtcDateTime, nullable=False)
    """When its person last did something, to the minute."""


class ApiTokenRow(Base):
    """A program's bearer token; only its SHA-256 is kept."""

    __tablename__ = "api_token"

    id: int = Column(Integer, primary_key=True)
    name: str = Column(String(100), nullable=False, unique=True)
    token_hash: str = Column(String(64), nullable=False, unique=True)
    role: str = Column(String(20), nullable=False)
    created_at: datetime = Column(UtcDateTime, nullable=False)
    last_used_at = Column(UtcDateTime)
    revoked_at = Column(UtcDateTime)


class AuditRow(Base):
    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_action_actor", "action", "actor"), Index("ix_audit_actor", "actor"))

    id: int = Column(Integer, primary_key=True)
    at: datetime = Column(UtcDateTime, nullable=False, index=True)
    actor: str = Column(String(100), nullable=False)
    action: str = Column(String(64), nullable=False)
    subject: str = Column(String(200), nullable=False)
    detail: dict[str, Any] = Column(JSON, nullable=False)
