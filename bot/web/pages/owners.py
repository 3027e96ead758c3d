"""A talk goes from hand to hand, and two people who have it open see each other."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bot.web.house import HouseHere
from bot.web.pages.decisions import done
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.pages.signed_in import shown_to
from bot.web.sessions import HEARTBEAT, Acting, ByAgent, Signed

router = APIRouter(prefix="/desk", route_class=PageRoute)

Note = Annotated[str, Form(max_length=1000)]


@router.get("/{conversation_id}/transfer")
async def get_transfer(
    request: Request, conversation_id: int, house: HouseHere, signed_in: Signed
) -> Response:
    """To whom the talk may go: who is on duty first."""
    colleagues = await asyncio.to_thread(house.shifts.colleagues, signed_in.account)
    here = {duty.login for duty in await asyncio.to_thread(house.shifts.duty.present)}
    ordered = sorted(colleagues, key=lambda one: (one.login not in here, one.login))
    context = shown_to(signed_in, house)
    return page(
        request, "desk/transfer.html", **context, talk_id=conversation_id, colleagues=ordered, here=here
    )


@router.post("/{conversation_id}/transfer")
async def post_transfer(
    request: Request,
    conversation_id: int,
    house: HouseHere,
    signed_in: ByAgent,
    to: Annotated[str, Form(max_length=64)] = "",
    note: Note = "",
) -> Response:
    move = house.shifts.owning.transfer
    await asyncio.to_thread(move, conversation_id, to, note, signed_in.account)
    return done(request)


@router.post("/{conversation_id}/take")
async def post_take(request: Request, conversation_id: int, house: HouseHere, signed_in: ByAgent) -> Response:
    await asyncio.to_thread(house.shifts.owning.take, conversation_id, signed_in.account)
    return done(request)


@router.post("/{conversation_id}/hand-back")
async def post_hand_back(
    request: Request, conversation_id: int, house: HouseHere, signed_in: ByAgent, note: Note = ""
) -> Response:
    await asyncio.to_thread(house.shifts.owning.hand_back, conversation_id, note, signed_in.account)
    return done(request)


@router.post("/{conversation_id}/release")
async def post_release(
    request: Request, conversation_id: int, house: HouseHere, signed_in: ByAgent
) -> Response:
    await asyncio.to_thread(house.shifts.owning.release, conversation_id, signed_in.account)
    return done(request)


@router.post("/{conversation_id}" + HEARTBEAT)
async def post_here(
    request: Request,
    conversation_id: int,
    house: HouseHere,
    signed_in: Acting,
    typing: Annotated[bool, Form()] = False,
) -> Response:
    """The page's heartbeat; answers with who else is there."""

    def beaten() -> dict[str, Any]:
        beat = house.shifts.looking_on.beat
        others = beat(conversation_id, signed_in.account.login, typing=typing)
        return {"others": others, "people": house.shifts.names() if others else {}}

    shown = await asyncio.to_thread(beaten)
    return page(request, "desk/here.html", **shown)
