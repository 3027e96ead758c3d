"""The audit trail for those who lead."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, time, timedelta
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from bot.core.audit import AuditFilter
from bot.web.house import HouseHere
from bot.web.pages.render import SHOP_ZONE, page
from bot.web.pages.route import PageRoute
from bot.web.sessions import Signed

router = APIRouter(prefix="/people/audit", route_class=PageRoute)

Words = Annotated[str, Query(max_length=100)]


@router.get("")
async def get_audit(
    request: Request,
    house: HouseHere,
    signed_in: Signed,
    actor: Words = "",
    action: Words = "",
    since: Words = "",
    until: Words = "",
    before: Annotated[int | None, Query(ge=1)] = None,
) -> Response:
    """Days are the shop's; a day that can't be read is not asked for."""
    last = day_of(until)
    wanted = AuditFilter(
        actor.strip(), action.strip(), day_of(since), last + timedelta(days=1) if last else None
    )
    shown = await asyncio.to_thread(house.audit_trail.page, wanted, before, signed_in.account)
    asked = {"actor": actor.strip(), "action": action, "since": since, "until": until}
    return page(
        request,
        "people/audit.html",
        account=signed_in.account,
        csrf=signed_in.csrf,
        now=house.clock(),
        entries=shown.entries,
        older=urlencode({**asked, "before": shown.older}) if shown.older else "",
        is_first=before is None,
        asked=asked,
    )


def day_of(text: str) -> datetime | None:
    """Midnight at which a day of the shop begins."""
    try:
        return datetime.combine(date.fromisoformat(text), time(), SHOP_ZONE)
    except ValueError:
        return None
