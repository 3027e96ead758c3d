"""Where a buyer says a parcel should go, from the places the model has read out of the message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.orders import Order
from bot.core.regions import MUNICIPALITIES, short_province
from bot.core.understanding import Entity

CITY = "city"
PROVINCE = "province"

_ORIGIN = re.compile(r"(?:从|由|你们|你家|你那)(?:在|的?仓库?)?$")
_ABROAD = re.compile(
    "国外|海外|境外|国际|加拿大|美国|英国|澳洲|澳大利亚|新西兰|日本|韩国|新加坡|马来西亚|泰国|越南|法国|德国|意大利|西班牙|荷兰|俄罗斯"
    "|欧洲|墨尔本|悉尼|多伦多|温哥华|纽约|洛杉矶|伦敦|巴黎|东京|大阪|首尔|曼谷|吉隆坡|迪拜"
)


@dataclass(frozen=True)
class Place:
    province: str
    """Short name (湖北)."""
    name: str
    """As people say it: the city where one is known, else the province."""


def place_told(text: str, entities: Sequence[Entity]) -> Place | None:
    """The destination a message names; of several the last one that the parcel does not come from."""
    places = [
        entity
        for entity in entities
        if entity.entity in (CITY, PROVINCE) and not _ORIGIN.search(text[: entity.start])
    ]
    if not places:
        return None
    start = max(entity.start for entity in places)
    here = {entity.entity: str(entity.value) for entity in places if entity.start == start}
    # 浙江杭州: the province stands in front and is not named again with the city.
    province = here.get(PROVINCE) or next(
        (str(entity.value) for entity in reversed(places) if entity.entity == PROVINCE), ""
    )
    return place_of(province, here.get(CITY, ""))


def place_of(province: str, city: str) -> Place | None:
    """From an address's province and city; None without a province that is known."""
    short = short_province(province)
    plain = city.strip().removesuffix("市")
    if not short:
        return None
    return Place(short, short if short in MUNICIPALITIES or not plain else plain)


def going_to(place: Place, orders: Sequence[Order]) -> tuple[Order, ...]:
    """The orders whose address is in that province, and in that city where one is named."""
    addresses = [(order, place_of(order.receiver.province, order.receiver.city)) for order in orders]
    return tuple(
        order
        for order, address in addresses
        if address and address.province == place.province and place.name in (address.name, place.province)
    )


def names_abroad(text: str) -> bool:
    return _ABROAD.search(text) is not None
