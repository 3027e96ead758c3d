"""What the parcel costs the buyer, by place, goods and weight."""

from __future__ import annotations

from bot.core.delivery import FIRST_KILOGRAM, Postage, postage, region_of
from bot.core.money import Fen
from bot.core.places import Place
from bot.core.shop import Region
from bot.core.suggestions import FactValue
from bot.services.context import TalkContext
from bot.services.scenes.destination import PlaceStatus

NO_GOODS = Fen(0)


def postage_facts(place: Place | None, status: str, context: TalkContext) -> dict[str, FactValue]:
    facts = _rules(context)
    region = region_of(context.shop, place.province) if place else None
    if place is None or region is None or status != PlaceStatus.REACHABLE.value:
        return facts
    goods = context.product.price if context.product else NO_GOODS
    weight = _heaviest(context)
    cost = postage(context.shop, place.province, goods, weight or 0)
    return facts | (_cost(cost, region, weight, context) if cost else {})


def _rules(context: TalkContext) -> dict[str, FactValue]:
    """From which sum the shop pays, and for which provinces it never does."""
    free_from = context.shop.free_postage_from
    if free_from is None:
        return {"postage.has_free_from": False}
    far = sorted(
        province
        for region in context.shop.regions
        if region.reachable and region.extra_per_kg
        for province in region.provinces
    )
    facts: dict[str, FactValue] = {
        "postage.has_free_from": True,
        "postage.free_from": free_from,
        "postage.has_far": bool(far),
    }
    return facts | ({"postage.far": "、".join(far)} if far else {})


def _cost(cost: Postage, region: Region, weight: int | None, context: TalkContext) -> dict[str, FactValue]:
    if cost.free:
        return {"postage.case": "free_place" if region.postage == 0 else "free_goods"}
    facts: dict[str, FactValue] = {"postage.fee": cost.fee}
    if region.extra_per_kg:
        if weight is None:
            return {
                "postage.case": "by_weight",
                "postage.fee": region.postage,
                "postage.extra": region.extra_per_kg,
            }
        light = weight <= FIRST_KILOGRAM
        return facts | {"postage.case": "far_light" if light else "far", "postage.extra": region.extra_per_kg}
    if cost.missing_for_free is None:
        return facts | {"postage.case": "always"}
    if context.product is None:
        return facts | {"postage.case": "below"}
    return facts | {"postage.case": "below_goods", "postage.missing": cost.missing_for_free}


def _heaviest(context: TalkContext) -> int | None:
    """Grams of the product's heaviest SKU; None when a weight is not on record."""
    weights = [sku.weight_grams for sku in context.product.skus] if context.product else []
    return max(weights) if weights and all(weight > 0 for weight in weights) else None
