"""Where a parcel goes, and what the shop's table of regions says of that place."""

from __future__ import annotations

from enum import Enum

from bot.core.delivery import region_of
from bot.core.orders import Order
from bot.core.places import Place, names_abroad, place_of, place_told
from bot.core.suggestions import FactValue
from bot.core.understanding import Parse
from bot.services.context import TalkContext


class PlaceStatus(str, Enum):
    UNKNOWN = "unknown"
    ABROAD = "abroad"
    UNLISTED = "unlisted"  # the shop's table has no such province
    UNREACHABLE = "unreachable"
    REACHABLE = "reachable"


def destination(parse: Parse, context: TalkContext, order: Order | None = None) -> Place | None:
    """What the message names, else where the order goes, else where the buyer is known to live."""
    told = place_told(parse.text, parse.entities)
    if told or names_abroad(parse.text):
        return told
    receiver = order.receiver if order else None
    ordered = place_of(receiver.province, receiver.city) if receiver else None
    known = place_of(context.buyer.province, context.buyer.city) if context.buyer else None
    return ordered or known


def place_facts(place: Place | None, parse: Parse, context: TalkContext) -> dict[str, FactValue]:
    if place is None:
        abroad = names_abroad(parse.text)
        return {"place.status": (PlaceStatus.ABROAD if abroad else PlaceStatus.UNKNOWN).value}
    facts: dict[str, FactValue] = {"place.name": place.name}
    region = region_of(context.shop, place.province)
    if region is None:
        return facts | {"place.status": PlaceStatus.UNLISTED.value}
    if not region.reachable:
        return facts | {"place.status": PlaceStatus.UNREACHABLE.value}
    first, last = sorted(region.days)
    days = f"{first}-{last}" if first < last else f"{last}"
    return facts | {"place.status": PlaceStatus.REACHABLE.value, "transit.days": days}
