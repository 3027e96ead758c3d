"""What of a parcel the desk finds before its buyer complains (handbook B8)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from bot.core.follow_up_rules import FollowUpKind, FollowUpRules
from bot.core.follow_ups import Due
from bot.core.parcels import ON_THE_WAY, Parcel, ParcelState, WatchLimits, last_moved
from bot.core.quiet_hours import on_day

WATCHED = timedelta(days=10)
"""So long a finding stays on the list; then the parcel is a matter for the after-sale desk."""
NEWS = timedelta(days=2)
"""So long after it was signed one asks whether it was received elsewhere."""


class ParcelTrouble(str, Enum):
    NOT_PICKED_UP = "not_picked_up"  # the warehouse is asked first, then the courier
    STUCK = "stuck"
    REPORTED = "reported"  # the courier itself says that something is wrong
    OVERDUE = "overdue"  # it moves and is past the usual arrival
    AT_THE_DOOR = "at_the_door"  # out for delivery for too long
    AT_STATION = "at_station"
    SENT_BACK = "sent_back"
    SIGNED_ELSEWHERE = "signed_elsewhere"


CHASED = frozenset(ParcelTrouble) - {ParcelTrouble.AT_STATION, ParcelTrouble.SIGNED_ELSEWHERE}

_ELSEWHERE = re.compile(
    r"签收(?:人|方)?[:：为是]?\s*[【(（]?.{0,4}"
    r"(?:驿站|代收|自提|快递柜|丰巢|门卫|保安|物业|前台|邻居|家人|他人|亲友|便利店|超市|门口)"
    r"|(?:代|他人|邻居|门卫|物业|驿站)签收|投柜|放在?(?:门口|门卫|驿站)"
)


def signed_elsewhere(parcel: Parcel) -> bool:
    """Whether the courier's last word is that somebody else, or a place, has taken it."""
    last = parcel.last_event
    return parcel.state is ParcelState.SIGNED and last is not None and bool(_ELSEWHERE.search(last.text))


@dataclass(frozen=True)
class Found:
    trouble: ParcelTrouble
    since: datetime


def trouble_with(
    parcel: Parcel,
    now: datetime,
    watch: WatchLimits,
    rules: FollowUpRules,
    zone: ZoneInfo,
    usual_by: date | None,
) -> Found | None:
    """The gravest thing that is wrong. `usual_by` is the last day of its usual arrival."""
    moved = last_moved(parcel)
    if parcel.state is ParcelState.SIGNED:
        signed = parcel.signed_at or moved
        return Found(ParcelTrouble.SIGNED_ELSEWHERE, signed) if signed and signed_elsewhere(parcel) else None
    if moved is None or parcel.state is ParcelState.RETURNED:
        return None
    if parcel.state in _BY_STATE:
        return Found(_BY_STATE[parcel.state], moved)
    found = _too_quiet(parcel, moved, rules.limits(parcel.courier, watch), rules)
    if found.since <= now:
        return found
    if parcel.state not in ON_THE_WAY or usual_by is None or parcel.state is ParcelState.AT_STATION:
        return None
    late = on_day(usual_by + timedelta(days=1), time(0), zone)
    return Found(ParcelTrouble.OVERDUE, late) if late <= now else None


_BY_STATE = {
    ParcelState.REFUSED: ParcelTrouble.SENT_BACK,
    ParcelState.RETURNING: ParcelTrouble.SENT_BACK,
    ParcelState.TROUBLE: ParcelTrouble.REPORTED,
}


def _too_quiet(parcel: Parcel, moved: datetime, limits: WatchLimits, rules: FollowUpRules) -> Found:
    """What its silence means, and from when on."""
    if parcel.state is ParcelState.WAITING_PICKUP:
        return Found(ParcelTrouble.NOT_PICKED_UP, moved + limits.pickup)
    if parcel.state is ParcelState.AT_STATION:
        return Found(ParcelTrouble.AT_STATION, moved + rules.station)
    if parcel.state is ParcelState.DELIVERING:
        return Found(ParcelTrouble.AT_THE_DOOR, moved + rules.door_limit(parcel.courier))
    return Found(ParcelTrouble.STUCK, moved + limits.movement)


def parcel_dues(parcel: Parcel, order: str, found: Found | None) -> Iterator[Due]:
    """Once for each spell of trouble: a parcel that moves on and sticks again is told of again."""
    if found is None:
        return
    moved = last_moved(parcel) or found.since
    spell = f"{parcel.tracking_number}@{moved:%m%d%H%M}"
    subject = parcel.tracking_number if found.trouble is ParcelTrouble.OVERDUE else spell
    step = found.trouble.value
    until = found.since + (NEWS if found.trouble is ParcelTrouble.SIGNED_ELSEWHERE else WATCHED)
    yield Due(FollowUpKind.PARCEL, subject, step, found.since, until, order)
    if found.trouble in CHASED:
        yield Due(FollowUpKind.COURIER, subject, step, found.since, until, order)
