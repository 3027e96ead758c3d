"""The live stream."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import StreamingResponse

from bot.web.house import LiveHere

router = APIRouter(tags=["events"])

SSE_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@router.get("/events", response_class=StreamingResponse)
async def get_events(
    live: LiveHere, last_event_id: Annotated[int | None, Header(ge=0)] = None
) -> StreamingResponse:
    """Server-sent events; send Last-Event-ID to go on where a connection broke."""
    return StreamingResponse(live.listen(last_event_id), media_type="text/event-stream", headers=SSE_HEADERS)
