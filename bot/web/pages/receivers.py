"""One order's receiver, whole: asked for by a click, and on record."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from bot.web.house import HouseHere
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.sessions import Acting

router = APIRouter(prefix="/desk", route_class=PageRoute)

Number = Annotated[str, Path(max_length=64)]


@router.post("/{conversation_id}/orders/{number}/receiver")
async def post_receiver(
    request: Request, conversation_id: int, number: Number, house: HouseHere, signed_in: Acting
) -> Response:
    order = await asyncio.to_thread(house.receivers.shown, conversation_id, number, signed_in.account)
    return page(
        request,
        "desk/receiver.html",
        order=order,
        account=signed_in.account,
        conversation_id=conversation_id,
        whole=True,
    )
