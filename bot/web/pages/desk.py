"""The desk: who waits, what was said, what could be answered, and who the buyer is."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from enum import Enum
from typing import Annotated, TypeVar
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Header, Request
from fastapi.responses import Response, StreamingResponse

from bot.adapters.store import views_side
from bot.adapters.store.views import ConversationView, InboxLine
from bot.adapters.store.views_side import SideView
from bot.adapters.store.work import SqlWork
from bot.bootstrap import House
from bot.core.conversations import ConversationState
from bot.services.faults import NotFound
from bot.web.api.events import SSE_HEADERS
from bot.web.house import HouseHere, LiveHere
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.pages.signed_in import shown_to
from bot.web.pages.stream import desk_notices
from bot.web.pages.waiting import answering
from bot.web.sessions import Signed

router = APIRouter(prefix="/desk", route_class=PageRoute)

MOST_LINES = 200

T = TypeVar("T")


class Show(str, Enum):
    """Which conversations the list shows."""

    ALL = "all"
    WAITING = "waiting"
    CLOSED = "closed"


STATES = {Show.ALL: None, Show.WAITING: ConversationState.WAITING, Show.CLOSED: ConversationState.CLOSED}


@router.get("")
async def get_desk(request: Request, house: HouseHere, signed_in: Signed, show: Show = Show.ALL) -> Response:
    lines, newest = await _in_thread(house, lambda work: (_lines(house, show), work.events.newest_id()))
    context = shown_to(signed_in, house) | {"show": show.value, "lines": lines, "newest": newest}
    return page(request, "desk/desk.html", **context, talk=None, side=None, answering=None, opened=None)


@router.get("/list")
async def get_list(
    request: Request,
    house: HouseHere,
    signed_in: Signed,
    hx_current_url: Annotated[str, Header()] = "",
) -> Response:
    """The list for the page that asks: its filter and its open talk stand in its address."""
    show, opened = place_of(hx_current_url)
    lines = await asyncio.to_thread(_lines, house, show)
    context = shown_to(signed_in, house)
    return page(request, "desk/list.html", **context, show=show.value, lines=lines, opened=opened)


@router.get("/events")
async def get_events(
    live: LiveHere,
    _: Signed,
    after: int = 0,
    last_event_id: Annotated[int | None, Header(ge=0)] = None,
) -> StreamingResponse:
    notices = desk_notices(live, after if last_event_id is None else last_event_id)
    return StreamingResponse(notices, media_type="text/event-stream", headers=SSE_HEADERS)


@router.get("/{conversation_id}")
async def get_talk(
    request: Request, conversation_id: int, house: HouseHere, signed_in: Signed, show: Show = Show.ALL
) -> Response:
    def read(work: SqlWork) -> tuple[int, tuple[InboxLine, ...], ConversationView, SideView]:
        newest = work.events.newest_id()  # first: what comes later is told by the stream
        return newest, _lines(house, show), _talk(house, conversation_id), _side(house, work, conversation_id)

    newest, lines, talk, side = await _in_thread(house, read)
    context = shown_to(signed_in, house) | {"show": show.value, "lines": lines, "newest": newest}
    return page(
        request,
        "desk/desk.html",
        **context,
        talk=talk,
        side=side,
        answering=answering(talk),
        opened=conversation_id,
    )


@router.get("/{conversation_id}/flow")
async def get_flow(request: Request, conversation_id: int, house: HouseHere, signed_in: Signed) -> Response:
    """Thread and suggestions, from one reading."""
    talk = await asyncio.to_thread(_talk, house, conversation_id)
    return page(request, "desk/flow.html", **shown_to(signed_in, house), talk=talk, answering=answering(talk))


@router.get("/{conversation_id}/side")
async def get_side(request: Request, conversation_id: int, house: HouseHere, signed_in: Signed) -> Response:
    side = await _in_thread(house, lambda work: _side(house, work, conversation_id))
    return page(request, "desk/side.html", **shown_to(signed_in, house), side=side)


def place_of(address: str) -> tuple[Show, int | None]:
    """The filter and the open talk of a desk page's address."""
    parts = urlsplit(address)
    shown = parse_qs(parts.query).get("show", [""])[0]
    opened = re.fullmatch(r"/desk/(\d{1,15})", parts.path)
    return (Show(shown) if shown in set(Show) else Show.ALL), int(opened[1]) if opened else None


async def _in_thread(house: House, read: Callable[[SqlWork], T]) -> T:
    def with_work() -> T:
        with house.store.read() as work:
            return read(work)

    return await asyncio.to_thread(with_work)


def _lines(house: House, show: Show) -> tuple[InboxLine, ...]:
    return tuple(house.inbox(STATES[show], MOST_LINES))


def _talk(house: House, conversation_id: int) -> ConversationView:
    talk = house.conversation(conversation_id)
    if talk is None:
        raise NotFound(f"there is no conversation {conversation_id}")
    return talk


def _side(house: House, work: SqlWork, conversation_id: int) -> SideView:
    side = views_side.side(work, conversation_id, house.clock())
    if side is None:
        raise NotFound(f"there is no conversation {conversation_id}")
    return side
