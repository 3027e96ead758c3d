"""A stored talk as the turn that is drafted for, and the stage that it has reached."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.core.conversations import Conversation, Message, MessageKind, Turn
from bot.core.stage_intents import Stage
from bot.core.stage_memory import StageMemory
from bot.core.stages import HeardTurn, TalkSoFar, stage_of
from bot.core.turns import BuyerTurn
from bot.services.context import MOST_ORDERS
from bot.services.ports import Work

TURNS_REMEMBERED = 10


def buyer_turn(
    talk: Conversation,
    text: str,
    at: datetime,
    *,
    before: Sequence[Message],
    heard: Sequence[HeardTurn],
    meant: str | None = None,
) -> BuyerTurn:
    """`before` are the messages that precede it, oldest first."""
    bubbles = [message for message in before if message.kind is MessageKind.TEXT]
    return BuyerTurn(
        text=text,
        at=at,
        shop=talk.shop_code,
        buyer=talk.buyer_nick,
        product=talk.product_code,
        order=talk.order_number,
        previous=tuple(Turn(m.sender, m.text, m.at) for m in bubbles[-TURNS_REMEMBERED:]),
        memory=talk.memory or {},
        meant=meant,
        heard=tuple(heard),
    )


def stage_in(work: Work, conversation_id: int) -> Stage:
    """Raises LookupError for an unknown conversation."""
    talk = work.conversations.get(conversation_id)
    if talk is None:
        raise LookupError(f"there is no conversation {conversation_id}")
    return stage_of(
        TalkSoFar(
            turns=tuple(work.suggestions.heard(conversation_id)),
            orders=tuple(work.orders.of_buyer(talk.shop_code, talk.buyer_nick, MOST_ORDERS)),
            memory=StageMemory.from_memory(talk.memory or {}),
        )
    )
