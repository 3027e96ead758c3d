"""After-sale cases of an order, opened and settled from the panel's dialog."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bot.core.after_sale_cases import CaseKind, CaseState, CaseWish, next_states
from bot.core.masks import masked_order
from bot.core.money import Fen, fen_from_yuan
from bot.core.refusals import Refusal
from bot.services.faults import RuledOut
from bot.web.house import HouseHere
from bot.web.pages.decisions import done
from bot.web.pages.dialogs import DialogRoute, Number
from bot.web.pages.render import page
from bot.web.sessions import Acting, Signed

router = APIRouter(prefix="/desk/{conversation_id}/orders/{number}", route_class=DialogRoute)

MOST_NAMED = 50

Words = Annotated[str, Form(max_length=1000)]


@router.get("/case")
async def get_case(
    request: Request, conversation_id: int, number: Number, house: HouseHere, signed_in: Signed
) -> Response:
    form = await asyncio.to_thread(house.order_work.cases.form, conversation_id, number, signed_in.account)
    return page(
        request,
        "orders/case.html",
        order=masked_order(form.about.order),
        conversation_id=conversation_id,
        most=form.refundable,
        pictures=form.pictures,
        now=house.clock(),
    )


@router.post("/case")
async def post_case(
    request: Request,
    conversation_id: int,
    number: Number,
    house: HouseHere,
    signed_in: Acting,
    kind: Annotated[CaseKind, Form()],
    reason: Words = "",
    yuan: Annotated[str, Form(max_length=12)] = "",
    lines: Annotated[list[str] | None, Form()] = None,
    photos: Annotated[list[int] | None, Form()] = None,
) -> Response:
    wish = CaseWish(
        kind,
        reason,
        tuple(lines or ())[:MOST_NAMED],
        _amount(yuan),
        tuple(photos or ())[:MOST_NAMED],
    )
    await asyncio.to_thread(house.order_work.cases.open, conversation_id, number, wish, signed_in.account)
    return done(request)


@router.get("/cases/{case_id}")
async def get_case_step(
    request: Request, conversation_id: int, case_id: int, house: HouseHere, signed_in: Signed
) -> Response:
    case = await asyncio.to_thread(house.order_work.cases.step, case_id, signed_in.account)
    return page(
        request,
        "orders/case_step.html",
        case=case,
        states=next_states(case),
        conversation_id=conversation_id,
    )


@router.post("/cases/{case_id}")
async def post_case_step(
    request: Request,
    case_id: int,
    house: HouseHere,
    signed_in: Acting,
    state: Annotated[CaseState, Form()],
    outcome: Words = "",
) -> Response:
    await asyncio.to_thread(house.order_work.cases.move, case_id, state, outcome, signed_in.account)
    return done(request)


def _amount(yuan: str) -> Fen:
    """Raises RuledOut for what is no amount."""
    if not yuan.strip():
        return Fen(0)
    try:
        return fen_from_yuan(yuan.strip())
    except ValueError:
        raise RuledOut(Refusal.AMOUNT) from None
