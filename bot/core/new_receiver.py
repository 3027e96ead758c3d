"""A new address for an order that has not left: read, checked, and what it costs (handbook B2)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.core.delivery import postage, region_of
from bot.core.money import Fen
from bot.core.orders import Order, Receiver
from bot.core.refusals import OutOfRule, Refusal
from bot.core.regions import split_address
from bot.core.shop import Region, Shop

SHORTEST_STREET = 4
LONGEST_NAME = 40
LONGEST_ADDRESS = 200
_PHONE = re.compile(r"(?:\+?86[- ]?)?1[3-9]\d{9}(?:-\d{1,6})?|0\d{2,3}-?\d{7,8}(?:-\d{1,6})?")


@dataclass(frozen=True)
class Told:
    """What a form tells; what is empty stays as it is."""

    name: str = ""
    phone: str = ""
    address: str = ""
    """From the province to the door, in one piece."""


@dataclass(frozen=True)
class Moved:
    receiver: Receiver
    region: Region | None
    """None for a province that stands in none of the shop's regions."""
    postage_more: Fen
    """What the postage there is above that of the old place; never less than nothing."""
    parts: tuple[str, ...]
    """Which of name, phone, address are new."""


def moved(order: Order, told: Told, shop: Shop, weight_grams: int) -> Moved:
    """Raises OutOfRule."""
    receiver = _receiver(order.receiver, told)
    parts = tuple(
        name
        for name, old, new in (
            ("name", order.receiver.name, receiver.name),
            ("phone", order.receiver.phone, receiver.phone),
            ("address", _whole(order.receiver), _whole(receiver)),
        )
        if old != new
    )
    if not parts:
        raise OutOfRule(Refusal.SAME)
    region = region_of(shop, receiver.province)
    if region is not None and not region.reachable:
        raise OutOfRule(Refusal.UNREACHABLE)
    return Moved(receiver, region, _more(order, receiver, shop, weight_grams), parts)


def _receiver(old: Receiver, told: Told) -> Receiver:
    name, phone = " ".join(told.name.split()), re.sub(r"\s", "", told.phone)
    if len(name) > LONGEST_NAME or not (name or old.name):
        raise OutOfRule(Refusal.NO_NAME)
    if (phone and not _PHONE.fullmatch(phone)) or not (phone or old.phone):
        raise OutOfRule(Refusal.NO_PHONE)
    receiver = replace(old, name=name or old.name, phone=phone or old.phone)
    return _placed(receiver, told.address) if told.address.strip() else receiver


def _placed(receiver: Receiver, text: str) -> Receiver:
    place = split_address(text)
    if not place.province:
        raise OutOfRule(Refusal.NO_PROVINCE)
    if not place.city:
        raise OutOfRule(Refusal.NO_CITY)
    if not SHORTEST_STREET <= len(place.rest) <= LONGEST_ADDRESS:
        raise OutOfRule(Refusal.NO_STREET)
    return replace(receiver, province=place.province, city=place.city, address=place.rest)


def _whole(receiver: Receiver) -> str:
    return f"{receiver.province} {receiver.city} {receiver.address}"


def _more(order: Order, receiver: Receiver, shop: Shop, weight_grams: int) -> Fen:
    goods = Fen(sum(line.price * line.quantity for line in order.lines))
    there = postage(shop, receiver.province, goods, weight_grams)
    before = postage(shop, order.receiver.province, goods, weight_grams)
    return Fen(max(0, there.fee - before.fee)) if there and before else Fen(0)
