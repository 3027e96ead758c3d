"""The desk: who waits, what was said, what could be answered, and who the buyer is."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Any, TypeVar
from urllib.parse import parse_qs, urlencode, urlsplit

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import Response, StreamingResponse

from bot.adapters.store import views_side
from bot.adapters.store.views import ConversationView
from bot.adapters.store.views_inbox import counts, inbox
from bot.adapters.store.views_owner import ownership_of
from bot.adapters.store.views_side import SideView
from bot.adapters.store.work import SqlWork
from bot.bootstrap import House
from bot.core.inbox import Show
from bot.services.faults import NotFound
from bot.web.api.events import SSE_HEADERS
from bot.web.house import HouseHere, LiveHere
from bot.web.pages.first_day import checklist
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.pages.signed_in import shown_to
from bot.web.pages.stream import desk_notices
from bot.web.pages.waiting import answering
from bot.web.sessions import Signed

router = APIRouter(prefix="/desk", route_class=PageRoute)

T = TypeVar("T")

Words = Annotated[str, Query(alias="q", max_length=60)]


@dataclass(frozen=True)
class Place:
    """What a desk page's address says: the filter, the words looked for, and the open talk."""

    show: Show = Show.ALL
    words: str = ""
    opened: int | None = None

    @property
    def address(self) -> str:
        said = {"show": self.show.value, "q": self.words}
        path = f"/desk/{self.opened}" if self.opened else "/desk"
        return f"{path}?{urlencode({name: value for name, value in said.items() if value})}"

    def showing(self, show: str) -> str:
        """The address of the same page with another filter."""
        return replace(self, show=Show(show), words="").address

    def opening(self, conversation_id: int | None) -> str:
        return replace(self, opened=conversation_id).address


@router.get("")
async def get_desk(
    request: Request, house: HouseHere, signed_in: Signed, show: Show = Show.ALL, words: Words = ""
) -> Response:
    def read(work: SqlWork) -> tuple[int, dict[str, Any]]:
        newest = work.events.newest_id()  # first: what comes later is told by the stream
        told = {"first_day": checklist(request, house, work), "is_demo": house.is_demo}
        return newest, _list(work, signed_in, Place(show, words)) | told

    newest, listed = await _in_thread(house, read)
    context = shown_to(signed_in, house) | listed
    return page(request, "desk/desk.html", **context, newest=newest, talk=None, side=None, answering=None)


@router.get("/list")
async def get_list(
    request: Request,
    house: HouseHere,
    signed_in: Signed,
    hx_current_url: Annotated[str, Header()] = "",
    words: Annotated[str | None, Query(alias="q", max_length=60)] = None,
) -> Response:
    """The list for the page that asks: filter, search and open talk stand in its address.

    With words it becomes a search through all talks, and the address follows.
    """
    place = place_of(hx_current_url)
    if words is not None:
        place = replace(place, words=words.strip(), show=Show.ALL)
    listed = await _in_thread(house, lambda work: _list(work, signed_in, place))
    answer = page(request, "desk/list.html", **shown_to(signed_in, house), **listed)
    if words is not None:
        answer.headers["HX-Replace-Url"] = place.address
    return answer


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
    request: Request,
    conversation_id: int,
    house: HouseHere,
    signed_in: Signed,
    show: Show = Show.ALL,
    words: Words = "",
) -> Response:
    def read(work: SqlWork) -> tuple[int, dict[str, Any], dict[str, Any], SideView]:
        newest = work.events.newest_id()
        listed = _list(work, signed_in, Place(show, words, conversation_id))
        flow = _flow(house, work, conversation_id)
        return newest, listed, flow, _side(house, work, conversation_id)

    newest, listed, flow, side = await _in_thread(house, read)
    context = shown_to(signed_in, house) | listed | flow
    return page(request, "desk/desk.html", **context, newest=newest, side=side)


@router.get("/{conversation_id}/flow")
async def get_flow(request: Request, conversation_id: int, house: HouseHere, signed_in: Signed) -> Response:
    """Thread and suggestions, from one reading."""
    flow = await _in_thread(house, lambda work: _flow(house, work, conversation_id))
    return page(request, "desk/flow.html", **shown_to(signed_in, house), **flow)


@router.get("/{conversation_id}/side")
async def get_side(request: Request, conversation_id: int, house: HouseHere, signed_in: Signed) -> Response:
    def read(work: SqlWork) -> dict[str, Any]:
        return {"side": _side(house, work, conversation_id), "people": work.accounts.names()}

    return page(request, "desk/side.html", **shown_to(signed_in, house), **await _in_thread(house, read))


def place_of(address: str) -> Place:
    parts = urlsplit(address)
    said = parse_qs(parts.query)
    shown, words = said.get("show", [""])[0], said.get("q", [""])[0]
    opened = re.fullmatch(r"/desk/(\d{1,15})", parts.path)
    return Place(
        Show(shown) if shown in set(Show) else Show.ALL, words[:60], int(opened[1]) if opened else None
    )


async def _in_thread(house: House, read: Callable[[SqlWork], T]) -> T:
    def with_work() -> T:
        with house.store.read() as work:
            return read(work)

    return await asyncio.to_thread(with_work)


def _list(work: SqlWork, signed_in: Signed, place: Place) -> dict[str, Any]:
    login = signed_in.account.login
    return {
        "place": place,
        "lines": inbox(work.session, place.show, login=login, words=place.words),
        "counts": counts(work.session, login),
        "people": work.accounts.names(),
    }


def _flow(house: House, work: SqlWork, conversation_id: int) -> dict[str, Any]:
    talk = _talk(house, conversation_id)
    return {
        "talk": talk,
        "answering": answering(talk),
        "ownership": ownership_of(work, talk),
        "pauses": {of.value for of in work.alone.pauses(talk.id, talk.buyer_id)},
        "people": work.accounts.names(),
    }


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
