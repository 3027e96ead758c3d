"""What the desk may answer while nobody is there, why, and what it did last night."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.adapters.store import views_alone
from bot.bootstrap import House
from bot.core.alone_rules import AloneRules
from bot.core.answering_alone import Bar, Mode
from bot.core.intents import Unattended
from bot.core.night import PauseOf, Review
from bot.services.alone_evidence import Standing
from bot.services.faults import Unacceptable
from bot.web.house import HouseHere
from bot.web.pages.decisions import done
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute, inside_page
from bot.web.pages.signed_in import shown_to
from bot.web.sessions import Acting, ByAgent, Signed

router = APIRouter(prefix="/alone", route_class=PageRoute)
in_talk = APIRouter(prefix="/desk", route_class=PageRoute)

LAST_NIGHT = timedelta(hours=24)
ORDER = (Mode.ANSWER, Mode.ASSIST, Mode.OFF)


@router.get("")
async def get_alone(request: Request, house: HouseHere, signed_in: Signed) -> Response:
    shown = await asyncio.to_thread(_shown, house)
    return page(request, "alone/alone.html", **shown_to(signed_in, house), **shown)


@router.post("/switch")
async def post_switch(
    request: Request, house: HouseHere, signed_in: ByAgent, on: Annotated[bool, Form()]
) -> Response:
    return await _done(request, lambda: house.alone.switch(on=on, by=signed_in.account))


@router.post("/intents/{intent}")
async def post_mode(
    request: Request, intent: str, house: HouseHere, signed_in: Acting, mode: Annotated[Mode, Form()]
) -> Response:
    return await _done(request, lambda: house.alone.choose(intent, mode, signed_in.account))


@router.post("/rules")
async def post_rules(
    request: Request,
    house: HouseHere,
    signed_in: Acting,
    most_in_talk: Annotated[int, Form()],
    precision: Annotated[float, Form()],
    at_least: Annotated[float, Form()],
    own_least: Annotated[int, Form()],
) -> Response:
    """Percentages, as people write them."""
    try:
        rules = AloneRules(
            most_in_talk=most_in_talk, bar=Bar(round(precision / 100, 4), round(at_least / 100, 4), own_least)
        )
    except ValueError as fault:
        raise Unacceptable(str(fault)) from fault
    return await _done(request, lambda: house.alone.set_rules(rules, signed_in.account))


@router.post("/sent/{sent_id}/fine")
async def post_fine(request: Request, sent_id: int, house: HouseHere, signed_in: ByAgent) -> Response:
    return await _done(request, lambda: house.alone.review(sent_id, Review.FINE, signed_in.account))


@router.post("/sent/{sent_id}/wrong")
async def post_wrong(request: Request, sent_id: int, house: HouseHere, signed_in: ByAgent) -> Response:
    """On to the talk, where an apology is ready to send."""
    sent = await asyncio.to_thread(house.alone.review, sent_id, Review.WRONG, signed_in.account)
    return _to(request, f"/desk/{sent.conversation_id}")


@in_talk.post("/{conversation_id}/alone/{of}")
async def post_pause(
    request: Request,
    conversation_id: int,
    of: PauseOf,
    house: HouseHere,
    signed_in: ByAgent,
    paused: Annotated[bool, Form()],
) -> Response:
    pause = house.alone.pause
    await asyncio.to_thread(pause, conversation_id, of, signed_in.account, paused=paused)
    return done(request)


def _shown(house: House) -> dict[str, Any]:
    standings = house.alone.standings() if house.has_shop(house.settings.shop) else {}
    with house.store.read() as work:
        answers = views_alone.unreviewed(work.session)
        night = views_alone.figures(work.session, house.clock() - LAST_NIGHT)
    rows = sorted(standings.values(), key=_place)
    return {
        "rules": house.alone.rules() if standings else AloneRules(),
        "rows": [row for row in rows if row.intent.unattended is Unattended.ANSWER],
        "capped": [row for row in rows if row.intent.unattended is not Unattended.ANSWER],
        "answers": answers,
        "night": night,
        "modes": ORDER,
    }


def _place(row: Standing) -> tuple[int, float, str]:
    return ORDER.index(row.mode), -row.evidence.whole.at_least, row.intent.name


async def _done(request: Request, act: Callable[[], object]) -> Response:
    await asyncio.to_thread(act)
    return _to(request, "/alone")


def _to(request: Request, address: str) -> Response:
    if inside_page(request):
        return Response(status_code=204, headers={"HX-Redirect": address})
    return RedirectResponse(address, status_code=303)
