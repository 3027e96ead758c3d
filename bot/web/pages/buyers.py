"""Joining buyers: one person who writes on several channels under one profile."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from bot.bootstrap import House
from bot.core.accounts import Right
from bot.core.buyer_joining import Profile
from bot.services.keys import SignedIn
from bot.web.house import HouseHere
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.sessions import Acting, ByAgent, Signed

router = APIRouter(prefix="/buyers", route_class=PageRoute)

Id = Annotated[int, Form(ge=1)]


@dataclass(frozen=True)
class Chosen:
    profile: Profile
    may_part: bool


@router.get("")
async def get_buyers(
    request: Request,
    house: HouseHere,
    signed_in: Signed,
    words: Annotated[str, Query(alias="q", max_length=60)] = "",
    kept: Annotated[int | None, Query(alias="with", ge=1)] = None,
    other: Annotated[int | None, Query(ge=1)] = None,
    done: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    """Search; with a buyer chosen, whom to join to them; with both, side by side."""

    def read() -> tuple[Sequence[Profile], Chosen | None, Chosen | None]:
        def chosen(buyer_id: int | None) -> Chosen | None:
            return Chosen(*house.join_buyers.profile(buyer_id)) if buyer_id else None

        return house.join_buyers.found(words), chosen(kept), chosen(other)

    found, first, second = await asyncio.to_thread(read)
    return page(
        request,
        "buyers/buyers.html",
        **_frame(signed_in, house),
        found=[one for one in found if one.buyer.id != kept],
        words=words.strip(),
        kept=first,
        other=second,
        done=done,
    )


@router.post("/join")
async def post_join(house: HouseHere, signed_in: ByAgent, kept: Id, joined: Id) -> Response:
    return await _done(lambda: house.join_buyers.join(kept, joined, signed_in.account), kept, "joined")


@router.post("/part")
async def post_part(house: HouseHere, signed_in: ByAgent, kept: Id) -> Response:
    return await _done(lambda: house.join_buyers.part(kept, signed_in.account), kept, "parted")


@router.post("/export")
async def post_export(house: HouseHere, signed_in: Acting, buyer: Id) -> Response:
    """A file to hand to the buyer."""
    told = await asyncio.to_thread(house.privacy.export, str(buyer), signed_in.account)
    headers = {
        "Content-Disposition": f'attachment; filename="buyer-{buyer}.json"',
        "Cache-Control": "no-store",
    }
    return Response(json.dumps(told, ensure_ascii=False, indent=2), 200, headers, "application/json")


@router.post("/forget")
async def post_forget(
    house: HouseHere, signed_in: Acting, buyer: Id, nick: Annotated[str, Form(max_length=200)]
) -> Response:
    await asyncio.to_thread(house.privacy.forget, str(buyer), nick, signed_in.account)
    address = "/buyers?done=forgotten"
    return RedirectResponse(address, status_code=303, headers={"HX-Redirect": address})


async def _done(act: Callable[[], object], kept: int, what: str) -> Response:
    await asyncio.to_thread(act)
    address = f"/buyers?with={kept}&done={what}"
    return RedirectResponse(address, status_code=303, headers={"HX-Redirect": address})


def _frame(signed_in: SignedIn, house: House) -> dict[str, Any]:
    return {
        "account": signed_in.account,
        "csrf": signed_in.csrf,
        "now": house.clock(),
        "may_join": signed_in.account.may(Right.ANSWER),
        "may_hand_out": signed_in.account.may(Right.BUYER_DATA),
    }
