"""What an agent finds with `/` while typing, and the shop's quick phrases."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from bot.web.house import HouseHere
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.sessions import Acting, Signed

router = APIRouter(route_class=PageRoute)

Words = Annotated[str, Query(max_length=60)]


@router.get("/desk/{conversation_id}/phrases")
async def get_phrases(
    request: Request, conversation_id: int, house: HouseHere, _: Signed, q: Words = ""
) -> Response:
    phrases = await asyncio.to_thread(house.find_phrases.in_talk, conversation_id, q)
    return page(request, "desk/phrases.html", phrases=phrases, intents=house.intents)


@router.get("/scripts/phrases")
async def get_all_phrases(request: Request, house: HouseHere, signed_in: Signed, q: Words = "") -> Response:
    phrases = await asyncio.to_thread(house.phrase_book.found, q)
    return page(
        request,
        "scripts/phrases.html",
        account=signed_in.account,
        csrf=signed_in.csrf,
        phrases=phrases,
        query=q,
    )


@router.post("/scripts/phrases/{phrase_id}/remove")
async def post_remove(phrase_id: int, house: HouseHere, signed_in: Acting) -> Response:
    await asyncio.to_thread(house.phrase_book.remove, phrase_id, signed_in.account)
    return RedirectResponse("/scripts/phrases", status_code=303)
