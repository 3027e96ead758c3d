"""A talk between one buyer and the desk: messages, suggestions, decisions, deliveries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

JOIN_WINDOW = timedelta(seconds=1.5)
"""Bubbles that follow each other this closely are one turn (measured: bursts of 1.4 bubbles)."""


AUTOMATIC = "@auto"
"""Author of answers that no person sent. No login can look like it."""
HOLDING = "@hold"
"""Author of holding answers: they tell the buyer when somebody is back and answer nothing."""
UNMANNED = frozenset({AUTOMATIC, HOLDING})


class Sender(str, Enum):
    BUYER = "buyer"
    AGENT = "agent"


class MessageKind(str, Enum):
    TEXT = "text"
    IMAGE = "image"
    CARD = "card"
    SYSTEM = "system"


class ConversationState(str, Enum):
    WAITING = "waiting"  # the buyer has written and nobody has answered
    OPEN = "open"  # answered
    CLOSED = "closed"


class SuggestionState(str, Enum):
    PENDING = "pending"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"
    RETIRED = "retired"


class Verdict(str, Enum):
    """What an agent does with a suggestion."""

    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"


class Route(str, Enum):
    AGENT = "agent"
    HOLD = "hold"
    ANSWER = "answer"


@dataclass(frozen=True)
class Message:
    id: int
    conversation_id: int
    sender: Sender
    kind: MessageKind
    text: str
    at: datetime
    external_id: str = ""
    author: str = ""

    @property
    def is_by_person(self) -> bool:
        """Of our side: by an agent, here or in the channel's own client."""
        return self.sender is Sender.AGENT and self.author not in UNMANNED


@dataclass(frozen=True)
class Conversation:
    id: int
    channel: str
    external_id: str
    shop_code: str
    buyer_id: int
    buyer_nick: str
    state: ConversationState
    opened_at: datetime
    waiting_since: datetime | None = None
    product_code: str | None = None
    order_number: str | None = None
    owner: str | None = None
    settled: bool = False
    """The owner has answered, or was chosen by a person."""
    for_supervisor: bool = False
    """Handed to whoever leads, none of whom has taken it yet."""
    is_complaint: bool = False
    """It has held a complaint, a threat or abuse since it was last closed."""
    memory: Mapping[str, object] | None = None
    """What earlier turns left for later ones: bargaining step, the open topic, the buyer's body."""


@dataclass(frozen=True)
class Turn:
    """One side's say in a talk, as the model and the scenes see it."""

    sender: Sender
    text: str
    at: datetime | None = None


def joined_bubbles(messages: tuple[Message, ...]) -> tuple[Message, ...]:
    """The buyer's last burst: text bubbles since the last agent turn, each within the join window.

    A holding answer is no turn: what it was given for still waits for its answer.
    `messages` are oldest first. Pictures, cards and system lines neither join nor break a burst.
    """
    burst: list[Message] = []
    for message in reversed(messages):
        if message.author == HOLDING:
            continue
        if message.sender is Sender.AGENT and message.kind is MessageKind.TEXT:
            break
        if message.kind is not MessageKind.TEXT or message.sender is not Sender.BUYER:
            continue
        if burst and burst[-1].at - message.at > JOIN_WINDOW:
            break
        burst.append(message)
    return tuple(reversed(burst))
