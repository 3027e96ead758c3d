"""One's own shift: coming, short breaks, going; the hand-over sheet; the shop's kinds of shifts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import time, timedelta
from itertools import count
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.bootstrap import House
from bot.core.shifts import ShiftKind, ShiftRules
from bot.services.faults import Unacceptable
from bot.services.hand_over import Written
from bot.services.keys import SignedIn
from bot.web.house import HouseHere
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute, inside_page
from bot.web.pages.signed_in import shown_to
from bot.web.sessions import Acting, Signed

router = APIRouter(prefix="/shift", route_class=PageRoute)

REMARK = "remark:"
Login = Annotated[str, Form(max_length=64)]
Fields = Annotated[list[str], Form(max_length=12)]


@router.get("")
async def get_shift(request: Request, house: HouseHere, signed_in: Signed) -> Response:
    shown = await asyncio.to_thread(_shown, house, signed_in)
    return page(request, "shift/shift.html", **shown_to(signed_in, house), **shown)


@router.get("/bar")
async def get_bar(request: Request, house: HouseHere, signed_in: Signed) -> Response:
    own = await asyncio.to_thread(house.shifts.duty.own, signed_in.account.login)
    return page(request, "shift/bar.html", **shown_to(signed_in, house), own=own)


@router.post("/on")
async def post_on(
    request: Request, house: HouseHere, signed_in: Acting, kind: Annotated[str, Form(max_length=16)]
) -> Response:
    return await _done(request, house, signed_in, lambda: house.shifts.duty.sign_in(signed_in.account, kind))


@router.post("/break")
async def post_break(request: Request, house: HouseHere, signed_in: Acting) -> Response:
    return await _done(request, house, signed_in, lambda: house.shifts.duty.pause(signed_in.account))


@router.post("/back")
async def post_back(request: Request, house: HouseHere, signed_in: Acting) -> Response:
    return await _done(request, house, signed_in, lambda: house.shifts.duty.resume(signed_in.account))


@router.post("/off")
async def post_off(request: Request, house: HouseHere, signed_in: Acting) -> Response:
    """Without a sheet: open talks are given to others."""
    return await _done(request, house, signed_in, lambda: house.shifts.duty.sign_off(signed_in.account))


@router.post("/people/{login}/off")
async def post_off_other(request: Request, login: str, house: HouseHere, signed_in: Acting) -> Response:
    return await _done(
        request, house, signed_in, lambda: house.shifts.duty.sign_off_other(login, signed_in.account)
    )


@router.post("/sheet")
async def post_sheet(request: Request, house: HouseHere, signed_in: Acting) -> Response:
    """What was typed so far is kept."""
    written = written_in(dict(await request.form()))
    await asyncio.to_thread(house.shifts.hand_over.keep, signed_in.account, written)
    return Response(status_code=204)


@router.post("/hand-over")
async def post_hand_over(request: Request, house: HouseHere, signed_in: Acting) -> Response:
    written = written_in(dict(await request.form()))
    await asyncio.to_thread(house.shifts.hand_over.hand_over, signed_in.account, written)
    return _to_shift(request)


@router.post("/sheets/{sheet_id}/confirm")
async def post_confirm(request: Request, sheet_id: int, house: HouseHere, signed_in: Acting) -> Response:
    await asyncio.to_thread(house.shifts.hand_over.confirm, sheet_id, signed_in.account)
    return _to_shift(request)


@router.post("/kinds")
async def post_kinds(
    request: Request,
    house: HouseHere,
    signed_in: Acting,
    code: Fields,
    name: Fields,
    begins: Fields,
    ends: Fields,
    grace: Annotated[int, Form()],
    most_waiting: Annotated[int, Form()],
    last_agent_days: Annotated[int, Form()],
) -> Response:
    """A kind whose times are both blank is one no longer."""
    try:
        kinds = kinds_in(code, name, begins, ends)
        rules = ShiftRules(kinds, timedelta(minutes=grace), most_waiting, last_agent_days)
    except (ValueError, OverflowError) as fault:
        raise Unacceptable(str(fault)) from fault
    await asyncio.to_thread(house.shifts.duty.set_rules, rules, signed_in.account)
    return _to_shift(request)


def kinds_in(codes: list[str], names: list[str], begins: list[str], ends: list[str]) -> tuple[ShiftKind, ...]:
    """Raises ValueError for times that are none."""
    rows = [row for row in zip(codes, names, begins, ends, strict=False) if row[2] or row[3]]
    free = (code for code in (f"shift{number}" for number in count(1)) if code not in codes)
    return tuple(
        ShiftKind(code or next(free), time.fromisoformat(first), time.fromisoformat(last), name.strip())
        for code, name, first, last in rows
    )


def written_in(form: dict[str, Any]) -> Written:
    """The sheet's form; remarks are fields that are named by their line."""
    said = {name: value for name, value in form.items() if isinstance(value, str)}
    remarks = {name.removeprefix(REMARK): text for name, text in said.items() if name.startswith(REMARK)}
    return Written(said.get("watch", ""), remarks, said.get("receiver") or None)


def _shown(house: House, signed_in: SignedIn) -> dict[str, Any]:
    shifts, account = house.shifts, signed_in.account
    return {
        "own": shifts.duty.own(account.login),
        "present": shifts.duty.present(),
        "rules": shifts.duty.rules(),
        "people": shifts.names(),
        "colleagues": shifts.colleagues(account),
        "sheet": shifts.hand_over.sheet(account),
        "waiting": shifts.hand_over.waiting(),
        "newest": shifts.hand_over.newest(),
    }


async def _done(request: Request, house: House, signed_in: SignedIn, act: Callable[[], object]) -> Response:
    await asyncio.to_thread(act)
    if request.headers.get("HX-Target") != "duty":
        return _to_shift(request)
    return await get_bar(request, house, signed_in)


def _to_shift(request: Request) -> Response:
    if inside_page(request):
        return Response(status_code=204, headers={"HX-Redirect": "/shift"})
    return RedirectResponse("/shift", status_code=303)
