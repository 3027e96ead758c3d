"""Signing in and out."""

from __future__ import annotations

import asyncio
import math
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.bootstrap import House
from bot.core.languages import Language
from bot.services.faults import LockedOut, WrongPassword
from bot.web.house import HouseHere
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.sessions import (
    COOKIE,
    OWN_PAGE,
    Acting,
    FromOurPage,
    SignInNeeded,
    forget_session,
    keep_session,
    signed,
)

router = APIRouter(route_class=PageRoute)

DESK = "/desk"
OURS = (
    DESK,
    "/pad",
    "/shift",
    "/morning",
    "/work",
    "/training",
    "/scripts",
    "/shop",
    "/buyers",
    "/people",
    OWN_PAGE,
)


@router.get("/")
async def get_root() -> Response:
    return RedirectResponse(DESK, status_code=303)


@router.get("/sign-in")
async def get_sign_in(
    request: Request, house: HouseHere, next: str = DESK, language: Language | None = None
) -> Response:
    request.state.language = language
    try:
        await signed(request, house)
    except SignInNeeded:
        return page(request, "sign_in.html", next=next, login="", fault="", minutes=0, chosen=language)
    return RedirectResponse(after_sign_in(next), status_code=303)


@router.post("/sign-in", dependencies=[FromOurPage])
async def post_sign_in(
    request: Request,
    house: HouseHere,
    login: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = DESK,
    language: Annotated[Language | None, Form()] = None,
) -> Response:
    request.state.language = language
    address = request.client.host if request.client else ""
    try:
        key = await asyncio.to_thread(house.keys.sign_in, login.strip(), password, address)
    except (WrongPassword, LockedOut) as refused:
        return page(
            request,
            "sign_in.html",
            status=429 if isinstance(refused, LockedOut) else 401,
            next=next,
            login=login,
            fault=type(refused).__name__,
            minutes=minutes_until(refused, house.clock()),
            chosen=language,
        )
    if language:
        await asyncio.to_thread(_speak, house, key, language)
    response = RedirectResponse(after_sign_in(next), status_code=303)
    keep_session(response, key, house.settings)
    return response


@router.post("/sign-out")
async def post_sign_out(request: Request, house: HouseHere, _: Acting) -> Response:
    await asyncio.to_thread(house.keys.sign_out, request.cookies[COOKIE])
    response = RedirectResponse("/sign-in", status_code=303)
    forget_session(response)
    return response


def _speak(house: House, key: str, language: Language) -> None:
    """Choosing a language at the door is choosing it for the account."""
    found = house.keys.signed_in(key, acts=False)
    if found:
        house.own_account.speak(found.account, language)


def minutes_until(fault: Exception, now: datetime) -> int:
    """How long one is locked out; 0 for any other fault."""
    return math.ceil((fault.until - now) / timedelta(minutes=1)) if isinstance(fault, LockedOut) else 0


def after_sign_in(wanted: str) -> str:
    """Only pages of people at the desk: a link that leads elsewhere after signing in is a trap."""
    is_ours = wanted in OURS or (
        wanted.startswith(tuple(f"{place}/" for place in OURS)) and "\\" not in wanted
    )
    return wanted if is_ours else DESK
