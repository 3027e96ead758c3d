"""Trying and saving scripts. What the checker objects to is shown beside the wording it is about."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from bot.bootstrap import House
from bot.core.scripts import ScriptStatus
from bot.services.faults import FaultyScripts
from bot.services.keys import SignedIn
from bot.services.try_script import Trial
from bot.web.house import HouseHere
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.pages.script_faults import placed
from bot.web.pages.scripts import Name, common
from bot.web.sessions import Acting

router = APIRouter(prefix="/scripts", route_class=PageRoute)

MOST_WORDINGS = 2000
TEXT = "text-"
"""Begins the name of a wording's field, the variant's place ends it."""

Seen = Annotated[int, Form(ge=0)]
Note = Annotated[str, Form(max_length=200)]
Chosen = Annotated[str, Form(max_length=200)]


async def wordings_sent(request: Request) -> dict[int, list[str]]:
    """The wordings of each variant as the form shows them, facts by their Chinese names."""
    return _by_variant(await request.form())


Texts = Annotated[Mapping[int, list[str]], Depends(wordings_sent)]


@router.post("/{name}/try")
async def post_try(
    request: Request,
    name: Name,
    house: HouseHere,
    signed_in: Acting,
    sent: Texts,
    whom: Chosen = "",
    product: Chosen = "",
    buyer_says: Chosen = "",
    document: Annotated[str | None, Form()] = None,
) -> Response:
    """With what stands in the form, saved or not. Stores nothing."""

    def tried() -> Trial:
        turn = house.try_script.turn_for(whom, product, buyer_says)
        text = document if document is not None else _edited(house, name, sent, None)
        script = house.script_desk.preview(name, text)
        return house.try_script.said(script, house.live_book.vocabulary, turn)

    try:
        trial = await asyncio.to_thread(tried)
    except FaultyScripts as faulty:
        return await _objections(request, house, signed_in, name, faulty)
    return page(request, "scripts/trial.html", **common(house, signed_in), trial=trial)


@router.post("/{name}/texts")
async def post_texts(
    request: Request,
    name: Name,
    house: HouseHere,
    signed_in: Acting,
    sent: Texts,
    seen: Seen,
    note: Note = "",
    status: Annotated[ScriptStatus | None, Form()] = None,
) -> Response:
    def saved() -> int:
        document = _edited(house, name, sent, status)
        return house.script_desk.save(name, document, seen=seen, account=signed_in.account, note=note)

    return await _reopened(request, house, signed_in, name, saved)


@router.post("/{name}/document")
async def post_document(
    request: Request,
    name: Name,
    house: HouseHere,
    signed_in: Acting,
    seen: Seen,
    document: Annotated[str, Form(max_length=60_000)],
    note: Note = "",
) -> Response:
    def saved() -> int:
        return house.script_desk.save(name, document, seen=seen, account=signed_in.account, note=note)

    return await _reopened(request, house, signed_in, name, saved)


@router.post("/{name}/restore/{number}")
async def post_restore(
    request: Request,
    name: Name,
    number: int,
    house: HouseHere,
    signed_in: Acting,
    seen: Seen,
    note: Note = "",
) -> Response:
    """An old version's text becomes the newest version; nothing is ever taken out of the history."""

    def restored() -> int:
        document = house.script_desk.document(name, number)
        return house.script_desk.save(name, document, seen=seen, account=signed_in.account, note=note)

    return await _reopened(request, house, signed_in, name, restored)


def _by_variant(form: FormData) -> dict[int, list[str]]:
    sent: dict[int, list[str]] = {}
    for key, value in list(form.multi_items())[:MOST_WORDINGS]:
        place = key.removeprefix(TEXT)
        if key.startswith(TEXT) and place.isdigit() and isinstance(value, str):
            sent.setdefault(int(place), []).append(value)
    return sent


def _edited(house: House, name: str, sent: Mapping[int, list[str]], status: ScriptStatus | None) -> str:
    texts = {place: [house.labels.for_scripts(text) for text in texts] for place, texts in sent.items()}
    return house.script_desk.edited(name, texts, status)


async def _objections(
    request: Request, house: House, signed_in: SignedIn, name: str, faulty: FaultyScripts
) -> Response:
    opened = await asyncio.to_thread(house.script_desk.opened, name)
    faults = placed(faulty.faults, opened.script)
    context = common(house, signed_in)
    return page(request, "scripts/faults.html", status=422, **context, opened=opened, faults=faults)


async def _reopened(
    request: Request, house: House, signed_in: SignedIn, name: str, save: Callable[[], int]
) -> Response:
    """The script's page with the version that `save` made, or what the checker has against it."""
    try:
        number = await asyncio.to_thread(save)
    except FaultyScripts as faulty:
        return await _objections(request, house, signed_in, name, faulty)
    return Response(status_code=204, headers={"HX-Redirect": f"/scripts/{name}?saved={number}"})
