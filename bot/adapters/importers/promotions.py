"""Promotions in product documents."""

from __future__ import annotations

from bot.adapters.importers.parts import Parts
from bot.core.catalogue import Promotion, PromotionKind
from bot.core.cells import one_of, parse_amount, parse_end, parse_time
from bot.core.money import Fen, yuan_text


def promotion_from(parts: Parts) -> Promotion:
    promotion = Promotion(
        code=parts.required(str, "code"),
        kind=parts.required(one_of(PromotionKind), "kind"),
        title=parts.required(str, "title"),
        how=parts.text("how"),
        starts_at=parts.required(parse_time, "starts_at"),
        ends_at=parts.required(parse_end, "ends_at"),
        threshold=parts.optional(parse_amount, "threshold") or Fen(0),
        reduction=parts.optional(parse_amount, "reduction") or Fen(0),
        products=frozenset(parts.texts("products")),
    )
    if promotion.ends_at <= promotion.starts_at:
        raise ValueError("the promotion ends before it starts")
    if 0 < promotion.threshold < promotion.reduction:
        reduction, threshold = yuan_text(promotion.reduction), yuan_text(promotion.threshold)
        raise ValueError(f"the reduction {reduction} is more than the threshold {threshold}")
    return promotion
