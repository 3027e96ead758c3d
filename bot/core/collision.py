"""Two people answer one buyer: the second is asked before it happens (handbook D3: one owner per talk)."""

from __future__ import annotations

from collections.abc import Iterable

from bot.core.conversations import Message, MessageKind


def answered_meanwhile(messages: Iterable[Message], seen: int, login: str) -> Message | None:
    """The newest reply by another person that `login`, who has seen the talk up to `seen`, does not know of.

    `messages` are oldest first. One without an author came from the platform's own client; what the desk
    has answered alone is nobody's.
    """
    unknown = [
        message
        for message in messages
        if message.id > seen
        and message.is_by_person
        and message.kind is not MessageKind.SYSTEM
        and message.author != login
    ]
    return unknown[-1] if unknown else None
