"""What an agent finds with `/` while typing, and what is kept of what was typed."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response

from bot.core.quick_phrases import QuickPhrase
from bot.services.faults import FaultyPhrase
from bot.web.house import HouseHere
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.sessions import Acting, Signed

router = APIRouter(prefix="/desk", route_class=PageRoute)

Words = Annotated[str, Query(max_length=60)]
Field = Annotated[str, Form(max_length=2000)]


@router.get("/{conversation_id}/phrases")
async def get_phrases(
    request: Request, conversation_id: int, house: HouseHere, signed_in: Signed, q: Words = ""
) -> Response:
    phrases = await asyncio.to_thread(house.find_phrases.in_talk, conversation_id, q, signed_in.account)
    return page(request, "desk/phrases.html", phrases=phrases, intents=house.intents)


@router.post("/phrases/{phrase_id}/used")
async def post_used(phrase_id: int, house: HouseHere, signed_in: Acting) -> Response:
    await asyncio.to_thread(house.find_phrases.used, phrase_id, signed_in.account)
    return Response(status_code=204)


@router.post("/phrases")
async def post_own(
    request: Request,
    house: HouseHere,
    signed_in: Acting,
    text: Field = "",
    shortcut: Field = "",
    scene: Field = "",
) -> Response:
    """What stands in the editor becomes a phrase of one's own."""
    account = signed_in.account
    phrase = QuickPhrase(shortcut.strip(), scene.strip(), text.strip(), owner=account.login)
    try:
        saved = await asyncio.to_thread(house.phrase_book.save, phrase, account)
    except FaultyPhrase as faulty:
        return page(request, "scripts/phrase_fault.html", status=422, fault=faulty.fault)
    answer = page(request, "scripts/phrase_done.html", done="kept", phrase=saved, csrf=signed_in.csrf)
    answer.headers["HX-Trigger"] = "desk:phrase-kept"
    return answer
