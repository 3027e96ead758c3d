"""KUAIDI100 push bodies: lastResult{state, com, nu, data[{time, context, status}]}."""

from __future__ import annotations

from bot.adapters.importers.couriers import courier_name
from bot.adapters.importers.documents import Entry
from bot.adapters.importers.parcel_history import oldest_first, place_in, signed_at
from bot.adapters.importers.parts import Parts
from bot.adapters.importers.states import known_parcel_state, parse_parcel_state
from bot.core.cells import parse_time, parse_tracking_number
from bot.core.imports import ParcelUpdate, Read
from bot.core.parcels import ParcelEvent, ParcelState


def read_push(entry: Entry) -> Read[ParcelUpdate]:
    """Raises ValueError for what is no push; a bare lastResult will do."""
    body = Parts(entry.value, "the push")
    result = body.inner("lastResult") or body
    state = result.required(parse_parcel_state, "state")
    events = oldest_first([_event(value, place) for place, value in enumerate(result.items("data"), 1)])
    update = ParcelUpdate(
        tracking_number=result.required(parse_tracking_number, "nu"),
        courier=courier_name(result.text("com")),
        state=state,
        events=events,
        signed_at=signed_at(state, events),
    )
    return Read(entry.line, update, extra=result.unread())


def _event(value: object, place: int) -> ParcelEvent:
    try:
        parts = Parts(value, "it")
        text = parts.required(str, "context")
        at = parts.required(parse_time, "time", "ftime")
        return ParcelEvent(at, text, _event_state(parts), place_in(text))
    except ValueError as error:
        raise ValueError(f"data {place}: {error}") from None


def _event_state(parts: Parts) -> ParcelState:
    """Couriers word this freely, so an event that says nothing known is one on the way."""
    code, name = (known_parcel_state(parts.text(key)) for key in ("statusCode", "status"))
    return code or name or ParcelState.IN_TRANSIT
