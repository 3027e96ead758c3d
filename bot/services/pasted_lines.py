"""Pasted lines on their way into a talk: when they came, and under which message ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.conversations import Conversation, Message, MessageKind, Sender
from bot.core.deliveries import PAD
from bot.core.pasted_chat import PastedLine
from bot.core.pasted_news import KnownLine, line_id, news, written_at
from bot.services.receive import Incoming


@dataclass(frozen=True)
class Place:
    """The talk that a paste belongs to, which may not exist yet."""

    external_id: str
    buyer_id: str
    nick: str
    talk: Conversation | None = None


def known_lines(messages: Sequence[Message]) -> list[KnownLine]:
    return [
        KnownLine(
            sender=message.sender,
            text=message.text,
            at=written_at(message.external_id),
            is_copied=message.sender is Sender.AGENT and not message.external_id,
        )
        for message in messages
        if message.kind is not MessageKind.SYSTEM
    ]


def new_messages(
    place: Place, known: Sequence[Message], pasted: Sequence[PastedLine], paste_id: str, now: datetime
) -> Iterator[Incoming]:
    """Lines that are still unanswered have come to the desk just now, together: they are one turn."""
    lines = news(known_lines(known), pasted)
    repeats = Counter(pasted) - Counter(lines)
    answers = [number for number, line in enumerate(lines) if line.sender is Sender.AGENT]
    for number, line in enumerate(lines):
        is_unanswered = not answers or number > answers[-1]
        yield Incoming(
            channel=PAD,
            conversation=place.external_id,
            message_id=line_id(place.buyer_id, line, repeats[line]) if line.at else f"{paste_id}-{number}",
            sender=line.sender,
            kind=line.kind,
            text=line.text,
            buyer_id=place.buyer_id,
            buyer_name=place.nick,
            at=now if is_unanswered or line.at is None else min(line.at, now),
        )
        repeats[line] += 1
