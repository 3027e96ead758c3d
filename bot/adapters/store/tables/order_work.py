"""What the desk and the warehouse do with orders: actions on record, the warehouse's list, cases."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Text

from bot.adapters.store.tables.base import Base, UtcDateTime


class OrderActionRow(Base):
    """One thing done, for good. `before` and `after` hold the columns of the order that it changed."""

    __tablename__ = "order_action"

    id: int = Column(Integer, primary_key=True)
    order_id: int = Column(ForeignKey("order.id", ondelete="CASCADE"), nullable=False, index=True)
    done: str = Column(String(20), nullable=False)
    by: str = Column(String(64), nullable=False)
    at: datetime = Column(UtcDateTime, nullable=False)
    conversation_id = Column(Integer, ForeignKey("conversation.id"))
    reason: str = Column(Text, nullable=False)
    before: dict[str, Any] = Column(JSON, nullable=False)
    after: dict[str, Any] = Column(JSON, nullable=False)


class AfterSaleCaseRow(Base):
    """Amounts in fen."""

    __tablename__ = "after_sale_case"

    id: int = Column(Integer, primary_key=True)
    order_id: int = Column(ForeignKey("order.id", ondelete="CASCADE"), nullable=False, index=True)
    conversation_id: int = Column(ForeignKey("conversation.id"), nullable=False)
    kind: str = Column(String(20), nullable=False)
    reason: str = Column(Text, nullable=False)
    lines: list[str] = Column(JSON, nullable=False)
    amount: int = Column(Integer, nullable=False)
    photos: list[int] = Column(JSON, nullable=False)
    state: str = Column(String(20), nullable=False)
    opened_by: str = Column(String(64), nullable=False)
    opened_at: datetime = Column(UtcDateTime, nullable=False)
    changed_by: str = Column(String(64), nullable=False)
    changed_at: datetime = Column(UtcDateTime, nullable=False)
    due_at = Column(UtcDateTime)
    outcome: str = Column(Text, nullable=False)


class OrderTaskRow(Base):
    """Something an agent asks of the warehouse. Writers take turns, so one open task of a kind stays one."""

    __tablename__ = "order_task"
    __table_args__ = (Index("ix_order_task_state", "state", "id"),)

    id: int = Column(Integer, primary_key=True)
    order_id: int = Column(ForeignKey("order.id", ondelete="CASCADE"), nullable=False, index=True)
    kind: str = Column(String(20), nullable=False)
    detail: str = Column(Text, nullable=False)
    state: str = Column(String(10), nullable=False)
    raised_by: str = Column(String(64), nullable=False)
    raised_at: datetime = Column(UtcDateTime, nullable=False)
    conversation_id: int = Column(ForeignKey("conversation.id"), nullable=False)
    taken_by: str = Column(String(64), nullable=False)
    taken_at = Column(UtcDateTime)
    ended_by: str = Column(String(64), nullable=False)
    ended_at = Column(UtcDateTime)
    outcome: str = Column(Text, nullable=False)
