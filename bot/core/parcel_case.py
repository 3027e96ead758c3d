"""What a parcel's state means for its buyer: on the road, at the door, stuck, gone (handbook B7, B8)."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from bot.core.parcels import Parcel, ParcelState, WatchLimits, is_stuck


class ParcelCase(str, Enum):
    NO_NUMBER = "no_number"  # sent, but no parcel is on record
    WAITING = "waiting"  # handed to the courier's list, not picked up yet
    NOT_PICKED_UP = "not_picked_up"  # waiting for too long
    MOVING = "moving"
    STUCK = "stuck"
    DELIVERING = "delivering"
    AT_STATION = "at_station"
    SIGNED = "signed"
    REFUSED = "refused"
    RETURNING = "returning"
    RETURNED = "returned"


_BY_STATE = {
    ParcelState.WAITING_PICKUP: ParcelCase.WAITING,
    ParcelState.PICKED_UP: ParcelCase.MOVING,
    ParcelState.IN_TRANSIT: ParcelCase.MOVING,
    ParcelState.DELIVERING: ParcelCase.DELIVERING,
    ParcelState.AT_STATION: ParcelCase.AT_STATION,
    ParcelState.TROUBLE: ParcelCase.STUCK,
    ParcelState.SIGNED: ParcelCase.SIGNED,
    ParcelState.REFUSED: ParcelCase.REFUSED,
    ParcelState.RETURNING: ParcelCase.RETURNING,
    ParcelState.RETURNED: ParcelCase.RETURNED,
}

GONE_BACK = frozenset({ParcelCase.REFUSED, ParcelCase.RETURNING, ParcelCase.RETURNED})


def parcel_case(parcel: Parcel | None, now: datetime, limits: WatchLimits) -> ParcelCase:
    """A parcel that waits at a station is not stuck: it is the buyer's to fetch."""
    if parcel is None:
        return ParcelCase.NO_NUMBER
    case = _BY_STATE[parcel.state]
    if case is ParcelCase.AT_STATION or not is_stuck(parcel, now, limits):
        return case
    return ParcelCase.NOT_PICKED_UP if case is ParcelCase.WAITING else ParcelCase.STUCK
