"""What may be said of delivery: the day of dispatch, the usual transit time, the postage (handbook A12).

Dispatch is the shop's own promise; transit is what its table of regions calls usual, never a promise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from bot.core.money import Fen
from bot.core.regions import short_province
from bot.core.shop import DispatchRule, Region, Shop

SUNDAY = 6

FIRST_KILOGRAM = 1000
"""Grams that `Region.postage` covers; `extra_per_kg` is for every further one begun (首重, 续重)."""


@dataclass(frozen=True)
class DispatchPromise:
    day: date
    """The day the parcel leaves, in shop time, never in the past."""
    today: bool
    tomorrow: bool
    latest: datetime
    """The last moment that can still be named (UTC): never past, never before `day`."""
    cutoff_missed: bool
    """Paid, or about to be, on a working day but after its cut-off."""
    overdue: bool
    """Paid, and not sent within the hours the shop promises."""


def dispatch_promise(
    now: datetime, rule: DispatchRule, zone: ZoneInfo, paid_at: datetime | None = None
) -> DispatchPromise:
    """For an order paid at `paid_at` and not sent yet, or, without it, for one paid right now."""
    start = paid_at or now
    today = now.astimezone(zone).date()
    day = _dispatch_day(start, rule, zone)
    if day < today:
        day = _dispatch_day(now, rule, zone)
    deadline = start + timedelta(hours=rule.within_hours)
    overdue = paid_at is not None and now > deadline
    if overdue or deadline.astimezone(zone).date() < day:
        deadline = datetime.combine(day, time.max, zone)
    return DispatchPromise(
        day=day,
        today=day == today,
        tomorrow=day == today + timedelta(days=1),
        latest=deadline.astimezone(timezone.utc),
        cutoff_missed=_missed_cutoff(start, rule, zone),
        overdue=overdue,
    )


def _dispatch_day(start: datetime, rule: DispatchRule, zone: ZoneInfo) -> date:
    day = start.astimezone(zone).date()
    if _missed_cutoff(start, rule, zone):
        day += timedelta(days=1)
    while _rests(day, rule):
        day += timedelta(days=1)
    return day


def _missed_cutoff(start: datetime, rule: DispatchRule, zone: ZoneInfo) -> bool:
    local = start.astimezone(zone)
    return local.time() >= rule.cutoff and not _rests(local.date(), rule)


def _rests(day: date, rule: DispatchRule) -> bool:
    return day in rule.rest_days or (day.weekday() == SUNDAY and not rule.works_on_sunday)


def region_of(shop: Shop, province: str) -> Region | None:
    """The shop's region for 广东, 广东省 or an address there; None for no province or an unlisted one."""
    wanted = short_province(province)
    for region in shop.regions:
        if wanted and wanted in map(short_province, region.provinces):
            return region
    return None


@dataclass(frozen=True)
class Transit:
    region: Region
    days: tuple[int, int]
    earliest: date
    latest: date


def transit(shop: Shop, province: str, dispatch_day: date) -> Transit | None:
    """The usual arrival; None for a province that is unknown or not reached."""
    region = region_of(shop, province)
    if region is None or not region.reachable:
        return None
    first, last = sorted(region.days)
    return Transit(
        region, (first, last), dispatch_day + timedelta(days=first), dispatch_day + timedelta(days=last)
    )


@dataclass(frozen=True)
class Postage:
    fee: Fen
    free: bool
    missing_for_free: Fen | None
    """What the order still lacks for free postage; None when it is free or can't become so."""
    reachable: bool


def postage(shop: Shop, province: str, goods: Fen, weight_grams: int) -> Postage | None:
    """The postage for goods of this value and weight; None for an unknown province.

    Regions with an `extra_per_kg` are the far ones: no order value makes them free.
    """
    region = region_of(shop, province)
    if region is None:
        return None
    if not region.reachable:
        return Postage(Fen(0), free=False, missing_for_free=None, reachable=False)
    further_kilograms = max(0, -(-(weight_grams - FIRST_KILOGRAM) // 1000))
    fee = Fen(region.postage + region.extra_per_kg * further_kilograms)
    threshold = None if region.extra_per_kg else shop.free_postage_from
    if fee == 0 or (threshold is not None and goods >= threshold):
        return Postage(Fen(0), free=True, missing_for_free=None, reachable=True)
    missing = None if threshold is None else Fen(threshold - goods)
    return Postage(fee, free=False, missing_for_free=missing, reachable=True)
