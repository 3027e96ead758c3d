"""A price or a coupon that an agent names for a product, from the panel's dialog."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response

from bot.core.money import Fen, fen_from_yuan
from bot.core.refusals import Refusal
from bot.services.faults import RuledOut
from bot.web.house import HouseHere
from bot.web.pages.decisions import done
from bot.web.pages.dialogs import DialogRoute
from bot.web.pages.render import page
from bot.web.sessions import Acting, Signed

router = APIRouter(prefix="/desk/{conversation_id}/price", route_class=DialogRoute)

LONGEST_CODE = 64


@router.get("")
async def get_price(
    request: Request,
    conversation_id: int,
    house: HouseHere,
    signed_in: Signed,
    product: Annotated[str, Query(max_length=LONGEST_CODE)],
) -> Response:
    shown = house.order_work.prices.shown
    desk = await asyncio.to_thread(shown, conversation_id, product, signed_in.account)
    return page(request, "orders/price.html", desk=desk, account=signed_in.account)


@router.post("")
async def post_price(
    request: Request,
    conversation_id: int,
    house: HouseHere,
    signed_in: Acting,
    product: Annotated[str, Form(max_length=LONGEST_CODE)],
    amount: Annotated[str, Form(max_length=20)] = "",
    coupon: Annotated[str, Form(max_length=LONGEST_CODE)] = "",
) -> Response:
    """Of a coupon and a price the coupon is meant: it was chosen."""
    prices = house.order_work.prices
    if coupon:
        await asyncio.to_thread(prices.coupon, conversation_id, product, coupon, signed_in.account)
    else:
        named = _fen(amount)
        await asyncio.to_thread(prices.price, conversation_id, product, named, signed_in.account)
    return done(request)


def _fen(amount: str) -> Fen:
    """Raises RuledOut for what is no amount."""
    try:
        return fen_from_yuan(amount.strip().removeprefix("¥").removesuffix("元"))
    except ValueError:
        raise RuledOut(Refusal.NO_PRICE) from None
