"""Buyers, conversations, messages, drafts with their suggestions, decisions and deliveries."""

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
    false,
)

from bot.adapters.store.tables.base import Base, UtcDateTime
from bot.core.urgency import QUESTION


class BuyerRow(Base):
    __tablename__ = "buyer"
    __table_args__ = (UniqueConstraint("shop_id", "channel", "external_id"),)

    id: int = Column(Integer, primary_key=True)
    shop_id: int = Column(ForeignKey("shop.id"), nullable=False)
    channel: str = Column(String(64), nullable=False)
    external_id: str = Column(String(200), nullable=False)
    nickname: str = Column(String(200), nullable=False, index=True)
    tags: list[str] = Column(JSON, nullable=False)
    province: str = Column(String(50), nullable=False)
    city: str = Column(String(50), nullable=False)
    body: dict[str, Any] = Column(JSON, nullable=False)
    joined_into = Column(Integer, index=True)
    """The buyer whose profile this one belongs to; None for a profile of its own."""
    note: str = Column(Text, nullable=False, default="", server_default="")
    """What agents want each other to know."""
    stopped_at = Column(UtcDateTime)
    """When the buyer asked for no more messages that nobody asked for; NULL for who has not."""


class ConversationRow(Base):
    __tablename__ = "conversation"
    __table_args__ = (
        UniqueConstraint("channel", "external_id"),
        Index("ix_conversation_state_waiting", "state", "waiting_since"),
        Index("ix_conversation_state_touched", "state", "touched_at"),
        Index("ix_conversation_owner_state", "owner", "state"),
    )

    id: int = Column(Integer, primary_key=True)
    shop_id: int = Column(ForeignKey("shop.id"), nullable=False)
    channel: str = Column(String(64), nullable=False)
    external_id: str = Column(String(200), nullable=False)
    buyer_id: int = Column(ForeignKey("buyer.id"), nullable=False, index=True)
    state: str = Column(String(10), nullable=False)
    opened_at: datetime = Column(UtcDateTime, nullable=False)
    touched_at: datetime = Column(UtcDateTime, nullable=False)
    waiting_since = Column(UtcDateTime)
    product_code = Column(String(64))
    order_number = Column(String(32))
    owner = Column(String(64))
    owned_at = Column(UtcDateTime)
    settled: bool = Column(Boolean, nullable=False, default=False, server_default=false())
    """The owner has answered, or was chosen by a person: nobody else's answer makes the talk theirs."""
    for_supervisor: bool = Column(Boolean, nullable=False, default=False, server_default=false())
    """Handed to whoever leads, none of whom has taken it yet."""
    concern: str = Column(String(12), nullable=False, default="", server_default="")
    """The most serious matter since the talk was last closed (bot/core/inbox.py)."""
    urgency: int = Column(Integer, nullable=False, default=QUESTION, server_default=str(QUESTION))
    """Of the newest turn that was understood; 0 is the most urgent."""
    held: bool = Column(Boolean, nullable=False, default=False, server_default=false())
    """Nobody was there for its newest turn."""
    memory: dict[str, Any] = Column(JSON, nullable=False)
    forgotten_at = Column(UtcDateTime)
    """When its words went; NULL while they are there."""


class MessageRow(Base):
    """One bubble. `external_id` is unique per channel; our own replies have none until acknowledged."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("channel", "external_id"),
        Index("ix_message_conversation", "conversation_id", "id"),
    )

    id: int = Column(Integer, primary_key=True)
    conversation_id: int = Column(ForeignKey("conversation.id"), nullable=False)
    channel: str = Column(String(64), nullable=False)
    external_id = Column(String(200))
    sender: str = Column(String(10), nullable=False)
    kind: str = Column(String(10), nullable=False)
    text: str = Column(Text, nullable=False)
    at: datetime = Column(UtcDateTime, nullable=False)
    author: str = Column(String(64), nullable=False)
    """Login of the person who sent it; empty for the buyer."""
    client_id = Column(String(64), unique=True)
    """The sending browser's own id of a typed reply, so that a retry is the same reply."""
    recalled_at = Column(UtcDateTime)
    attachments: list[Any] = Column(JSON, nullable=False)


