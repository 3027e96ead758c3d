"""Statements about dispatch, arrival and couriers, held to the shop's rules (handbook A12, B3)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.core.catalogue import ReturnClass
from bot.core.couriers import contracted
from bot.core.delivery import DispatchPromise, dispatch_promise, region_of, transit
from bot.core.guard_data import Statement, TalkData, figure, spoken_day
from bot.core.orders import OrderState
from bot.core.regions import short_province
from bot.core.shop import Region, Shop

UNSENT = (None, OrderState.UNPAID, OrderState.PAID)
NOON = 12
AHEAD = {
    "今天": 0,
    "今晚": 0,
    "当天": 0,
    "明天": 1,
    "明早": 1,
    "次日": 1,
    "隔天": 1,
    "第2天": 1,
    "后天": 2,
    "大后天": 3,
}


def other_transit(statement: Statement, data: TalkData) -> str | None:
    """So and so many days, or a day, that the shop's table of regions does not give."""
    region = _region(statement, data)
    if region is None or not region.reachable:
        return None
    first, last = sorted(region.days)
    usual = f"{first}-{last}" if first != last else str(first)
    if said := statement.groups.get("first"):
        earliest, latest = figure(said), figure(statement.groups.get("last", said))
        return None if first <= earliest <= latest <= last else usual
    arrival = _arrival(region, data)
    if arrival is None or data.now is None or data.shop is None:
        return None
    day = data.now.astimezone(data.shop.timezone).date() + timedelta(days=AHEAD[statement.groups["day"]])
    return None if arrival[0] <= day <= arrival[1] else usual


def other_dispatch(statement: Statement, data: TalkData) -> str | None:
    """A day, a number of hours or a cut-off that the shop's rule of dispatch does not give."""
    shop, now = data.shop, data.now
    if shop is None or now is None or not _promised(data):
        return None
    rule = shop.dispatch
    if hours := statement.groups.get("hours"):
        return None if figure(hours) == rule.within_hours else f"{rule.within_hours}小时"
    if hour := statement.groups.get("cutoff"):
        afternoon = bool(statement.groups.get("afternoon")) and figure(hour) < NOON
        stated = figure(hour) + NOON * afternoon
        return None if stated == rule.cutoff.hour else f"{rule.cutoff:%H:%M}"
    promise = _promise(data, shop, now)
    day = now.astimezone(shop.timezone).date() + timedelta(days=AHEAD[statement.groups["day"]])
    fits = promise.day <= day <= promise.latest.astimezone(shop.timezone).date()
    return None if fits else spoken_day(promise.day)


def other_courier(statement: Statement, data: TalkData) -> str | None:
    """A courier that the shop has no contract with and that carries none of the buyer's parcels."""
    if data.shop is None or not data.shop.couriers:
        return None
    carrying = tuple(parcel.courier for order in data.orders for parcel in order.parcels)
    named = statement.groups["courier"]
    known = tuple(courier.lower() for courier in (*data.shop.couriers, *carrying))
    return None if contracted(known, named) or any(named in one for one in known) else data.shop.couriers[0]


def _region(statement: Statement, data: TalkData) -> Region | None:
    """Of the province that the sentence names, else of the order in focus."""
    if data.shop is None:
        return None
    for region in data.shop.regions:
        if any(short and short in statement.sentence for short in map(short_province, region.provinces)):
            return region
    return region_of(data.shop, data.order.receiver.province) if data.order else None


def _arrival(region: Region, data: TalkData) -> tuple[date, date] | None:
    """Of what is not sent yet; a parcel on its way has its own story."""
    if data.shop is None or data.now is None or not _promised(data):
        return None
    promise = _promise(data, data.shop, data.now)
    usual = transit(data.shop, next(iter(region.provinces), ""), promise.day)
    return (usual.earliest, usual.latest) if usual else None


def _promised(data: TalkData) -> bool:
    """Whether the shop's ordinary promise holds: not sent yet, and not made to order."""
    made = any(product.return_class is ReturnClass.CUSTOM for product in data.in_talk)
    return not made and (data.order.state if data.order else None) in UNSENT


def _promise(data: TalkData, shop: Shop, now: datetime) -> DispatchPromise:
    paid_at = data.order.paid_at if data.order and data.order.state is OrderState.PAID else None
    return dispatch_promise(now, shop.dispatch, shop.timezone, paid_at)
