"""Sentences offered for training, who said what about them, and what was accepted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
)

from bot.adapters.store.tables.base import Base, UtcDateTime


class TrainingCandidateRow(Base):
    """One row a sentence, whoever else wrote it later. The text is masked."""

    __tablename__ = "training_candidate"
    __table_args__ = (
        Index("ix_training_candidate_state_value", "state", "value"),
        Index("ix_training_candidate_group", "group_id", "state"),
    )

    id: int = Column(Integer, primary_key=True)
    key: str = Column(String(64), nullable=False, unique=True)
    """Of its letters (bot.core.training_candidates.candidate_key)."""
    text: str = Column(Text, nullable=False)
    origin: str = Column(String(40), nullable=False)
    buyer: str = Column(String(64), nullable=False, index=True)
    kind: str = Column(String(10), nullable=False)
    hint = Column(String(64))
    guesses: list[Any] = Column(JSON, nullable=False)
    before: list[Any] = Column(JSON, nullable=False)
    alike: list[Any] = Column(JSON, nullable=False)
    worth: dict[str, Any] = Column(JSON, nullable=False)
    value: float = Column(Float, nullable=False)
    model: str = Column(String(100), nullable=False)
    times: int = Column(Integer, nullable=False)
    group_id = Column(Integer)
    """The first of its near-duplicates."""
    state: str = Column(String(10), nullable=False)
    added_at: datetime = Column(UtcDateTime, nullable=False)


class TrainingLabelRow(Base):
    """What one person said of one sentence; `act` binds what was said by one key press."""

    __tablename__ = "training_label"
    __table_args__ = (
        UniqueConstraint("candidate_id", "account", "source"),
        Index("ix_training_label_account", "account", "id"),
        Index("ix_training_label_at", "at"),
    )

    id: int = Column(Integer, primary_key=True)
    candidate_id: int = Column(ForeignKey("training_candidate.id"), nullable=False)
    account: str = Column(String(64), nullable=False)
    source: str = Column(String(10), nullable=False)
    intent = Column(String(64))
    """None: skipped."""
    leads: bool = Column(Boolean, nullable=False)
    act: str = Column(String(32), nullable=False, index=True)
    at: datetime = Column(UtcDateTime, nullable=False)


class TrainingLineRow(Base):
    """A sentence that was accepted. data/nlu/from_chats.yml is written from these."""

    __tablename__ = "training_line"
    __table_args__ = (UniqueConstraint("candidate_id"), UniqueConstraint("key"))

    id: int = Column(Integer, primary_key=True)
    candidate_id: int = Column(ForeignKey("training_candidate.id"), nullable=False)
    key: str = Column(String(64), nullable=False)
    text: str = Column(Text, nullable=False)
    intent: str = Column(String(64), nullable=False)
    origin: str = Column(String(40), nullable=False)
    buyer: str = Column(String(64), nullable=False, index=True)
    accepted_by: str = Column(String(64), nullable=False)
    accepted_at: datetime = Column(UtcDateTime, nullable=False)


class TrainingReadingRow(Base):
    """What a model made of a text, known by its letters' hash only, so that a repeat costs nothing."""

    __tablename__ = "training_reading"

    key: str = Column(String(64), primary_key=True)
    model: str = Column(String(100), primary_key=True)
    guesses: list[Any] = Column(JSON, nullable=False)


class TrainingCursorRow(Base):
    """How far a source has been gone through."""

    __tablename__ = "training_cursor"

    source: str = Column(String(10), primary_key=True)
    last_id: int = Column(Integer, nullable=False)
