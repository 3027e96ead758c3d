"""How suggestions fare from week to week: alarms first, then a table of one rate."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bot.adapters.store.views_drift import Drift, drift
from bot.core.accounts import Right
from bot.core.drift import FALSE_ALARM, LEAST_BEFORE, LEAST_CHANGE, LEAST_NOW, Rate
from bot.services.rights import demand
from bot.web.house import HouseHere
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.pages.signed_in import shown_to
from bot.web.sessions import Signed

router = APIRouter(prefix="/drift", route_class=PageRoute)


@router.get("")
async def get_drift(
    request: Request, house: HouseHere, signed_in: Signed, rate: Rate = Rate.ACCEPTED
) -> Response:
    demand(signed_in.account, Right.EDIT_SCRIPTS)

    def read() -> Drift:
        with house.store.read() as work:
            return drift(work, house.settings.shop)

    found = await asyncio.to_thread(read)
    return page(
        request,
        "drift/drift.html",
        **shown_to(signed_in, house),
        drift=found,
        rate=rate,
        rates=tuple(Rate),
        rule={
            "now": LEAST_NOW,
            "before": LEAST_BEFORE,
            "change": round(LEAST_CHANGE * 100),
            "chance": round(FALSE_ALARM * 100),
        },
    )
