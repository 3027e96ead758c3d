"""How approved replies leave through a channel that pulls."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import BaseModel, Field

from bot.web.api.pictures import PictureOut, pictures_out
from bot.web.house import HouseHere

router = APIRouter(tags=["deliveries"])


class DeliveryOut(BaseModel):
    id: int
    channel: str
    conversation: str
    conversation_id: int
    message_id: int
    text: str
    pictures: list[PictureOut]


class AckIn(BaseModel):
    channel_message_id: str | None = Field(None, max_length=200)


class Acknowledged(BaseModel):
    id: int
    state: str = "delivered"


@router.get("/deliveries", response_model=list[DeliveryOut])
async def list_deliveries(
    house: HouseHere, channel: str = Query(..., max_length=64), after: int = Query(0, ge=0)
) -> list[DeliveryOut]:
    """Approved replies that the channel has not acknowledged, oldest first, at most a hundred."""
    due = await asyncio.to_thread(house.deliver.waiting, channel, after)
    return [
        DeliveryOut(
            id=delivery.id,
            channel=delivery.channel,
            conversation=delivery.conversation_external_id,
            conversation_id=delivery.conversation_id,
            message_id=delivery.message_id,
            text=delivery.text,
            pictures=pictures_out(delivery.pictures),
        )
        for delivery in due
    ]


@router.post("/deliveries/{delivery_id}/ack", response_model=Acknowledged)
async def post_ack(delivery_id: int, body: AckIn, house: HouseHere) -> Acknowledged:
    """The channel has sent it; an incoming agent message with that id is then our own echo."""
    await asyncio.to_thread(house.deliver.acknowledge, delivery_id, body.channel_message_id)
    return Acknowledged(id=delivery_id)


@router.post("/deliveries/{delivery_id}/read", status_code=204)
async def post_read(delivery_id: int, house: HouseHere) -> Response:
    """The buyer has read this reply, and with it all before it."""
    await asyncio.to_thread(house.thread.delivery_read, delivery_id)
    return Response(status_code=204)
