"""Replies on their way to the buyer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.core.pictures import Picture

TAKE_BACK_WINDOW = timedelta(seconds=3)
"""How long a sent reply waits in the outbox, so that the agent can take it back."""

PAD = "pad"
"""The channel of pasted talks: the agent carries each reply over by hand, the outbox sends nothing."""
PAD_TAKE_BACK_WINDOW = timedelta(minutes=2)
"""Copied is not sent yet: there is time for a second thought."""

RETRY_AFTER = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
)


class DeliveryState(str, Enum):
    WAITING = "waiting"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    GIVEN_UP = "given_up"


@dataclass(frozen=True)
class Delivery:
    id: int
    channel: str
    conversation_id: int
    conversation_external_id: str
    message_id: int
    text: str
    state: DeliveryState
    not_before: datetime
    attempts: int = 0
    last_error: str = ""
    channel_message_id: str | None = None
    pictures: tuple[Picture, ...] = ()
    author: str = ""


def take_back_window(channel: str) -> timedelta:
    return PAD_TAKE_BACK_WINDOW if channel == PAD else TAKE_BACK_WINDOW


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """When to try again after `attempts` failures; None when it is time to give up and say so."""
    return now + RETRY_AFTER[attempts - 1] if attempts <= len(RETRY_AFTER) else None
