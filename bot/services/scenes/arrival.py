"""When a parcel usually arrives: dispatch day and the region's transit, never a promise (handbook A12)."""

from __future__ import annotations

from datetime import date

from bot.core.delivery import Transit, transit
from bot.core.dispatch_case import DispatchCase
from bot.core.named_days import wanted_day
from bot.core.order_focus import OrderFocus
from bot.core.orders import Order
from bot.core.parcel_case import ParcelCase
from bot.core.suggestions import FactValue
from bot.core.understanding import Parse
from bot.services.context import TalkContext, focus_parcel
from bot.services.scenes.destination import PlaceStatus, destination, place_facts
from bot.services.scenes.dispatch_answer import TO_BE_ASKED, TRACKS, dispatch_answer
from bot.services.scenes.dispatch_facts import promise_for
from bot.services.scenes.parcel_facts import usual_transit
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import talk_facts

ETA = "ask_eta"
ON_ITS_WAY = frozenset({ParcelCase.MOVING.value})
_COUNTED_FROM_DISPATCH = frozenset({DispatchCase.NEW, DispatchCase.UNPAID, DispatchCase.PAID})


def arrival_answer(about: OrderFocus, parse: Parse, context: TalkContext) -> SceneFacts:
    if about.found in TO_BE_ASKED:
        return SceneFacts(talk_facts(context, about), complete=False)
    dispatched = dispatch_answer(about, context, ETA)
    if dispatched.answers == TRACKS and about.order:
        return _of_parcel(about.order, dispatched, parse, context)
    if dispatched.answers != ETA:
        return dispatched
    place = destination(parse, context, about.order)
    facts = {**dispatched.facts, **place_facts(place, parse, context)}
    if facts["place.status"] in (PlaceStatus.UNKNOWN.value, PlaceStatus.UNLISTED.value):
        return SceneFacts(facts, complete=False, answers=ETA)
    usual = transit(context.shop, place.province, promise_for(about.order, context).day) if place else None
    if usual and DispatchCase(facts["dispatch.case"]) in _COUNTED_FROM_DISPATCH:
        facts |= _expected(usual, wanted_day(parse.text, parse.entities, context.now.date()))
    return SceneFacts(facts, complete=dispatched.complete, answers=ETA)


def _expected(usual: Transit, wanted: date | None) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {"eta.known": True, "eta.last": usual.latest.isoformat()}
    if wanted is None:
        return facts | {"eta.fit": "not_asked"}
    fit = "in_time" if usual.latest <= wanted else "tight" if usual.earliest <= wanted else "late"
    return facts | {"eta.fit": fit, "eta.wanted": wanted.isoformat()}


def _of_parcel(order: Order, tracked: SceneFacts, parse: Parse, context: TalkContext) -> SceneFacts:
    """A parcel on its ordinary way has an arrival; of any other its whereabouts say more."""
    usual = usual_transit(order, focus_parcel(order), context)
    if tracked.facts.get("parcel.case") not in ON_ITS_WAY or tracked.facts["parcel.late"] or usual is None:
        return tracked
    place = place_facts(destination(parse, context, order), parse, context)
    expected = _expected(usual, wanted_day(parse.text, parse.entities, context.now.date()))
    return SceneFacts({**tracked.facts, **expected, **place}, answers=ETA)
