"""The buyer's profile, edited in the panel's dialog."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bot.core.buyer_profile import LONGEST_NOTE, LONGEST_SIZE, Profile
from bot.core.buyers import PRICED_TAGS
from bot.core.refusals import Refusal
from bot.services.faults import RuledOut
from bot.web.house import HouseHere
from bot.web.pages.decisions import done
from bot.web.pages.dialogs import DialogRoute
from bot.web.pages.render import page
from bot.web.sessions import Acting, Signed

router = APIRouter(prefix="/desk", route_class=DialogRoute)

JIN_IN_KG = 0.5
MOST_SENT = 10 * LONGEST_NOTE
"""Notes of joined buyers stand together; what is too long for a rule is told by the rule."""
Measure = Annotated[str, Form(max_length=10)]


@router.get("/{conversation_id}/buyer")
async def get_buyer(request: Request, conversation_id: int, house: HouseHere, signed_in: Signed) -> Response:
    buyer = await asyncio.to_thread(house.order_work.profiles.shown, conversation_id, signed_in.account)
    return page(
        request,
        "desk/buyer_form.html",
        buyer=buyer,
        conversation_id=conversation_id,
        account=signed_in.account,
        priced_tags=PRICED_TAGS,
    )


@router.post("/{conversation_id}/buyer")
async def post_buyer(
    request: Request,
    conversation_id: int,
    house: HouseHere,
    signed_in: Acting,
    tags: Annotated[list[str] | None, Form()] = None,
    more_tags: Annotated[str, Form(max_length=200)] = "",
    note: Annotated[str, Form(max_length=MOST_SENT)] = "",
    height: Measure = "",
    jin: Measure = "",
    usual_size: Annotated[str, Form(max_length=2 * LONGEST_SIZE)] = "",
    stopped: Annotated[bool, Form()] = False,
) -> Response:
    weight = _measure(jin)
    profile = Profile(
        tags=(*(tags or ()), *more_tags.split()),
        note=note,
        height=_measure(height),
        weight=None if weight is None else weight * JIN_IN_KG,
        usual_size=usual_size,
        stopped=stopped,
    )
    await asyncio.to_thread(house.order_work.profiles.rewrite, conversation_id, profile, signed_in.account)
    return done(request)


def _measure(text: str) -> float | None:
    """Raises RuledOut for what is no number."""
    if not text.strip():
        return None
    try:
        return float(text)
    except ValueError:
        raise RuledOut(Refusal.NO_BODY) from None
