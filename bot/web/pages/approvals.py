"""The supervisor's word on a price, from the card in the talk."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bot.web.house import HouseHere
from bot.web.pages.decisions import done
from bot.web.pages.route import PageRoute
from bot.web.sessions import Acting

router = APIRouter(prefix="/desk", route_class=PageRoute)


@router.post("/approvals/{approval_id}")
async def post_approval(
    request: Request,
    approval_id: int,
    house: HouseHere,
    signed_in: Acting,
    granted: Annotated[bool, Form()],
) -> Response:
    await asyncio.to_thread(house.approve.price, approval_id, granted, signed_in.account)
    return done(request)
