"""The owner's page: people, their roles and locks, and the tokens of programs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import Response

from bot.bootstrap import House
from bot.core.accounts import LONGEST_NAME, Role
from bot.services.keys import SignedIn
from bot.web.house import HouseHere
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.sessions import Acting, Signed

router = APIRouter(prefix="/people", route_class=PageRoute)

Login = Annotated[str, Path(max_length=64)]
Name = Annotated[str, Form(max_length=LONGEST_NAME)]
Chosen = Annotated[Role, Form()]


@router.get("")
async def get_people(request: Request, house: HouseHere, signed_in: Signed) -> Response:
    return await _shown(request, house, signed_in, "people/people.html")


@router.post("/accounts")
async def post_account(
    request: Request,
    house: HouseHere,
    signed_in: Acting,
    role: Chosen,
    login: Annotated[str, Form(max_length=64)] = "",
    name: Name = "",
) -> Response:
    secret = await asyncio.to_thread(house.people.add, login, name, role, signed_in.account)
    return await _list(request, house, signed_in, "added", login.strip(), secret)


@router.post("/accounts/{login}/role")
async def post_role(
    request: Request, login: Login, house: HouseHere, signed_in: Acting, role: Chosen
) -> Response:
    await asyncio.to_thread(house.people.change_role, login, role, signed_in.account)
    return await _list(request, house, signed_in, "role", login)


@router.post("/accounts/{login}/deactivate")
async def post_deactivate(request: Request, login: Login, house: HouseHere, signed_in: Acting) -> Response:
    return await _done(request, house, signed_in, house.people.deactivate, "deactivated", login)


@router.post("/accounts/{login}/activate")
async def post_activate(request: Request, login: Login, house: HouseHere, signed_in: Acting) -> Response:
    return await _done(request, house, signed_in, house.people.activate, "activated", login)


@router.post("/accounts/{login}/unlock")
async def post_unlock(request: Request, login: Login, house: HouseHere, signed_in: Acting) -> Response:
    return await _done(request, house, signed_in, house.people.unlock, "unlocked", login)


@router.post("/accounts/{login}/password")
async def post_reset(request: Request, login: Login, house: HouseHere, signed_in: Acting) -> Response:
    secret = await asyncio.to_thread(house.people.reset_password, login, signed_in.account)
    return await _list(request, house, signed_in, "reset", login, secret)


@router.post("/addresses/unlock")
async def post_unlock_address(
    request: Request, house: HouseHere, signed_in: Acting, address: Annotated[str, Form(max_length=64)]
) -> Response:
    return await _done(request, house, signed_in, house.people.unlock_address, "unlocked", address)


@router.post("/tokens")
async def post_token(
    request: Request, house: HouseHere, signed_in: Acting, role: Chosen, name: Name = ""
) -> Response:
    secret = await asyncio.to_thread(house.tokens.new, name, role, signed_in.account)
    return await _list(request, house, signed_in, "token", name.strip(), secret)


@router.post("/tokens/revoke")
async def post_revoke(
    request: Request, house: HouseHere, signed_in: Acting, name: Annotated[str, Form(max_length=100)]
) -> Response:
    return await _done(request, house, signed_in, house.tokens.revoke, "revoked", name)


async def _done(
    request: Request,
    house: House,
    signed_in: SignedIn,
    act: Callable[[str, Any], None],
    what: str,
    whom: str,
) -> Response:
    await asyncio.to_thread(act, whom, signed_in.account)
    return await _list(request, house, signed_in, what, whom)


async def _list(
    request: Request, house: House, signed_in: SignedIn, done: str, whom: str, secret: str = ""
) -> Response:
    """The list as it is now, and what was done; a secret is shown only now."""
    return await _shown(request, house, signed_in, "people/list.html", done=done, whom=whom, secret=secret)


async def _shown(
    request: Request,
    house: House,
    signed_in: SignedIn,
    template: str,
    *,
    done: str = "",
    whom: str = "",
    secret: str = "",
) -> Response:
    people = await asyncio.to_thread(house.people.listed, signed_in.account)
    return page(
        request,
        template,
        account=signed_in.account,
        csrf=signed_in.csrf,
        now=house.clock(),
        people=people,
        tokens=await asyncio.to_thread(house.tokens.listed, signed_in.account),
        done=done,
        whom=whom,
        secret=secret,
    )
