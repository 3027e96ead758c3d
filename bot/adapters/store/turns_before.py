"""A stored turn with what stood before it, as the model was given it when the turn was drafted."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.adapters.store.messages import message_from
from bot.adapters.store.tables.talks import MessageRow
from bot.core.conversations import MessageKind, Turn, joined_bubbles
from bot.services.draft import MESSAGES_READ
from bot.services.talk_turn import TURNS_REMEMBERED


def turns_before(session: Session, conversation_id: int, message_id: int) -> tuple[Turn, ...]:
    """What was said before the burst that ends with a message, oldest first."""
    query = (
        select(MessageRow)
        .where(MessageRow.conversation_id == conversation_id, MessageRow.id <= message_id)
        .where(MessageRow.recalled_at.is_(None))
        .order_by(MessageRow.id.desc())
        .limit(MESSAGES_READ)
    )
    messages = tuple(message_from(row) for row in reversed(session.execute(query).scalars().all()))
    burst = joined_bubbles(messages)
    first = burst[0].id if burst else message_id
    said = [one for one in messages if one.id < first and one.kind is MessageKind.TEXT]
    return tuple(Turn(one.sender, one.text, one.at) for one in said[-TURNS_REMEMBERED:])
