"""What the courier's record says of an order's parcel, as a buyer may be told."""

from __future__ import annotations

from datetime import datetime

from bot.core.delivery import Transit, transit
from bot.core.orders import Order, OrderState
from bot.core.parcel_case import ParcelCase, parcel_case
from bot.core.parcels import Parcel, last_moved, station_of
from bot.core.suggestions import Facts, FactValue
from bot.services.context import TalkContext, focus_parcel

SENT_STATES = frozenset({OrderState.PART_SHIPPED, OrderState.SHIPPED, OrderState.FINISHED})
_CLEAR = frozenset(
    case.value
    for case in (ParcelCase.MOVING, ParcelCase.DELIVERING, ParcelCase.AT_STATION, ParcelCase.SIGNED)
)
MOST_NUMBERS = 3
"""Parcels of one order that are named one by one."""


def case_of(order: Order, context: TalkContext, parcel: Parcel | None = None) -> ParcelCase:
    return parcel_case(parcel or focus_parcel(order), context.now, context.shop.watch)


def parcel_facts(order: Order, context: TalkContext, parcel: Parcel | None = None) -> dict[str, FactValue]:
    """For an order that was sent, wholly or in part; `parcel` where one of several is meant."""
    meant = parcel or focus_parcel(order)
    case = case_of(order, context, meant)
    facts: dict[str, FactValue] = {
        "parcel.case": case.value,
        "parcel.sent": True,
        "parcel.many": parcel is None and len(order.parcels) > 1,
        "parcel.rest_unsent": order.state is OrderState.PART_SHIPPED,
        "parcel.late": case is ParcelCase.MOVING and _is_late(order, meant, context),
    }
    if meant is None:
        return facts
    if facts["parcel.many"]:
        facts |= {"parcel.count": len(order.parcels), "parcel.numbers": _numbers(order)}
    station = station_of(meant)
    facts["parcel.has_station"] = station is not None
    if station:
        facts["parcel.station"] = station
    return (
        facts
        | {"parcel.courier": meant.courier, "parcel.number": meant.tracking_number}
        | _last(meant, context)
    )


def speaks_for_itself(facts: Facts) -> bool:
    """Whether the courier's record answers a buyer, and nobody has to be asked or chased."""
    quiet = facts["parcel.late"] or facts["parcel.rest_unsent"]
    if facts["parcel.case"] == ParcelCase.WAITING.value:
        return not quiet  # no record is what a parcel has that was labelled just now
    return facts["parcel.case"] in _CLEAR and not quiet and facts.get("parcel.has_last") is True


def _last(parcel: Parcel, context: TalkContext) -> dict[str, FactValue]:
    moved = parcel.signed_at or last_moved(parcel)
    place = parcel.last_event.place.strip() if parcel.last_event else ""
    facts: dict[str, FactValue] = {
        "parcel.has_last": moved is not None,
        "parcel.has_place": bool(moved and place),
    }
    if moved is not None:
        facts["parcel.last_at"] = shop_moment(moved, context)
    if moved and place:
        facts["parcel.last_place"] = place
    return facts


def shop_moment(moment: datetime, context: TalkContext) -> str:
    local = moment.astimezone(context.shop.timezone)
    return local.replace(tzinfo=None).isoformat(timespec="minutes")


def usual_transit(order: Order, parcel: Parcel | None, context: TalkContext) -> Transit | None:
    """Counted from when the parcel left; None when that can't be told."""
    left = (parcel.shipped_at if parcel else None) or order.shipped_at
    if left is None:
        return None
    return transit(context.shop, order.receiver.province, left.astimezone(context.shop.timezone).date())


def _is_late(order: Order, parcel: Parcel | None, context: TalkContext) -> bool:
    usual = usual_transit(order, parcel, context)
    return usual is not None and usual.latest < context.now.date()


def _numbers(order: Order) -> str:
    named = [f"{parcel.courier}{parcel.tracking_number}" for parcel in order.parcels[-MOST_NUMBERS:]]
    return "、".join(named)
