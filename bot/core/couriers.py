"""Couriers as buyers name them: which one, and whether it is wanted or refused (handbook B3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from bot.core.understanding import Entity

COURIER = "courier"
SHORT = 2
"""Characters of a courier's name that tell it apart: 顺丰 of 顺丰速运."""

_REFUSED_BEFORE = re.compile(r"(?:别用?|不要|不用|不发|别发|不走|别走|拒绝|除了|除开|换掉)[^,，。、\s]{0,3}$")
_REFUSED_AFTER = re.compile(
    r"^(?:快递|速递|物流)?(?:[^,，。]{0,2}(?:别发|别用|不要|死都不|以外|换一[个家]|换成别家|在?我?们?这?没点)|老[把是爱]|把我)"
)


@dataclass(frozen=True)
class NamedCourier:
    name: str
    refused: bool


class Standing(str, Enum):
    """What a named courier is to the shop."""

    USUAL = "usual"
    CONTRACTED = "contracted"
    NOT_OURS = "not_ours"


def courier_named(text: str, entities: Sequence[Entity]) -> NamedCourier | None:
    """The one the buyer wants, else the first one refused."""
    named = [
        NamedCourier(str(entity.value), _refused(text, entity))
        for entity in entities
        if entity.entity == COURIER and str(entity.value).strip()
    ]
    return next((one for one in named if not one.refused), named[0] if named else None)


def _refused(text: str, entity: Entity) -> bool:
    before, after = text[: entity.start], text[entity.end :]
    return bool(_REFUSED_BEFORE.search(before) or _REFUSED_AFTER.search(after))


def contracted(couriers: Sequence[str], name: str) -> str:
    """The shop's own name for a courier (顺丰速运 for 顺丰); empty when it sends with none of that name."""
    return next((courier for courier in couriers if courier.startswith(name[:SHORT])), "") if name else ""


def standing(couriers: Sequence[str], name: str) -> Standing:
    """`couriers` are the shop's, the usual one first."""
    ours = contracted(couriers, name)
    if not ours:
        return Standing.NOT_OURS
    return Standing.USUAL if ours == couriers[0] else Standing.CONTRACTED
