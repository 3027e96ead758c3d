"""Messages come in."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from pydantic import BaseModel, Field

from bot.bootstrap import House
from bot.core.conversations import MessageKind, Sender
from bot.services.receive import Incoming
from bot.web import metrics
from bot.web.api.pictures import unpacked
from bot.web.house import BackgroundHere, HouseHere, IntakeHere

router = APIRouter(tags=["messages"])

CHANNEL_ZONE = ZoneInfo("Asia/Shanghai")
"""Zone of a time that a channel sends without one."""


class BuyerIn(BaseModel):
    id: str = Field(..., max_length=200)
    name: str = Field("", max_length=200)


class MessageIn(BaseModel):
    channel: str = Field(..., max_length=64)
    conversation: str = Field(..., max_length=200)
    message_id: str = Field(..., max_length=200)
    sender: Sender
    kind: MessageKind = MessageKind.TEXT
    buyer: BuyerIn
    text: str = ""
    attachments: list[dict[str, Any]] = Field(default_factory=list, max_items=20)
    at: datetime | None = None
    product: str | None = Field(None, max_length=64)
    order: str | None = Field(None, max_length=32)


class MessageTaken(BaseModel):
    conversation_id: int
    message_id: str
    duplicate: bool


@router.post("/messages", status_code=202, response_model=MessageTaken)
async def post_message(
    body: MessageIn, house: HouseHere, background: BackgroundHere, intake: IntakeHere
) -> MessageTaken:
    """Hand in a message. The same id and text again gives the same answer; with another text, 409."""
    received = await intake.take(lambda: house.receive.message(_incoming(body, house)))
    metrics.messages.labels(body.channel, body.sender.value).inc()
    if received.wants_draft:
        background.draft_soon(received.conversation_id)
    return MessageTaken(
        conversation_id=received.conversation_id,
        message_id=received.message_id,
        duplicate=received.duplicate,
    )


def _incoming(body: MessageIn, house: House) -> Incoming:
    attachments, pictures = unpacked(body.attachments, house.pictures)
    at = body.at.replace(tzinfo=CHANNEL_ZONE) if body.at and body.at.tzinfo is None else body.at
    return Incoming(
        channel=body.channel,
        conversation=body.conversation,
        message_id=body.message_id,
        sender=body.sender,
        kind=body.kind,
        text=body.text,
        buyer_id=body.buyer.id,
        buyer_name=body.buyer.name,
        at=at,
        product=body.product,
        order=body.order,
        attachments=attachments,
        pictures=pictures,
    )
