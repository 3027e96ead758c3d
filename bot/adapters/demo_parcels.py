"""Parcels of the demo shop's orders. When a parcel was signed for is what its history says."""

from __future__ import annotations

from datetime import datetime

from bot.adapters.demo_documents import refuse_unread
from bot.adapters.demo_times import RelativeTimes
from bot.adapters.importers.parts import Parts
from bot.core.cells import one_of, parse_tracking_number
from bot.core.parcels import Parcel, ParcelEvent, ParcelState


def parcel_from(document: object, times: RelativeTimes, order_shipped_at: datetime | None) -> Parcel:
    """A parcel without a `shipped` of its own left with its order. Raises ValueError."""
    parts = Parts(document, "the parcel")
    events = tuple(_event(event, times) for event in parts.items("events"))
    parcel = Parcel(
        courier=parts.required(str, "courier"),
        tracking_number=parts.required(parse_tracking_number, "number"),
        state=parts.required(one_of(ParcelState), "state"),
        shipped_at=parts.optional(times.moment, "shipped") or order_shipped_at,
        signed_at=next((event.at for event in events if event.state is ParcelState.SIGNED), None),
        events=events,
    )
    refuse_unread(parts)
    return parcel


def _event(document: object, times: RelativeTimes) -> ParcelEvent:
    parts = Parts(document, "the event")
    event = ParcelEvent(
        at=parts.required(times.moment, "at"),
        text=parts.required(str, "text"),
        state=parts.required(one_of(ParcelState), "state"),
        place=parts.text("place"),
    )
    refuse_unread(parts)
    return event
