"""Parcels and what their logistics history says (handbook B7, B8)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum


class ParcelState(str, Enum):
    """Where a parcel stands; KUAIDI100 codes are mapped onto these at import (docs/imports.md)."""

    WAITING_PICKUP = "waiting_pickup"
    PICKED_UP = "picked_up"
    IN_TRANSIT = "in_transit"
    DELIVERING = "delivering"
    AT_STATION = "at_station"
    TROUBLE = "trouble"
    SIGNED = "signed"
    REFUSED = "refused"
    RETURNING = "returning"
    RETURNED = "returned"


ON_THE_WAY = frozenset(
    {ParcelState.PICKED_UP, ParcelState.IN_TRANSIT, ParcelState.DELIVERING, ParcelState.AT_STATION}
)


@dataclass(frozen=True)
class ParcelEvent:
    at: datetime
    text: str
    state: ParcelState
    place: str = ""


@dataclass(frozen=True)
class Parcel:
    courier: str
    tracking_number: str
    state: ParcelState
    shipped_at: datetime | None = None
    signed_at: datetime | None = None
    events: tuple[ParcelEvent, ...] = ()  # oldest first
    recorded_at: datetime | None = field(default=None, compare=False)
    """When our record of it last changed; None where that is not known."""

    @property
    def last_event(self) -> ParcelEvent | None:
        return self.events[-1] if self.events else None


@dataclass(frozen=True)
class WatchLimits:
    """After how much silence a parcel counts as stuck. Shop settings; these are the defaults."""

    pickup: timedelta = timedelta(hours=24)
    movement: timedelta = timedelta(hours=72)


_STATION = re.compile(
    r"([^【】\[\]，。,;；:：\s]{2,18}(?:驿站|代收点|自提点|快递柜|丰巢柜|服务站|便利店|超市))"
)


def station_of(parcel: Parcel) -> str | None:
    """The pick-up station that the courier's last word names, while the parcel lies there."""
    if parcel.state is not ParcelState.AT_STATION or parcel.last_event is None:
        return None
    found = _STATION.search(parcel.last_event.text)
    return found[1] if found else None


def last_moved(parcel: Parcel) -> datetime | None:
    return parcel.last_event.at if parcel.last_event else parcel.shipped_at


def quiet_for(parcel: Parcel, now: datetime) -> timedelta:
    """Time since the parcel was last heard of; zero when nothing at all is known."""
    moved = last_moved(parcel)
    return max(now - moved, timedelta(0)) if moved else timedelta(0)


def is_stuck(parcel: Parcel, now: datetime, limits: WatchLimits = WatchLimits()) -> bool:
    """Whether the desk should chase the courier: no pickup or no movement for too long."""
    if parcel.state is ParcelState.TROUBLE:
        return True
    if parcel.state is ParcelState.WAITING_PICKUP:
        return quiet_for(parcel, now) > limits.pickup
    return parcel.state in ON_THE_WAY and quiet_for(parcel, now) > limits.movement
