"""What the parcel costs the buyer, by place, goods and weight."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.catalogue import Sku
from bot.core.delivery import FIRST_KILOGRAM, Postage, postage, region_of
from bot.core.money import Fen
from bot.core.places import Place
from bot.core.shop import Region
from bot.core.suggestions import FactValue
from bot.core.understanding import Parse
from bot.services.context import TalkContext
from bot.services.scenes.destination import PlaceStatus
from bot.services.scenes.meant import meant_options

NO_GOODS = Fen(0)
BETWEEN = "、"


def postage_facts(
    place: Place | None, status: str, parse: Parse, context: TalkContext
) -> dict[str, FactValue]:
    facts = _rules(context)
    region = region_of(context.shop, place.province) if place else None
    if place is None or region is None or status != PlaceStatus.REACHABLE.value:
        return facts
    goods = context.product.price if context.product else NO_GOODS
    skus = _meant(parse, context)
    cost = postage(context.shop, place.province, goods, _heaviest(skus) or 0)
    return facts | (_cost(cost, region, skus, context) if cost else {})


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


def _cost(cost: Postage, region: Region, skus: Sequence[Sku], context: TalkContext) -> dict[str, FactValue]:
    if cost.free:
        return {"postage.case": "free_place" if region.postage == 0 else "free_goods"}
    facts: dict[str, FactValue] = {"postage.fee": cost.fee}
    if region.extra_per_kg:
        return facts | {"postage.extra": region.extra_per_kg} | _by_weight(cost, region, skus)
    if cost.missing_for_free is None:
        return facts | {"postage.case": "always"}
    if context.product is None:
        return facts | {"postage.case": "below"}
    return facts | {"postage.case": "below_goods", "postage.missing": cost.missing_for_free}


def _by_weight(cost: Postage, region: Region, skus: Sequence[Sku]) -> dict[str, FactValue]:
    """`cost` is that of the heaviest; while the size is open the lighter ones are told too."""
    weight = _heaviest(skus)
    if weight is not None and weight <= FIRST_KILOGRAM:
        return {"postage.case": "far_light"}
    if weight is not None and all(sku.weight_grams > FIRST_KILOGRAM for sku in skus):
        return {"postage.case": "far"}
    heavy = _heavy_sizes(skus) if weight is not None else ""
    first: dict[str, FactValue] = {"postage.case": "by_weight", "postage.fee": region.postage}
    if not heavy:
        return first
    return first | {"postage.case": "far_by_size", "postage.most": cost.fee, "postage.heavy": heavy}


def _heavy_sizes(skus: Sequence[Sku]) -> str:
    """The sizes above the first kilogram; empty where a size is so in one colour only."""
    heavy = dict.fromkeys(sku.size for sku in skus if sku.weight_grams > FIRST_KILOGRAM)
    light = {sku.size for sku in skus if sku.weight_grams <= FIRST_KILOGRAM}
    return "" if light.intersection(heavy) else BETWEEN.join(heavy)


def _meant(parse: Parse, context: TalkContext) -> Sequence[Sku]:
    if context.product is None:
        return ()
    wanted = meant_options(context.product, parse, context)
    return [sku for sku in context.product.skus if wanted.holds(sku)] or context.product.skus


def _heaviest(skus: Sequence[Sku]) -> int | None:
    """In grams; None when a weight is not on record."""
    weights = [sku.weight_grams for sku in skus]
    return max(weights) if weights and all(weight > 0 for weight in weights) else None
