"""What must not be forgotten: each with its ready draft; approved, edited or dismissed."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bot.bootstrap import House
from bot.core.conversations import AUTOMATIC
from bot.web.house import HouseHere
from bot.web.pages.decisions import done
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.pages.signed_in import shown_to
from bot.web.sessions import Acting, Signed

router = APIRouter(prefix="/followups", route_class=PageRoute)

Words = Annotated[str, Form(max_length=2000)]


@router.get("")
async def get_follow_ups(request: Request, house: HouseHere, signed_in: Signed) -> Response:
    newest, listed = await asyncio.to_thread(_read, house)
    return page(request, "followups/page.html", **shown_to(signed_in, house), **listed, newest=newest)


@router.get("/list")
async def get_list(request: Request, house: HouseHere, signed_in: Signed) -> Response:
    _, listed = await asyncio.to_thread(_read, house)
    return page(request, "followups/list.html", **shown_to(signed_in, house), **listed)


@router.get("/count")
async def get_count(request: Request, house: HouseHere, _: Signed) -> Response:
    return page(request, "followups/count.html", count=await asyncio.to_thread(house.follow_ups.desk.count))


@router.post("/approve")
async def post_many(
    request: Request,
    house: HouseHere,
    signed_in: Acting,
    follow_up: Annotated[list[int], Form()] = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    many = await asyncio.to_thread(house.follow_ups.desk.approve_many, follow_up, signed_in.account)
    response = page(request, "followups/many.html", many=many)
    response.headers["HX-Trigger"] = "desk:acted"
    return response


@router.post("/{follow_up_id}/approve")
async def post_approve(
    request: Request, follow_up_id: int, house: HouseHere, signed_in: Acting, text: Words = ""
) -> Response:
    await asyncio.to_thread(house.follow_ups.desk.approve, follow_up_id, signed_in.account, text)
    return done(request)


@router.post("/{follow_up_id}/dismiss")
async def post_dismiss(
    request: Request, follow_up_id: int, house: HouseHere, signed_in: Acting, outcome: Words = ""
) -> Response:
    await asyncio.to_thread(house.follow_ups.desk.dismiss, follow_up_id, outcome, signed_in.account)
    return done(request)


@router.post("/{follow_up_id}/by-hand")
async def post_by_hand(request: Request, follow_up_id: int, house: HouseHere, signed_in: Acting) -> Response:
    await asyncio.to_thread(house.follow_ups.desk.by_hand, follow_up_id, signed_in.account)
    return done(request)


def _read(house: House) -> tuple[int, dict[str, Any]]:
    with house.store.read() as work:
        newest = work.events.newest_id()  # first: what comes later is told by the stream
        shop = work.shops.get(house.settings.shop)
    listed = house.follow_ups.desk.listed()
    return newest, {"listed": listed, "shop": shop, "automatic": AUTOMATIC}
