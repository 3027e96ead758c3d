"""A bargain over the postage, the dearest thing to give: often it is free already, or nearly (A8)."""

from __future__ import annotations

from bot.core.catalogue import Product
from bot.core.delivery import Postage, postage
from bot.core.money import Fen
from bot.core.suggestions import FactValue
from bot.core.understanding import Parse
from bot.services.context import TalkContext

FREE, NEAR = "postage_free", "postage_near"


def postage_facts(
    parse: Parse, context: TalkContext, product: Product, quantity: int, goods: Fen
) -> dict[str, FactValue]:
    """Empty where the rules leave nothing good to say: then postage is bargained over like a price."""
    province = _province(parse, context)
    weight = max((sku.weight_grams for sku in product.skus), default=0) * quantity
    exact = postage(context.shop, province, goods, weight) if province else None
    threshold = context.shop.free_postage_from
    if exact is None:
        return _by_threshold(goods, threshold)
    if exact.free:
        return {"bargain.move": FREE, "bargain.postage_sure": True}
    return _near(exact) if exact.missing_for_free else {}


def _near(exact: Postage) -> dict[str, FactValue]:
    short = exact.missing_for_free or 0
    return {"bargain.move": NEAR, "bargain.postage_short": short, "bargain.postage_sure": True}


def _by_threshold(goods: Fen, threshold: Fen | None) -> dict[str, FactValue]:
    """Where the parcel goes is not known: far regions may be an exception."""
    if threshold is None:
        return {}
    if goods >= threshold:
        return {"bargain.move": FREE, "bargain.postage_sure": False, "bargain.free_from": threshold}
    return {
        "bargain.move": NEAR,
        "bargain.postage_sure": False,
        "bargain.free_from": threshold,
        "bargain.postage_short": threshold - goods,
    }


def _province(parse: Parse, context: TalkContext) -> str:
    named = [str(entity.value) for entity in parse.entities if entity.entity == "province"]
    return named[-1] if named else (context.buyer.province if context.buyer else "")
