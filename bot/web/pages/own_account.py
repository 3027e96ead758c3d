"""One's own account: another password, and signing out everywhere."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.bootstrap import House
from bot.core.languages import Language
from bot.core.passwords import SHORTEST
from bot.services.faults import LockedOut, WeakPassword, WrongPassword
from bot.services.keys import SignedIn
from bot.web.house import HouseHere
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.pages.sign_in import minutes_until
from bot.web.sessions import COOKIE, OWN_PAGE, Acting, Signed, forget_session

router = APIRouter(prefix=OWN_PAGE, route_class=PageRoute)


@router.get("")
async def get_own(request: Request, house: HouseHere, signed_in: Signed, done: bool = False) -> Response:
    return await _own(request, house, signed_in, done=done)


@router.post("/password")
async def post_password(
    request: Request,
    house: HouseHere,
    signed_in: Acting,
    old: Annotated[str, Form()] = "",
    new: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    if new != again:
        return await _own(request, house, signed_in, fault="differs", status=422)
    change, key = house.own_account.change_password, request.cookies[COOKIE]
    try:
        await asyncio.to_thread(change, signed_in.account, old, new, key)
    except WeakPassword as weak:
        return await _own(request, house, signed_in, fault=weak.fault.value, status=422)
    except WrongPassword:
        return await _own(request, house, signed_in, fault="wrong", status=403)
    except LockedOut as locked:
        minutes = minutes_until(locked, house.clock())
        return await _own(request, house, signed_in, fault="locked", minutes=minutes, status=429)
    return RedirectResponse(f"{OWN_PAGE}?done=true", status_code=303)


@router.post("/language")
async def post_language(
    house: HouseHere, signed_in: Acting, language: Annotated[Language, Form()]
) -> Response:
    await asyncio.to_thread(house.own_account.speak, signed_in.account, language)
    return RedirectResponse(OWN_PAGE, status_code=303)


@router.post("/sign-out-everywhere")
async def post_sign_out_everywhere(house: HouseHere, signed_in: Acting) -> Response:
    await asyncio.to_thread(house.keys.sign_out_everywhere, signed_in.account)
    response = RedirectResponse("/sign-in", status_code=303)
    forget_session(response)
    return response


async def _own(
    request: Request,
    house: House,
    signed_in: SignedIn,
    *,
    fault: str = "",
    minutes: int = 0,
    done: bool = False,
    status: int = 200,
) -> Response:
    return page(
        request,
        "people/own.html",
        status=status,
        account=signed_in.account,
        csrf=signed_in.csrf,
        sessions=await asyncio.to_thread(house.own_account.sessions, signed_in.account),
        shortest=SHORTEST,
        fault=fault,
        minutes=minutes,
        done=done,
    )
