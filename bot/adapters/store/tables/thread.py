"""What stands in a thread beside its messages: pictures, notes, lines of the desk, who has read how far."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Text

from bot.adapters.store.tables.base import Base, UtcDateTime


class PictureRow(Base):
    """One that is kept in the folder of pictures, sent or not."""

    __tablename__ = "picture"

    id: str = Column(String(64), primary_key=True)
    kind: str = Column(String(10), nullable=False)
    width: int = Column(Integer, nullable=False)
    height: int = Column(Integer, nullable=False)
    size: int = Column(Integer, nullable=False)
    taken_at: datetime = Column(UtcDateTime, nullable=False, index=True)
    """When it was last handed in."""


class MessagePictureRow(Base):
    __tablename__ = "message_picture"

    message_id: int = Column(ForeignKey("message.id"), primary_key=True)
    place: int = Column(Integer, primary_key=True)
    picture_id: str = Column(ForeignKey("picture.id"), nullable=False, index=True)


class ThreadLineRow(Base):
    """A note of an agent's, or a line that says what was done. Buyers never see either."""

    __tablename__ = "thread_line"
    __table_args__ = (Index("ix_thread_line_conversation", "conversation_id", "id"),)

    id: int = Column(Integer, primary_key=True)
    conversation_id: int = Column(ForeignKey("conversation.id"), nullable=False)
    after_message: int = Column(Integer, nullable=False)
    """Id of the newest message when it was written; 0 before the first."""
    kind: str = Column(String(20), nullable=False)
    author: str = Column(String(64), nullable=False)
    text: str = Column(Text, nullable=False)
    at: datetime = Column(UtcDateTime, nullable=False)
    client_id = Column(String(64), unique=True)
    """The writing browser's own id of a note, so that a retry is the same note."""


class TalkReadingRow(Base):
    """How far a talk has been read by either side."""

    __tablename__ = "talk_reading"

    conversation_id: int = Column(ForeignKey("conversation.id"), primary_key=True, autoincrement=False)
    seen_to: int = Column(Integer, nullable=False)
    """Id of the newest message that an agent has seen."""
    read_to: int = Column(Integer, nullable=False)
    """Id of the newest of our replies that the buyer has read, where the channel says so."""
