"""Pictures go in, checked by content, and out, to agents and to the buyer whose talk it is."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from bot.adapters.channels.web_chat import CHANNEL
from bot.bootstrap import House
from bot.core.conversations import MessageKind, Sender
from bot.core.pictures import MEGABYTE, Picture
from bot.services.pictures import PictureTooHeavy
from bot.services.receive import Incoming
from bot.web import metrics
from bot.web.house import HouseHere
from bot.web.pages.chat import rate
from bot.web.pages.rates import TooMany
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.pages.visitors import VisitorHere
from bot.web.picture_files import PictureId, as_picture
from bot.web.sessions import ByAgent, FromOurPage, Signed

router = APIRouter(route_class=PageRoute)


@router.post("/desk/pictures")
async def post_picture(request: Request, house: HouseHere, _: ByAgent) -> Response:
    """The file is the whole body. It waits in the editor until the reply is sent."""
    picture = await _taken(request, house)
    return JSONResponse({"id": picture.id, "width": picture.width, "height": picture.height})


@router.get("/desk/pictures/{picture_id}")
async def get_picture(picture_id: PictureId, house: HouseHere, _: Signed, small: bool = False) -> Response:
    return as_picture(await asyncio.to_thread(house.pictures.shown, picture_id, small=small))


@router.post("/chat/pictures", dependencies=[FromOurPage])
async def post_buyers_picture(
    request: Request,
    house: HouseHere,
    who: VisitorHere,
    client_id: Annotated[str, Query(min_length=8, max_length=64)],
) -> Response:
    """A message of its own: the file is the whole body."""
    if not rate.allows(who.id):
        raise TooMany("at most 30 messages a minute")
    picture = await _taken(request, house)
    await asyncio.to_thread(
        house.receive.message,
        Incoming(
            channel=CHANNEL,
            conversation=who.id,
            message_id=f"{who.id}:{client_id}",
            sender=Sender.BUYER,
            kind=MessageKind.IMAGE,
            text="",
            buyer_id=who.id,
            buyer_name=who.name,
            pictures=(picture,),
        ),
    )
    metrics.messages.labels(CHANNEL, Sender.BUYER.value).inc()
    return page(request, "notice.html", fault="", place="", findings=())


@router.get("/chat/pictures/{picture_id}")
async def get_buyers_picture(
    picture_id: PictureId, house: HouseHere, who: VisitorHere, small: bool = False
) -> Response:
    shown = await asyncio.to_thread(house.pictures.shown_to_buyer, CHANNEL, who.id, picture_id, small=small)
    return as_picture(shown)


async def _taken(request: Request, house: House) -> Picture:
    """No more is read than is taken."""
    most = int(house.settings.picture_megabytes * MEGABYTE)
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > most:
            raise PictureTooHeavy(f"a picture has at most {house.settings.picture_megabytes:g} MB")
    return await asyncio.to_thread(house.pictures.taken, bytes(content))
