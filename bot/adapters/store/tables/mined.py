"""What was found in talks: answers that agents keep giving, questions that nothing answers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import declarative_mixin

from bot.adapters.store.tables.base import Base, UtcDateTime


@declarative_mixin
class Found:
    """Masked texts; examples carry pseudonyms, so that a buyer who is forgotten takes theirs along."""

    id: Any = Column(Integer, primary_key=True)
    intent: Any = Column(String(64), nullable=False)
    text: Any = Column(Text, nullable=False)
    times: Any = Column(Integer, nullable=False)
    buyers: Any = Column(Integer, nullable=False)
    examples: Any = Column(JSON, nullable=False)
    state: Any = Column(String(10), nullable=False)
    found_at: Any = Column(UtcDateTime, nullable=False)
    decided_by: Any = Column(String(64), nullable=False)
    decided_at: Any = Column(UtcDateTime)


class MinedAnswerRow(Found, Base):
    __tablename__ = "mined_answer"
    __table_args__ = (Index("ix_mined_answer_shop_state", "shop_id", "state"),)

    shop_id: int = Column(ForeignKey("shop.id"), nullable=False)
    script: str = Column(String(64), nullable=False)
    """The draft that was made of it."""


class UnknownQuestionRow(Found, Base):
    __tablename__ = "unknown_question"
    __table_args__ = (Index("ix_unknown_question_shop_state", "shop_id", "state"),)

    shop_id: int = Column(ForeignKey("shop.id"), nullable=False)
    topic: str = Column(String(40), nullable=False)
