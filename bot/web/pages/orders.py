"""What agents do with an order, from the panel's dialog."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bot.core.change_stage import change_stage
from bot.core.courier_upgrade import upgrades
from bot.core.item_change import choices
from bot.core.masks import masked_order
from bot.core.new_receiver import Told, moved
from bot.core.order_actions import Done
from bot.core.order_rules import FLAGS
from bot.core.order_tasks import TaskKind, kinds_for
from bot.core.orders import Flag
from bot.core.refusals import OutOfRule
from bot.services.talk_order import TalkOrder
from bot.web.house import HouseHere
from bot.web.pages.decisions import done
from bot.web.pages.dialogs import DialogRoute, Number
from bot.web.pages.render import page
from bot.web.sessions import Acting, Signed

router = APIRouter(prefix="/desk/{conversation_id}/orders/{number}", route_class=DialogRoute)

Words = Annotated[str, Form(max_length=400)]
Reason = Annotated[str, Form(max_length=1000)]


async def _about(
    house: HouseHere, signed_in: Signed, conversation_id: int, number: str, wanted: Done | None
) -> TalkOrder:
    shown = house.order_work.orders.shown
    return await asyncio.to_thread(shown, conversation_id, number, wanted, signed_in.account)


def _form(request: Request, template: str, about: TalkOrder, **more: Any) -> Response:
    """Nothing of the receiver is shown whole here."""
    return page(request, template, order=masked_order(about.order), conversation_id=about.talk.id, **more)


@router.get("/address")
async def get_address(
    request: Request, conversation_id: int, number: Number, house: HouseHere, signed_in: Signed
) -> Response:
    about = await _about(house, signed_in, conversation_id, number, Done.ADDRESS)
    return _form(request, "orders/address.html", about)


@router.post("/address/check")
async def post_address_check(
    request: Request,
    conversation_id: int,
    number: Number,
    house: HouseHere,
    signed_in: Acting,
    address: Words = "",
) -> Response:
    """How an address is read, while it is typed."""
    about = await _about(house, signed_in, conversation_id, number, Done.ADDRESS)
    try:
        read = moved(about.order, Told(address=address), about.shop, about.weight_grams)
    except OutOfRule as fault:
        refusal = fault.refusal.value if address.strip() else ""
        return page(request, "orders/address_read.html", new=None, refusal=refusal)
    return page(request, "orders/address_read.html", new=read, refusal="")


@router.post("/address")
async def post_address(
    request: Request,
    conversation_id: int,
    number: Number,
    house: HouseHere,
    signed_in: Acting,
    name: Words = "",
    phone: Words = "",
    address: Words = "",
    reason: Reason = "",
    confirmed: Annotated[bool, Form()] = False,
) -> Response:
    change = house.order_work.orders.address
    told = Told(name, phone, address)
    await asyncio.to_thread(change, (conversation_id, number), told, reason, confirmed, signed_in.account)
    return done(request)


@router.get("/item")
async def get_item(
    request: Request, conversation_id: int, number: Number, house: HouseHere, signed_in: Signed
) -> Response:
    about = await _about(house, signed_in, conversation_id, number, Done.ITEM)
    known = ((line, about.products.get(line.product_code)) for line in about.order.lines)
    lines = [(line, choices(line, product) if product else ()) for line, product in known]
    return _form(request, "orders/item.html", about, lines=lines)


@router.post("/item")
async def post_item(
    request: Request,
    conversation_id: int,
    number: Number,
    house: HouseHere,
    signed_in: Acting,
    piece: Words = "",
    reason: Reason = "",
    confirmed: Annotated[bool, Form()] = False,
) -> Response:
    """`piece` is a line's number and a SKU's code."""
    line, _, sku = piece.partition(" ")
    change = house.order_work.orders.item
    await asyncio.to_thread(
        change, (conversation_id, number), line, sku, reason, confirmed, signed_in.account
    )
    return done(request)


@router.get("/courier")
async def get_courier(
    request: Request, conversation_id: int, number: Number, house: HouseHere, signed_in: Signed
) -> Response:
    about = await _about(house, signed_in, conversation_id, number, Done.COURIER)
    offered = upgrades(about.shop, about.order.receiver.province, about.weight_grams)
    return _form(request, "orders/courier.html", about, offered=offered, grams=about.weight_grams)


@router.post("/courier")
async def post_courier(
    request: Request,
    conversation_id: int,
    number: Number,
    house: HouseHere,
    signed_in: Acting,
    courier: Words = "",
    reason: Reason = "",
    confirmed: Annotated[bool, Form()] = False,
) -> Response:
    change = house.order_work.orders.courier
    await asyncio.to_thread(change, (conversation_id, number), courier, reason, confirmed, signed_in.account)
    return done(request)


@router.get("/flag")
async def get_flag(
    request: Request, conversation_id: int, number: Number, house: HouseHere, signed_in: Signed
) -> Response:
    about = await _about(house, signed_in, conversation_id, number, Done.FLAG)
    stage = change_stage(about.order)
    flags = [flag for flag in Flag if stage in FLAGS[flag] or flag is about.order.flag]
    return _form(request, "orders/flag.html", about, flags=flags)


@router.post("/flag")
async def post_flag(
    request: Request,
    conversation_id: int,
    number: Number,
    house: HouseHere,
    signed_in: Acting,
    flag: Annotated[Flag, Form()],
    reason: Reason = "",
) -> Response:
    await asyncio.to_thread(
        house.order_work.orders.flag, (conversation_id, number), flag, reason, signed_in.account
    )
    return done(request)


@router.get("/note")
async def get_note(
    request: Request, conversation_id: int, number: Number, house: HouseHere, signed_in: Signed
) -> Response:
    about = await _about(house, signed_in, conversation_id, number, Done.NOTE)
    return _form(request, "orders/note.html", about)


@router.post("/note")
async def post_note(
    request: Request,
    conversation_id: int,
    number: Number,
    house: HouseHere,
    signed_in: Acting,
    reason: Reason = "",
) -> Response:
    await asyncio.to_thread(
        house.order_work.orders.note, (conversation_id, number), reason, signed_in.account
    )
    return done(request)


@router.get("/task")
async def get_task(
    request: Request, conversation_id: int, number: Number, house: HouseHere, signed_in: Signed
) -> Response:
    about = await _about(house, signed_in, conversation_id, number, None)
    return _form(request, "orders/task.html", about, kinds=kinds_for(about.order))


@router.post("/task")
async def post_task(
    request: Request,
    conversation_id: int,
    number: Number,
    house: HouseHere,
    signed_in: Acting,
    kind: Annotated[TaskKind, Form()],
    reason: Reason = "",
) -> Response:
    raise_task = house.order_work.warehouse.raise_task
    await asyncio.to_thread(raise_task, conversation_id, number, kind, reason, signed_in.account)
    return done(request)
