"""Scripts for people: browse, search, read one with its history, try it on a real order."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from bot.bootstrap import House
from bot.services.keys import SignedIn
from bot.services.scenes.registry import SCENES
from bot.services.script_desk import OpenScript
from bot.web.house import HouseHere
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.pages.signed_in import shown_to
from bot.web.sessions import Signed

router = APIRouter(prefix="/scripts", route_class=PageRoute)

Name = Annotated[str, Path(pattern="^[a-z][a-z0-9_]{0,63}$")]
MOST_RECENT = 12
"""Buyers of the latest talks that a trial offers to choose from."""


@router.get("")
async def get_scripts(
    request: Request,
    house: HouseHere,
    signed_in: Signed,
    q: Annotated[str, Query(max_length=60)] = "",
    scene: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    listed = await asyncio.to_thread(house.script_desk.listed, q, scene)
    names = list(dict.fromkeys((*(one.name for one in SCENES), *(one.found.script.scene for one in listed))))
    groups = [(name, [one for one in listed if one.found.script.scene == name]) for name in names]
    return page(
        request,
        "scripts/list.html",
        **common(house, signed_in),
        scenes=names,
        groups=[group for group in groups if group[1]],
        query=q,
        scene=scene,
    )


@router.get("/{name}")
async def get_script(
    request: Request, name: Name, house: HouseHere, signed_in: Signed, saved: int | None = None
) -> Response:
    def read() -> tuple[OpenScript, list[str]]:
        talks = house.inbox(None, MOST_RECENT)
        return house.script_desk.opened(name), list(dict.fromkeys(talk.buyer_nick for talk in talks))

    opened, recent = await asyncio.to_thread(read)
    return page(
        request, "scripts/script.html", **common(house, signed_in), opened=opened, recent=recent, saved=saved
    )


@router.get("/{name}/versions/{number}")
async def get_changes(
    request: Request, name: Name, number: Annotated[int, Path(ge=0)], house: HouseHere, _: Signed
) -> Response:
    """What a version changed; of the file, which is number 0, the whole of it."""

    def read() -> dict[str, Any]:
        if number:
            return {"changes": house.script_desk.changes(name, number), "document": ""}
        return {"changes": (), "document": house.script_desk.document(name, number)}

    return page(request, "scripts/changes.html", **await asyncio.to_thread(read))


def common(house: House, signed_in: SignedIn) -> dict[str, Any]:
    return shown_to(signed_in, house) | {"names": house.labels}
