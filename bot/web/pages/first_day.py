"""The first day's checklist on the empty desk: it ticks itself from the data and can be put away."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bot.adapters.store import views_first_day
from bot.adapters.store.views_first_day import FirstDay
from bot.adapters.store.work import SqlWork
from bot.bootstrap import House
from bot.web.house import HouseHere
from bot.web.pages.route import PageRoute
from bot.web.sessions import Acting

router = APIRouter(prefix="/first-day", route_class=PageRoute)

COOKIE = "first_day"
HIDDEN = "hidden"
A_YEAR = 365 * 24 * 3600


def checklist(request: Request, house: House, work: SqlWork) -> FirstDay | None:
    """None once it is over or was put away. The demo shop's never is: it tells how to begin one's own."""
    if request.cookies.get(COOKIE) == HIDDEN:
        return None
    found = views_first_day.first_day(work.session, house.settings.shop)
    return None if found.is_over and not house.is_demo else found


@router.post("/hide")
async def post_hide(house: HouseHere, _: Acting) -> Response:
    """In this browser, for whoever uses it."""
    response = Response("")
    response.set_cookie(
        COOKIE,
        HIDDEN,
        max_age=A_YEAR,
        httponly=True,
        samesite="lax",
        secure=house.settings.secure_cookies,
    )
    return response
