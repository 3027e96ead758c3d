"""The seven days of the no-reason return, and what goods it does not hold for (conventions, 7-day return)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from bot.core.catalogue import ReturnClass
from bot.core.orders import Order
from bot.core.parcels import Parcel, ParcelState

RETURN_DAYS = 7

EXCLUDED = (ReturnClass.CUSTOM, ReturnClass.PERISHABLE, ReturnClass.DIGITAL, ReturnClass.CLEARANCE)


@dataclass(frozen=True)
class ReturnWindow:
    last_day: date
    """The return may be asked for until this day ends, in shop time."""
    days_left: int
    """Today included; 0 when the time is over."""


def return_window(order: Order, now: datetime, zone: ZoneInfo) -> ReturnWindow | None:
    """Seven days from the day after signing; None when nobody recorded the signing."""
    received_at = _received_at(order)
    if received_at is None:
        return None
    last_day = received_at.astimezone(zone).date() + timedelta(days=RETURN_DAYS)
    days = (last_day - now.astimezone(zone).date()).days + 1
    return ReturnWindow(last_day, max(0, min(RETURN_DAYS, days)))


def _received_at(order: Order) -> datetime | None:
    """When the last parcel was signed for; else when the buyer confirmed the receipt."""
    signings = [signed_at for parcel in order.parcels if (signed_at := _signed_at(parcel))]
    return max(signings, default=order.finished_at)


def _signed_at(parcel: Parcel) -> datetime | None:
    if parcel.signed_at:
        return parcel.signed_at
    return next((event.at for event in parcel.events if event.state is ParcelState.SIGNED), None)


class ReturnScope(str, Enum):
    """What of an order goes back without a reason once the buyer has it."""

    ALL = "all"
    UNOPENED = "unopened"  # hygiene goods, as long as they are closed
    SOME = "some"
    NONE = "none"
    UNKNOWN = "unknown"  # not every line is in the catalogue


@dataclass(frozen=True)
class ReturnTerms:
    """What the no-reason return means for an order's goods, decided for the most returnable line."""

    returnable: bool
    only_unopened: bool
    """Hygiene goods: excluded once opened, so the buyer is asked to leave them closed."""
    some_lines_excluded: bool
    reason: ReturnClass | None
    """The class that excludes or limits, if any."""


def return_terms(classes: Collection[ReturnClass]) -> ReturnTerms:
    """Terms for the classes of an order's lines; goods of no known class are ordinary goods."""
    excluded = [cls for cls in EXCLUDED if cls in classes]
    returnable = not classes or any(cls not in EXCLUDED for cls in classes)
    only_unopened = ReturnClass.INTIMATE in classes
    limits = [*excluded, *([ReturnClass.INTIMATE] if only_unopened else [])]
    return ReturnTerms(
        returnable=returnable,
        only_unopened=only_unopened,
        some_lines_excluded=returnable and bool(excluded),
        reason=limits[0] if limits else None,
    )


def return_scope(classes: Collection[ReturnClass], *, all_known: bool) -> ReturnScope:
    """`all_known`: whether these are the classes of every line."""
    terms = return_terms(classes)
    if not all_known:
        return ReturnScope.UNKNOWN
    if not terms.returnable:
        return ReturnScope.NONE
    if terms.some_lines_excluded:
        return ReturnScope.SOME
    return ReturnScope.UNOPENED if terms.only_unopened else ReturnScope.ALL
