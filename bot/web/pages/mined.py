"""What was found in talks: answers to make scripts of, questions that nothing answers."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bot.bootstrap import House
from bot.core.accounts import Right
from bot.services.ports_mined import Kind
from bot.services.rights import demand
from bot.web.house import HouseHere
from bot.web.pages.decisions import done
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.pages.signed_in import shown_to
from bot.web.sessions import Acting, Signed

router = APIRouter(prefix="/mined", route_class=PageRoute)


@router.get("")
async def get_mined(request: Request, house: HouseHere, signed_in: Signed) -> Response:
    demand(signed_in.account, Right.EDIT_SCRIPTS)
    shown = await asyncio.to_thread(_shown, house)
    return page(request, "mined/mined.html", **shown_to(signed_in, house), **shown)


@router.post("/answers/{finding_id}/draft")
async def post_draft(finding_id: int, house: HouseHere, signed_in: Acting) -> Response:
    """On to the new script, which stays a draft until somebody activates it."""
    return _to_script(await asyncio.to_thread(house.mined.desk.make_draft, finding_id, signed_in.account))


@router.post("/questions/{finding_id}/draft")
async def post_answer(
    finding_id: int,
    house: HouseHere,
    signed_in: Acting,
    intent: Annotated[str, Form(min_length=1, max_length=64)],
    text: Annotated[str, Form(min_length=1, max_length=1000)],
) -> Response:
    answer = house.mined.desk.answer_question
    return _to_script(await asyncio.to_thread(answer, finding_id, intent, text, signed_in.account))


@router.post("/{kind}/{finding_id}/dismiss")
async def post_dismiss(
    request: Request, kind: Kind, finding_id: int, house: HouseHere, signed_in: Acting
) -> Response:
    """Empty: the entry leaves the page."""
    await asyncio.to_thread(house.mined.desk.put_away, kind, finding_id, signed_in.account)
    return Response("") if "HX-Request" in request.headers else done(request)


def _shown(house: House) -> dict[str, Any]:
    return {"answers": house.mined.desk.answers(), "questions": house.mined.desk.questions()}


def _to_script(name: str) -> Response:
    return Response(status_code=204, headers={"HX-Redirect": f"/scripts/{name}"})
