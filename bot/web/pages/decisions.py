"""What an agent does in a talk. The answer is a line for the notice; what has changed fetches itself anew."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bot.bootstrap import House
from bot.core.conversations import Verdict
from bot.core.suggestions import StoredSuggestion
from bot.services.decide import Decision
from bot.services.faults import AnsweredMeanwhile, Conflict
from bot.services.reply import Override
from bot.web import metrics
from bot.web.house import BackgroundHere, HouseHere
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.sessions import ByAgent

router = APIRouter(prefix="/desk", route_class=PageRoute)

LONGEST_REASON = 200
"""Characters that a supervisor may give as the reason for an override."""

ClientId = Annotated[str, Form(min_length=8, max_length=64)]


@router.post("/suggestions/{suggestion_id}/accept")
async def post_accept(request: Request, suggestion_id: int, house: HouseHere, signed_in: ByAgent) -> Response:
    decision = Decision(Verdict.ACCEPT, signed_in.account.login)
    await asyncio.to_thread(house.decide.suggestion, suggestion_id, decision)
    metrics.decisions.labels(Verdict.ACCEPT.value).inc()
    return done(request)


@router.post("/suggestions/{suggestion_id}/reject")
async def post_reject(
    request: Request,
    suggestion_id: int,
    house: HouseHere,
    background: BackgroundHere,
    signed_in: ByAgent,
    intent: Annotated[str | None, Form(max_length=64)] = None,
) -> Response:
    """With the intent that the buyer meant, new drafts are made at once."""
    decision = Decision(Verdict.REJECT, signed_in.account.login, intent=intent or None)
    decided = await asyncio.to_thread(house.decide.suggestion, suggestion_id, decision)
    metrics.decisions.labels(Verdict.REJECT.value).inc()
    if decided.wants_draft_for:
        background.draft_again(decided.conversation_id, decided.wants_draft_for)
    return done(request)


@router.post("/{conversation_id}/send")
async def post_send(
    request: Request,
    conversation_id: int,
    house: HouseHere,
    signed_in: ByAgent,
    client_id: ClientId,
    text: Annotated[str, Form()] = "",
    suggestion_id: Annotated[int | None, Form()] = None,
    override_reason: Annotated[str, Form(max_length=LONGEST_REASON)] = "",
    seen: Annotated[int | None, Form(ge=0)] = None,
    picture: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """`seen`: the newest message that the page showed when the text was begun.

    With a reason a supervisor sends what the reply guard blocks.
    """
    override = Override(signed_in.account, override_reason) if override_reason.strip() else None
    typed = Typed(text, client_id, signed_in.account.login, override, seen, tuple(picture))
    await asyncio.to_thread(send, house, conversation_id, typed, suggestion_id)
    return done(request, sent=client_id)


@router.post("/messages/{message_id}/take-back")
async def post_take_back(request: Request, message_id: int, house: HouseHere, signed_in: ByAgent) -> Response:
    await asyncio.to_thread(house.take_back.reply, message_id, signed_in.account.login)
    return done(request)


@router.post("/{conversation_id}/close")
async def post_close(
    request: Request, conversation_id: int, house: HouseHere, signed_in: ByAgent
) -> Response:
    await asyncio.to_thread(house.closing.conversation, conversation_id, signed_in.account.login)
    return done(request)


@router.post("/{conversation_id}/retry")
async def post_retry(
    request: Request, conversation_id: int, background: BackgroundHere, _: ByAgent
) -> Response:
    background.draft_again(conversation_id)
    return done(request)


@dataclass(frozen=True)
class Typed:
    """What stands in the editor, and who sends it."""

    text: str
    client_id: str
    login: str
    override: Override | None = None
    seen: int | None = None
    pictures: tuple[str, ...] = ()
    """Ids."""


def send(house: House, conversation_id: int, typed: Typed, suggestion_id: int | None) -> None:
    """Send the editor's text once per client_id: as a decision on the suggestion it came from, or plainly.

    The suggestion may be gone (the buyer wrote on) or used already by a first try whose answer was lost.
    """
    offered = _suggestion_of(house, conversation_id, suggestion_id)
    if offered:
        unchanged = offered.suggestion.text.strip() == typed.text.strip()
        verdict = Verdict.ACCEPT if unchanged else Verdict.EDIT
        decision = Decision(
            verdict,
            typed.login,
            typed.text,
            override=typed.override,
            client_id=typed.client_id,
            seen=typed.seen,
            pictures=typed.pictures,
        )
        try:
            house.decide.suggestion(offered.id, decision)
        except AnsweredMeanwhile:
            raise
        except Conflict:
            pass
        else:
            metrics.decisions.labels(verdict.value).inc()
            return
    house.reply.typed(
        conversation_id,
        typed.text,
        typed.client_id,
        typed.login,
        typed.override,
        typed.seen,
        typed.pictures,
    )


def _suggestion_of(house: House, conversation_id: int, suggestion_id: int | None) -> StoredSuggestion | None:
    if suggestion_id is None:
        return None
    with house.store.read() as work:
        stored = work.suggestions.get(suggestion_id)
    return stored if stored and stored.conversation_id == conversation_id else None


def done(request: Request, sent: str | None = None) -> Response:
    """Clears the notice and tells the page to refresh what has changed."""
    response = page(request, "notice.html", fault="", place="", findings=())
    response.headers["HX-Trigger"] = json.dumps({"desk:acted": {"sent": sent}})
    return response