class DraftRow(Base):
    """One attempt to draft an answer to a turn: its parse, or the reason why there is none."""

    __tablename__ = "draft"
    __table_args__ = (Index("ix_draft_conversation", "conversation_id", "id"),)

    id: int = Column(Integer, primary_key=True)
    conversation_id: int = Column(ForeignKey("conversation.id"), nullable=False)
    message_id: int = Column(ForeignKey("message.id"), nullable=False, index=True)
    """The last bubble it answers."""
    text: str = Column(Text, nullable=False)
    at: datetime = Column(UtcDateTime, nullable=False, index=True)
    intents: list[str] = Column(JSON, nullable=False)
    entities: list[Any] = Column(JSON, nullable=False)
    route: str = Column(String(10), nullable=False)
    reason: str = Column(String(400), nullable=False)
    """Why the route is what it is, or why there are no suggestions."""
    failure = Column(String(64))
    model: str = Column(String(100), nullable=False)
    sure: bool = Column(Boolean, nullable=False, default=False, server_default=false())
    """Whether the model was as certain as answering alone needs."""
    clauses: list[Any] | None = Column(JSON)
    """How the message was read; None in drafts that are older than this column."""


class SuggestionRow(Base):
    __tablename__ = "suggestion"
    __table_args__ = (Index("ix_suggestion_conversation", "conversation_id", "state"),)

    id: int = Column(Integer, primary_key=True)
    draft_id: int = Column(ForeignKey("draft.id"), nullable=False, index=True)
    conversation_id: int = Column(ForeignKey("conversation.id"), nullable=False)
    rank: int = Column(Integer, nullable=False)
    text: str = Column(Text, nullable=False)
    script: str = Column(String(100), nullable=False)
    intent: str = Column(String(64), nullable=False)
    confidence: float = Column(Float, nullable=False)
    facts: dict[str, Any] = Column(JSON, nullable=False)
    findings: list[Any] = Column(JSON, nullable=False)
    memory: dict[str, Any] = Column(JSON, nullable=False)
    """What the talk must remember once this is sent, for example the bargaining step."""
    variant = Column(Integer)
    sources: dict[str, Any] | None = Column(JSON)
    """Fact -> the records it was read from; None in suggestions that are older than this column."""
    state: str = Column(String(10), nullable=False)


class DecisionRow(Base):
    __tablename__ = "decision"

    id: int = Column(Integer, primary_key=True)
    suggestion_id: int = Column(ForeignKey("suggestion.id"), nullable=False, unique=True)
    verdict: str = Column(String(10), nullable=False)
    text: str = Column(Text, nullable=False)
    intent = Column(String(64))
    reason: str = Column(String(400), nullable=False)
    account: str = Column(String(64), nullable=False)
    at: datetime = Column(UtcDateTime, nullable=False, index=True)
    message_id = Column(Integer, ForeignKey("message.id"), index=True)
    memory_before: dict[str, Any] = Column(JSON, nullable=False)
    """The talk's memory before this was sent, for taking it back."""


class DeliveryRow(Base):
    """The outbox: one row per reply, written in the same transaction as the decision."""

    __tablename__ = "delivery"
    __table_args__ = (Index("ix_delivery_state_due", "state", "not_before"),)

    id: int = Column(Integer, primary_key=True)
    channel: str = Column(String(64), nullable=False)
    conversation_id: int = Column(ForeignKey("conversation.id"), nullable=False, index=True)
    message_id: int = Column(ForeignKey("message.id"), nullable=False, unique=True)
    state: str = Column(String(10), nullable=False)
    not_before: datetime = Column(UtcDateTime, nullable=False)
    attempts: int = Column(Integer, nullable=False)
    last_error: str = Column(String(400), nullable=False)
    channel_message_id = Column(String(200))
