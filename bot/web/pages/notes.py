"""Notes for colleagues, and what was looked at: by agents on the desk, by buyers in the chat."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bot.adapters.channels.web_chat import CHANNEL
from bot.adapters.store import views_chat
from bot.bootstrap import House
from bot.core.conversations import Sender
from bot.web.house import HouseHere
from bot.web.pages.decisions import ClientId
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.pages.visitors import Visitor, VisitorHere
from bot.web.sessions import ByAgent, FromOurPage

router = APIRouter(route_class=PageRoute)

MessageId = Annotated[int, Form(ge=0)]


@router.post("/desk/{conversation_id}/notes")
async def post_note(
    request: Request,
    conversation_id: int,
    house: HouseHere,
    signed_in: ByAgent,
    client_id: ClientId,
    text: Annotated[str, Form()] = "",
) -> Response:
    await asyncio.to_thread(house.thread.note, conversation_id, text, client_id, signed_in.account.login)
    response = page(request, "notice.html", fault="", place="", findings=())
    response.headers["HX-Trigger"] = json.dumps({"desk:noted": {"note": client_id}})
    return response


@router.post("/desk/{conversation_id}/seen", status_code=204)
async def post_seen(conversation_id: int, house: HouseHere, _: ByAgent, to: MessageId) -> Response:
    await asyncio.to_thread(house.thread.seen, conversation_id, to)
    return Response(status_code=204)


@router.post("/chat/read", status_code=204, dependencies=[FromOurPage])
async def post_read(house: HouseHere, who: VisitorHere, to: MessageId) -> Response:
    await asyncio.to_thread(_read_by, house, who, to)
    return Response(status_code=204)


def _read_by(house: House, who: Visitor, to: int) -> None:
    """Only what has reached the visitor can have been read."""
    with house.store.read() as work:
        talk = views_chat.conversation_id(work.session, CHANNEL, who.id)
        bubbles = views_chat.bubbles(work.session, talk) if talk else ()
    reached = [one.id for one in bubbles if one.sender is Sender.AGENT and one.id <= to]
    if talk and reached:
        house.thread.read_by_buyer(talk, reached[-1])
