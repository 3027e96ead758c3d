"""A faster courier for an unsent order: what it costs on top, by weight and region (handbook B3, B7)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.delivery import FIRST_KILOGRAM, region_of
from bot.core.money import Fen
from bot.core.refusals import OutOfRule, Refusal
from bot.core.shop import Shop


@dataclass(frozen=True)
class Upgrade:
    courier: str
    difference: Fen
    """Above what the usual courier costs there; never less than nothing."""
    kilograms: int
    """As they are charged, from one on."""


def upgrades(shop: Shop, province: str, weight_grams: int) -> tuple[Upgrade, ...]:
    """Nothing for a province whose region is not known or not reached."""
    region = region_of(shop, province)
    if region is None or not region.reachable:
        return ()
    further = max(0, -(-(weight_grams - FIRST_KILOGRAM) // 1000))
    usual = region.postage + region.extra_per_kg * further
    return tuple(
        Upgrade(rate.courier, Fen(max(0, rate.first + rate.further * further - usual)), further + 1)
        for rate in shop.upgrades
        if rate.region == region.name
    )


def upgrade_to(courier: str, offered: tuple[Upgrade, ...]) -> Upgrade:
    """Raises OutOfRule."""
    found = next((one for one in offered if one.courier == courier), None)
    if found is None:
        raise OutOfRule(Refusal.NO_UPGRADE)
    return found
