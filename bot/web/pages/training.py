"""The training inbox: what buyers wrote, and one key says what they meant."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from itertools import product
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bot.adapters.pinyin import syllables
from bot.bootstrap import House
from bot.core.training_rules import TrainingRules
from bot.services.faults import Unacceptable
from bot.services.keys import SignedIn
from bot.services.labelling_desk import Said
from bot.services.training_questions import choices
from bot.web.house import HouseHere
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.pages.signed_in import shown_to
from bot.web.sessions import Acting, Signed

router = APIRouter(prefix="/training", route_class=PageRoute)

MOST_READINGS = 4
"""Ways to pronounce a name that are kept for typing."""


@router.get("")
async def get_training(
    request: Request, house: HouseHere, signed_in: Signed, at: int | None = None
) -> Response:
    return await _shown(request, "training/page.html", house, signed_in, at)


@router.get("/next")
async def get_next(request: Request, house: HouseHere, signed_in: Signed) -> Response:
    """After somebody else was faster: the notice about that stays."""
    return await _shown(request, "training/inbox.html", house, signed_in)


@router.get("/place")
async def get_place(request: Request, house: HouseHere, signed_in: Signed) -> Response:
    """The bar's way here, for whoever may label."""
    questions, account = house.training.questions, signed_in.account
    may = await asyncio.to_thread(questions.may, account)
    count = await asyncio.to_thread(questions.count, account) if may else 0
    return page(request, "training/place.html", may=may, count=count)


@router.post("/undo")
async def post_undo(request: Request, house: HouseHere, signed_in: Acting) -> Response:
    said, first = await asyncio.to_thread(house.training.desk.undo, signed_in.account)
    return await _shown(request, "training/inbox.html", house, signed_in, first, said=said, undone=True)


@router.post("/rules")
async def post_rules(
    request: Request,
    house: HouseHere,
    signed_in: Acting,
    second_share: Annotated[int, Form()],
    agents_label: Annotated[bool, Form()] = False,
) -> Response:
    try:
        rules = TrainingRules(agents_label, second_share)
    except ValueError as fault:
        raise Unacceptable(str(fault)) from fault
    await asyncio.to_thread(house.training.desk.set_rules, rules, signed_in.account)
    return page(request, "training/rules_saved.html")


@router.post("/{candidate_id}/label")
async def post_label(
    request: Request,
    candidate_id: int,
    house: HouseHere,
    signed_in: Acting,
    intent: Annotated[str, Form(max_length=64)] = "",
    also: Annotated[list[int], Form()] = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """Without an intent it is skipped, and its near-duplicates stay."""
    wanted, account = intent or None, signed_in.account
    also = also if wanted else []
    said = await asyncio.to_thread(house.training.desk.label, candidate_id, wanted, account, also)
    return await _shown(request, "training/inbox.html", house, signed_in, said=said)


async def _shown(
    request: Request,
    template: str,
    house: House,
    signed_in: SignedIn,
    at: int | None = None,
    *,
    said: Said | None = None,
    undone: bool = False,
) -> Response:
    view = await asyncio.to_thread(house.training.questions.view, signed_in.account, at)
    shown: dict[str, Any] = {
        "view": view,
        "choices": choices(view.question) if view.question else (),
        "said": said,
        "undone": undone,
        "typed": typed_words,
    }
    return page(request, template, **shown_to(signed_in, house), **shown)


@lru_cache(maxsize=512)
def typed_words(chinese: str) -> str:
    """What one may type for a name: itself, its pinyin, its initials."""
    readings = [syllables(char) for char in chinese]
    sounds = [each for each in readings if each]
    ways = [way for way, _ in zip(product(*sounds), range(MOST_READINGS), strict=False)]
    return " ".join([chinese, *("".join(way) for way in ways), *("".join(s[0] for s in way) for way in ways)])
