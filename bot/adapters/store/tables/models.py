"""Trainings, what is known of each model, who swapped them, and models that read along."""

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


class TrainingJobRow(Base):
    __tablename__ = "training_job"

    id: int = Column(Integer, primary_key=True)
    running = Column(Integer, unique=True)
    """1 while it is open, else NULL: one at a time, on both databases."""
    state: str = Column(String(12), nullable=False)
    asked_by: str = Column(String(64), nullable=False)
    asked_at: datetime = Column(UtcDateTime, nullable=False)
    began_at = Column(UtcDateTime)
    ended_at = Column(UtcDateTime)
    beat_at = Column(UtcDateTime)
    process: str = Column(String(200), nullable=False)
    step: str = Column(String(12), nullable=False)
    done: int = Column(Integer, nullable=False)
    total: int = Column(Integer, nullable=False)
    log: list[str] = Column(JSON, nullable=False)
    model: str = Column(String(64), nullable=False)
    against: str = Column(String(64), nullable=False)
    failure = Column(String(24))
    detail: str = Column(Text, nullable=False)
    cancelled_by: str = Column(String(64), nullable=False)
    verdict: dict[str, Any] | None = Column(JSON)


class ModelRecordRow(Base):
    """By the model's id, which is its file's name."""

    __tablename__ = "model_record"

    model: str = Column(String(64), primary_key=True)
    made_at: datetime = Column(UtcDateTime, nullable=False)
    data_hash: str = Column(String(64), nullable=False)
    config_hash: str = Column(String(64), nullable=False)
    components: str = Column(String(64), nullable=False)
    encoders: list[str] = Column(JSON, nullable=False)
    sentences: int = Column(Integer, nullable=False)
    job_id = Column(Integer, ForeignKey("training_job.id"))
    against: str = Column(String(64), nullable=False)
    figures: list[Any] = Column(JSON, nullable=False)
    verdict: dict[str, Any] | None = Column(JSON)


class ModelSwapRow(Base):
    """Written for good, in one transaction with the audit trail."""

    __tablename__ = "model_swap"

    id: int = Column(Integer, primary_key=True)
    model: str = Column(String(64), nullable=False)
    before: str = Column(String(64), nullable=False)
    at: datetime = Column(UtcDateTime, nullable=False)
    by: str = Column(String(64), nullable=False)
    how: str = Column(String(12), nullable=False)
    reason: str = Column(Text, nullable=False)


class ShadowRunRow(Base):
    __tablename__ = "shadow_run"

    id: int = Column(Integer, primary_key=True)
    running = Column(Integer, unique=True)
    """1 until it has ended, else NULL."""
    model: str = Column(String(64), nullable=False)
    begun_by: str = Column(String(64), nullable=False)
    begun_at: datetime = Column(UtcDateTime, nullable=False)
    until: datetime = Column(UtcDateTime, nullable=False)
    ended_at = Column(UtcDateTime)
    ended_by: str = Column(String(64), nullable=False)
    last_draft: int = Column(Integer, nullable=False)
    seen: int = Column(Integer, nullable=False)
    same: int = Column(Integer, nullable=False)
    dropped: int = Column(Integer, nullable=False)
    fault: str = Column(String(24), nullable=False)


class ShadowReadingRow(Base):
    """Only what was read differently; the text is masked."""

    __tablename__ = "shadow_reading"
    __table_args__ = (UniqueConstraint("run_id", "draft_id"), Index("ix_shadow_reading_run", "run_id", "id"))

    id: int = Column(Integer, primary_key=True)
    run_id: int = Column(ForeignKey("shadow_run.id"), nullable=False)
    draft_id: int = Column(ForeignKey("draft.id"), nullable=False)
    conversation_id: int = Column(ForeignKey("conversation.id"), nullable=False, index=True)
    text: str = Column(Text, nullable=False)
    active: list[str] = Column(JSON, nullable=False)
    active_sure: bool = Column(Boolean, nullable=False)
    shadow: list[str] = Column(JSON, nullable=False)
    shadow_sure: bool = Column(Boolean, nullable=False)
    confidence: float = Column(Float, nullable=False)
    at: datetime = Column(UtcDateTime, nullable=False)
    who_is_right = Column(String(10))
    judged_by: str = Column(String(64), nullable=False)
    judged_at = Column(UtcDateTime)
