"""Training, judging and swapping models, for those who lead."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response

from bot.adapters.processes import lives
from bot.core.accounts import Right
from bot.core.learning_rules import LearningRules
from bot.core.shadows import Right as WhoIsRight
from bot.services.rights import demand
from bot.web.house import HouseHere
from bot.web.pages.decisions import done
from bot.web.pages.models_shown import shown
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.pages.signed_in import shown_to
from bot.web.sessions import Acting, Signed

router = APIRouter(prefix="/models", route_class=PageRoute)

Model = Annotated[str, Query(max_length=64)]


@router.get("")
async def get_models(request: Request, house: HouseHere, signed_in: Signed, model: Model = "") -> Response:
    return await _page(request, house, signed_in, "models/page.html", model)


@router.get("/live")
async def get_live(request: Request, house: HouseHere, signed_in: Signed, model: Model = "") -> Response:
    return await _page(request, house, signed_in, "models/live.html", model)


@router.post("/train")
async def post_train(request: Request, house: HouseHere, signed_in: Acting) -> Response:
    def ask() -> None:
        house.model_desk.training.bury_abandoned(lives)
        house.model_desk.training.ask(signed_in.account)

    return await _done(request, ask)


@router.post("/jobs/{job_id}/cancel")
async def post_cancel(request: Request, job_id: int, house: HouseHere, signed_in: Acting) -> Response:
    return await _done(request, lambda: house.model_desk.training.cancel(job_id, signed_in.account))


@router.post("/roll-back")
async def post_roll_back(request: Request, house: HouseHere, signed_in: Acting) -> Response:
    return await _done(request, lambda: house.model_desk.swap.roll_back(signed_in.account))


@router.post("/undo")
async def post_undo(request: Request, house: HouseHere, signed_in: Acting) -> Response:
    return await _done(request, lambda: house.model_desk.swap.undo(signed_in.account))


@router.post("/rules")
async def post_rules(
    request: Request, house: HouseHere, signed_in: Acting, automatic: Annotated[bool, Form()] = False
) -> Response:
    rules = LearningRules(automatic=automatic)
    return await _done(request, lambda: house.model_desk.set_rules(rules, signed_in.account))


@router.post("/shadow/stop")
async def post_shadow_stop(request: Request, house: HouseHere, signed_in: Acting) -> Response:
    return await _done(request, lambda: house.model_desk.shadow.stop(signed_in.account))


@router.post("/shadow/{reading_id}")
async def post_right(
    request: Request,
    reading_id: int,
    house: HouseHere,
    signed_in: Acting,
    right: Annotated[WhoIsRight, Form()],
) -> Response:
    return await _done(request, lambda: house.model_desk.shadow.judge(reading_id, right, signed_in.account))


@router.post("/{model}/shadow")
async def post_shadow(request: Request, model: str, house: HouseHere, signed_in: Acting) -> Response:
    return await _done(request, lambda: house.model_desk.shadow.begin(model, signed_in.account))


@router.post("/{model}/activate")
async def post_activate(
    request: Request,
    model: str,
    house: HouseHere,
    signed_in: Acting,
    reason: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    return await _done(request, lambda: house.model_desk.swap.approve(model, signed_in.account, reason))


async def _page(request: Request, house: HouseHere, signed_in: Signed, name: str, model: str) -> Response:
    demand(signed_in.account, Right.TRAIN_MODELS)
    found = await asyncio.to_thread(shown, house, model)
    return page(request, name, **shown_to(signed_in, house), **found)


async def _done(request: Request, act: Callable[[], object]) -> Response:
    await asyncio.to_thread(act)
    return done(request)
