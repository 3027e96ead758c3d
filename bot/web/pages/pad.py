"""The pad, beside a client without an API: what is pasted is drafted for, what is copied is decided."""

from __future__ import annotations

import asyncio
import json
import uuid
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bot.adapters.store import views_side
from bot.adapters.store.views import ConversationView
from bot.adapters.store.views_side import SideView
from bot.bootstrap import House
from bot.core.conversations import Sender
from bot.core.deliveries import PAD
from bot.services.faults import NotFound
from bot.services.keys import SignedIn
from bot.services.paste import Paste, Pasted
from bot.services.reply import Override
from bot.web import metrics
from bot.web.house import BackgroundHere, HouseHere
from bot.web.pages.decisions import ClientId, Typed, done, send
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.pages.signed_in import shown_to
from bot.web.pages.waiting import answering
from bot.web.sessions import ByAgent, Signed

router = APIRouter(prefix="/pad", route_class=PageRoute)


@router.get("")
async def get_pad(request: Request, house: HouseHere, signed_in: Signed) -> Response:
    newest = await asyncio.to_thread(_newest, house)
    context = shown_to(signed_in, house)
    return page(request, "pad/pad.html", **context, newest=newest, talk=None, added=None)


@router.get("/{conversation_id}")
async def get_talk(request: Request, conversation_id: int, house: HouseHere, signed_in: Signed) -> Response:
    newest = await asyncio.to_thread(_newest, house)  # first: what comes later is told by the stream
    shown = await asyncio.to_thread(_shown, house, conversation_id, signed_in)
    return page(request, "pad/pad.html", **shown, newest=newest, added=None)


@router.get("/{conversation_id}/flow")
async def get_flow(request: Request, conversation_id: int, house: HouseHere, signed_in: Signed) -> Response:
    shown = await asyncio.to_thread(_shown, house, conversation_id, signed_in)
    return page(request, "pad/flow.html", **shown)


@router.post("/paste")
async def post_paste(
    request: Request,
    house: HouseHere,
    background: BackgroundHere,
    signed_in: ByAgent,
    text: Annotated[str, Form()] = "",
    buyer: Annotated[str, Form()] = "",
    unnamed: Annotated[str, Form(max_length=60)] = "",
    talk: Annotated[int | None, Form()] = None,
) -> Response:
    """Answers with the talk that the paste belongs to; its drafts come by themselves."""
    paste = Paste(text, uuid.uuid4().hex, buyer, unnamed, talk, signed_in.account.name)
    pasted = await asyncio.to_thread(house.take_paste.chat, paste)
    metrics.messages.labels(PAD, Sender.BUYER.value).inc(pasted.added)
    if pasted.wants_draft:
        background.draft_again(pasted.conversation_id)
    return await _opened(request, house, signed_in, pasted)


@router.post("/{conversation_id}/copy")
async def post_copy(
    request: Request,
    conversation_id: int,
    house: HouseHere,
    signed_in: ByAgent,
    client_id: ClientId,
    text: Annotated[str, Form()] = "",
    suggestion_id: Annotated[int | None, Form()] = None,
    reason: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """The page copies when this has succeeded. `reason` is a supervisor's, for what the guard blocks."""

    def copied() -> None:
        _pad_talk(house, conversation_id)
        override = Override(signed_in.account, reason) if reason.strip() else None
        typed = Typed(text, client_id, signed_in.account.login, override)
        send(house, conversation_id, typed, suggestion_id)

    await asyncio.to_thread(copied)
    return done(request, sent=client_id)


async def _opened(request: Request, house: House, signed_in: SignedIn, pasted: Pasted) -> Response:
    shown = await asyncio.to_thread(_shown, house, pasted.conversation_id, signed_in)
    response = page(request, "pad/talk.html", **shown, added=pasted.added)
    response.headers["HX-Push-Url"] = f"/pad/{pasted.conversation_id}"
    response.headers["HX-Trigger"] = json.dumps({"pad:pasted": {"added": pasted.added}})
    return response


def _shown(house: House, conversation_id: int, signed_in: SignedIn) -> dict[str, Any]:
    talk = _pad_talk(house, conversation_id)
    side = _side(house, conversation_id)
    people = house.shifts.names()
    return {
        **shown_to(signed_in, house),
        "talk": talk,
        "side": side,
        "answering": answering(talk),
        "people": people,
    }


def _pad_talk(house: House, conversation_id: int) -> ConversationView:
    talk = house.conversation(conversation_id)
    if talk is None or talk.channel != PAD:
        raise NotFound(f"there is no pasted talk {conversation_id}")
    return talk


def _side(house: House, conversation_id: int) -> SideView | None:
    with house.store.read() as work:
        return views_side.side(work, conversation_id, house.clock())


def _newest(house: House) -> int:
    with house.store.read() as work:
        return work.events.newest_id()
