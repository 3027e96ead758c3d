"""The warehouse's list: what agents ask for, oldest first, taken and ended with a key or a click."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bot.bootstrap import House
from bot.web.house import HouseHere
from bot.web.pages.decisions import done
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.sessions import Acting, Signed

router = APIRouter(prefix="/work", route_class=PageRoute)

Words = Annotated[str, Form(max_length=1000)]


@router.get("")
async def get_work(request: Request, house: HouseHere, signed_in: Signed) -> Response:
    newest, listed = await asyncio.to_thread(_read, house)
    return page(request, "work/work.html", **listed, **_to(signed_in, house), newest=newest)


@router.get("/list")
async def get_list(request: Request, house: HouseHere, signed_in: Signed) -> Response:
    _, listed = await asyncio.to_thread(_read, house)
    return page(request, "work/list.html", **listed, **_to(signed_in, house))


@router.get("/count")
async def get_count(request: Request, house: HouseHere, _: Signed) -> Response:
    count = await asyncio.to_thread(house.order_work.warehouse.count_open)
    return page(request, "work/count.html", count=count)


@router.post("/{task_id}/take")
async def post_take(request: Request, task_id: int, house: HouseHere, signed_in: Acting) -> Response:
    await asyncio.to_thread(house.order_work.warehouse.take, task_id, signed_in.account)
    return done(request)


@router.post("/{task_id}/done")
async def post_finish(
    request: Request, task_id: int, house: HouseHere, signed_in: Acting, outcome: Words = ""
) -> Response:
    await asyncio.to_thread(house.order_work.warehouse.finish, task_id, outcome, signed_in.account)
    return done(request)


@router.post("/{task_id}/refuse")
async def post_refuse(
    request: Request, task_id: int, house: HouseHere, signed_in: Acting, outcome: Words = ""
) -> Response:
    await asyncio.to_thread(house.order_work.warehouse.refuse, task_id, outcome, signed_in.account)
    return done(request)


def _read(house: House) -> tuple[int, dict[str, Any]]:
    with house.store.read() as work:
        newest = work.events.newest_id()  # first: what comes later is told by the stream
        people = work.accounts.names()
    listed = house.order_work.warehouse.listed()
    return newest, {"unfinished": listed.unfinished, "ended": listed.ended, "people": people}


def _to(signed_in: Signed, house: House) -> dict[str, Any]:
    return {"account": signed_in.account, "csrf": signed_in.csrf, "now": house.clock()}
