"""A shop's rules for what it says unasked: when, how often, to whom (handbook B5, B8, C3, F3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import Enum
from types import MappingProxyType

from bot.core.parcels import WatchLimits
from bot.core.quiet_hours import Waking

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class FollowUpKind(str, Enum):
    UNPAID = "unpaid"
    SILENT_ORDER = "silent_order"  # paid without a word
    ASKED = "asked"  # asked, and did not order
    DISPATCHED = "dispatched"
    DELIVERED = "delivered"
    PARCEL = "parcel"  # the buyer is told of trouble on the way
    COURIER = "courier"  # and the courier is chased: work for the desk
    REFUND = "refund"  # the shop's own deadline: work for the desk
    RETURN = "return"  # goods that the buyer has not sent back yet
    CALL_BACK = "call_back"  # a time that we promised
    REVIEW = "review"  # thanks
    BAD_REVIEW = "bad_review"
    VISIT = "visit"
    HOLIDAY = "holiday"


OUTREACH = frozenset(
    {
        FollowUpKind.UNPAID,
        FollowUpKind.SILENT_ORDER,
        FollowUpKind.ASKED,
        FollowUpKind.REVIEW,
        FollowUpKind.VISIT,
        FollowUpKind.HOLIDAY,
    }
)
"""What the shop wants; it is counted and spaced. The rest is news that a buyer waits for."""
FOR_THE_DESK = frozenset({FollowUpKind.COURIER, FollowUpKind.REFUND})
"""Nothing is said to the buyer."""
OWED = frozenset({FollowUpKind.CALL_BACK})
"""Said also to a buyer who wants no messages: they have asked for it."""
NEEDS_A_LOOK = frozenset({FollowUpKind.PARCEL, FollowUpKind.CALL_BACK, FollowUpKind.BAD_REVIEW})
SENDABLE_UNREAD = frozenset(FollowUpKind) - FOR_THE_DESK - NEEDS_A_LOOK
"""May be approved in one go, and sent by themselves where the shop says so."""


@dataclass(frozen=True)
class CourierLimits:
    """What differs from the shop's `watch` for one courier."""

    pickup: timedelta | None = None
    movement: timedelta | None = None
    door: timedelta | None = None


class Segment(str, Enum):
    VIP = "vip"
    RETURNING = "returning"
    """Has paid for an order before."""


@dataclass(frozen=True)
class Holiday:
    on: date
    name: str
    to: frozenset[Segment] = frozenset({Segment.VIP})


@dataclass(frozen=True)
class FollowUpRules:
    waking: Waking = field(default_factory=Waking)
    per_week: int = 3
    """Messages of OUTREACH to one buyer in seven days, at most."""
    apart: timedelta = 20 * HOUR
    """Between two of them."""
    greetings_apart: timedelta = 30 * DAY
    unpaid: tuple[timedelta, ...] = (12 * HOUR, 3 * DAY, 7 * DAY)
    next_day_at: time = time(10)
    """When on a later day the silent, the asking and the visited are written to."""
    visit_after: timedelta = 3 * DAY
    solved_after: timedelta = DAY
    refund_ahead: timedelta = 12 * HOUR
    return_after: timedelta = 3 * DAY
    call_back_ahead: timedelta = HOUR / 2
    door: timedelta = DAY
    """So long a parcel may be out for delivery."""
    station: timedelta = 2 * DAY
    couriers: Mapping[str, CourierLimits] = field(default_factory=lambda: MappingProxyType({}))
    holidays: tuple[Holiday, ...] = ()
    off: frozenset[FollowUpKind] = frozenset()
    automatic: frozenset[FollowUpKind] = frozenset()

    def __post_init__(self) -> None:
        """Raises ValueError for rules that can't be kept."""
        if not self.automatic <= SENDABLE_UNREAD:
            names = ", ".join(sorted(kind.value for kind in self.automatic - SENDABLE_UNREAD))
            raise ValueError(f"follow_ups.automatic: {names} is never sent unread")
        if len(self.unpaid) != len(UNPAID_STEPS) or list(self.unpaid) != sorted(set(self.unpaid)):
            raise ValueError("follow_ups.unpaid needs three rising numbers of hours")
        if self.per_week < 0 or min(self.unpaid) <= timedelta() or self.apart < timedelta():
            raise ValueError("follow_ups: numbers of hours and of messages are not negative")

    def limits(self, courier: str, watch: WatchLimits) -> WatchLimits:
        own = self.couriers.get(courier, CourierLimits())
        return WatchLimits(
            pickup=watch.pickup if own.pickup is None else own.pickup,
            movement=watch.movement if own.movement is None else own.movement,
        )

    def door_limit(self, courier: str) -> timedelta:
        own = self.couriers.get(courier, CourierLimits())
        return self.door if own.door is None else own.door


UNPAID_STEPS = ("first", "second", "last")
