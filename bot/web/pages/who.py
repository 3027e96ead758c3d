"""Choosing who one is in the chat, and what one looks at."""

from __future__ import annotations

import asyncio
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.adapters.store import views_chat
from bot.adapters.store.views_chat import ProductCard
from bot.bootstrap import House
from bot.services.faults import NotFound
from bot.web.house import HouseHere
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.pages.visitors import Visitor, demo_buyers, keep_visitor, stranger
from bot.web.sessions import FromOurPage

router = APIRouter(prefix="/chat", route_class=PageRoute)


@router.get("/who")
async def get_who(request: Request, house: HouseHere, product: str = "") -> Response:
    buyers = await asyncio.to_thread(demo_buyers, house)
    if not buyers:
        return _as(stranger(), house, product)
    return page(request, "chat/who.html", buyers=buyers, product=product)


@router.post("/who", dependencies=[FromOurPage])
async def post_who(
    house: HouseHere, buyer: Annotated[str, Form()] = "", product: Annotated[str, Form()] = ""
) -> Response:
    """A demo buyer, or without one a visitor whom nobody knows."""
    if not buyer:
        return _as(stranger(), house, product)
    known = {known.external_id for known in await asyncio.to_thread(demo_buyers, house)}
    if buyer not in known:
        raise NotFound(f"there is no demo buyer {buyer}")
    return _as(Visitor(buyer), house, product)


@router.get("/products")
async def get_products(request: Request, house: HouseHere) -> Response:
    products = await asyncio.to_thread(_products, house)
    return page(request, "chat/products.html", products=products)


def _products(house: House) -> tuple[ProductCard, ...]:
    with house.store.read() as work:
        return views_chat.products(work.session, house.settings.shop)


def _as(who: Visitor, house: House, product: str) -> Response:
    query = f"?{urlencode({'product': product})}" if product else ""
    response = RedirectResponse(f"/chat{query}", status_code=303)
    keep_visitor(response, who, house.settings)
    return response
