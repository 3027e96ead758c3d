"""The buyer's chat of the demo shop: public, and each visitor sees nothing but their own talk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from bot.adapters.channels.web_chat import CHANNEL
from bot.adapters.store import views_chat
from bot.adapters.store.journal import Event
from bot.adapters.store.views_chat import Bubble
from bot.bootstrap import House
from bot.core.catalogue import Product
from bot.core.conversations import MessageKind, Sender
from bot.services.receive import Incoming
from bot.web import metrics
from bot.web.api.events import SSE_HEADERS
from bot.web.house import BackgroundHere, HouseHere, LiveHere
from bot.web.live import PING, FellBehind, Live
from bot.web.pages.rates import Rate, TooMany
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.pages.visitors import Visitor, VisitorHere, WhoIsIt, visitor
from bot.web.sessions import FromOurPage

router = APIRouter(prefix="/chat", route_class=PageRoute)

rate = Rate(30, 60.0)
THREAD = "event: thread\ndata: 1\n\n"


@dataclass(frozen=True)
class ChatView:
    shop_name: str
    bubbles: tuple[Bubble, ...]
    product: Product | None
    now: datetime


@router.get("")
async def get_chat(request: Request, house: HouseHere, product: str = "") -> Response:
    try:
        who = visitor(request, house)
    except WhoIsIt:
        return RedirectResponse(f"/chat/who?{request.url.query}", status_code=303)
    chat = await asyncio.to_thread(_read, house, who, product)
    megabytes = house.settings.picture_megabytes
    return page(request, "chat/chat.html", who=who, chat=chat, picture_megabytes=megabytes)


@router.get("/thread")
async def get_thread(request: Request, house: HouseHere, who: VisitorHere) -> Response:
    chat = await asyncio.to_thread(_read, house, who, "")
    return page(request, "chat/thread.html", chat=chat)


@router.get("/events")
async def get_events(house: HouseHere, live: LiveHere, who: VisitorHere) -> StreamingResponse:
    notices = chat_notices(house, live, who)
    return StreamingResponse(notices, media_type="text/event-stream", headers=SSE_HEADERS)


@router.post("/messages", dependencies=[FromOurPage])
async def post_message(
    request: Request,
    house: HouseHere,
    background: BackgroundHere,
    who: VisitorHere,
    client_id: Annotated[str, Form(min_length=8, max_length=64)],
    text: Annotated[str, Form()] = "",
    product: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    if not rate.allows(who.id):
        raise TooMany("at most 30 messages a minute")
    received = await asyncio.to_thread(
        house.receive.message,
        Incoming(
            channel=CHANNEL,
            conversation=who.id,
            message_id=f"{who.id}:{client_id}",
            sender=Sender.BUYER,
            kind=MessageKind.TEXT,
            text=text,
            buyer_id=who.id,
            buyer_name=who.name,
            product=product or None,
        ),
    )
    metrics.messages.labels(CHANNEL, Sender.BUYER.value).inc()
    if received.wants_draft:
        background.draft_soon(received.conversation_id)
    response = page(request, "notice.html", fault="", place="", findings=())
    response.headers["HX-Trigger"] = "chat:sent"
    return response


async def chat_notices(house: House, live: Live, who: Visitor) -> AsyncIterator[str]:
    """Says only that the visitor's own thread has changed; never what, and nothing of anybody else."""
    own: int | None = None
    with live.listener() as listener:
        yield THREAD
        try:
            while True:
                event = await listener.next()
                if event is None:
                    yield PING
                elif _is_for_buyers(event):
                    own = own or await asyncio.to_thread(_conversation, house, who)
                    if own is not None and event.conversation_id == own:
                        yield THREAD
        except FellBehind:
            return


def _is_for_buyers(event: Event) -> bool:
    """Their own message, or a reply that has been delivered. A reply on its way may still be taken back."""
    own_words = event.kind == "message" and event.payload.get("sender") == Sender.BUYER.value
    return own_words or event.kind == "delivered"


def _conversation(house: House, who: Visitor) -> int | None:
    with house.store.read() as work:
        return views_chat.conversation_id(work.session, CHANNEL, who.id)


def _read(house: House, who: Visitor, product_code: str) -> ChatView:
    with house.store.read() as work:
        shop = work.shops.get(house.settings.shop)
        conversation = views_chat.conversation_id(work.session, CHANNEL, who.id)
        product = work.catalogue.product(house.settings.shop, product_code) if product_code else None
        return ChatView(
            shop_name=shop.name if shop else "",
            bubbles=views_chat.bubbles(work.session, conversation) if conversation else (),
            product=product,
            now=house.clock(),
        )
