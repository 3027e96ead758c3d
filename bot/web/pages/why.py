"""Why a suggestion says what it says: its script, the reading of the message, facts by record, findings."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bot.adapters.store import views_why
from bot.adapters.store.views_why import WhyView
from bot.bootstrap import House
from bot.core.fact_sources import FactSource
from bot.core.suggestions import Facts, FactValue, Suggestion
from bot.services.faults import NotFound
from bot.web.house import HouseHere
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.pages.signed_in import shown_to
from bot.web.sessions import Signed

router = APIRouter(prefix="/desk", route_class=PageRoute)


@dataclass(frozen=True)
class Grounds:
    """Facts that were read from the same records."""

    sources: tuple[FactSource, ...]
    facts: Facts


@router.get("/suggestions/{suggestion_id}/why")
async def get_why(request: Request, suggestion_id: int, house: HouseHere, signed_in: Signed) -> Response:
    view = await asyncio.to_thread(_why, house, suggestion_id)
    return page(
        request,
        "desk/why.html",
        why=view,
        grounds=grounds_of(view.suggestion),
        **shown_to(signed_in, house),
    )


def grounds_of(suggestion: Suggestion) -> list[Grounds]:
    """In the order of the facts; those of unknown origin last."""
    grouped: dict[tuple[FactSource, ...], dict[str, FactValue]] = {}
    for name, value in suggestion.facts.items():
        grouped.setdefault(suggestion.sources.get(name, ()), {})[name] = value
    return [Grounds(*group) for group in sorted(grouped.items(), key=lambda group: not group[0])]


def _why(house: House, suggestion_id: int) -> WhyView:
    with house.store.read() as work:
        view = views_why.why(work.session, suggestion_id)
    if view is None:
        raise NotFound(f"there is no suggestion {suggestion_id}")
    return view
