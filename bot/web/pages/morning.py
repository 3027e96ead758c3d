"""The morning round: a list that empties (handbook D6)."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bot.adapters.store.views_morning import morning
from bot.bootstrap import House
from bot.core.drift import weeks_to
from bot.web.house import HouseHere
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.pages.signed_in import shown_to
from bot.web.sessions import Signed

router = APIRouter(prefix="/morning", route_class=PageRoute)


@router.get("")
async def get_morning(request: Request, house: HouseHere, signed_in: Signed) -> Response:
    shown = await asyncio.to_thread(_read, house, signed_in.account.login)
    return page(request, "shift/morning.html", **shown_to(signed_in, house), **shown)


@router.get("/list")
async def get_morning_list(request: Request, house: HouseHere, signed_in: Signed) -> Response:
    shown = await asyncio.to_thread(_read, house, signed_in.account.login)
    return page(request, "shift/morning_list.html", **shown_to(signed_in, house), **shown)


def _read(house: House, login: str) -> dict[str, Any]:
    with house.store.read() as work:
        newest = work.events.newest_id()  # first: what comes later is told by the stream
        return {
            "newest": newest,
            "sections": morning(work, login),
            "people": work.accounts.names(),
            "monday": weeks_to(house.clock(), house.zone, 1)[0].monday,
        }
