"""What stands in a thread beside the messages. Buyers never see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

LONGEST_NOTE = 2_000


class LineKind(str, Enum):
    NOTE = "note"
    """An agent's words for colleagues: never sent, drafted on or learned from."""
    TOOK_OVER = "took_over"
    RECALLED = "recalled"
    CLOSED = "closed"
    FOLLOW_UP = "follow_up"
    """The message before it was said unasked; the line's text is the kind of follow-up."""


@dataclass(frozen=True)
class ThreadLine:
    id: int
    conversation_id: int
    after_message: int
    """Id of the newest message when it was written; 0 before the first."""
    kind: LineKind
    author: str
    """Login."""
    text: str
    at: datetime


@dataclass(frozen=True)
class Reading:
    """How far a talk has been read, as ids of messages."""

    seen_to: int = 0
    """By an agent."""
    read_to: int = 0
    """By the buyer, of our replies, where the channel says so."""
