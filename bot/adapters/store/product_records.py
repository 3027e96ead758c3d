"""Catalogue rows, of the ORM or plain, to core records and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from bot.core.catalogue import (
    ChartKind,
    Fit,
    Product,
    Promotion,
    PromotionKind,
    ReturnClass,
    SizeChart,
    SizeRow,
    Sku,
    Span,
)
from bot.core.money import Fen

SPANS = ("height", "weight", "bust", "under_bust", "waist", "hip", "foot", "age")


def product_from(row: Any, skus: Sequence[Any], chart: Any | None) -> Product:
    return Product(
        code=row.code,
        title=row.title,
        name=row.name,
        category=row.category,
        price=Fen(row.price),
        floor=Fen(row.floor),
        item_id=row.item_id,
        attributes=row.attributes,
        strengths=tuple(row.strengths),
        weaknesses=tuple(row.weaknesses),
        return_class=ReturnClass(row.return_class),
        gift=row.gift,
        chart=chart_from(chart) if chart else None,
        skus=tuple(sku_from(sku) for sku in skus),
        on_sale=row.on_sale,
        recorded_at=row.recorded_at,
    )


def product_columns(product: Product) -> dict[str, Any]:
    return {
        "item_id": product.item_id,
        "title": product.title,
        "name": product.name,
        "category": product.category,
        "price": product.price,
        "floor": product.floor,
        "attributes": dict(product.attributes),
        "strengths": list(product.strengths),
        "weaknesses": list(product.weaknesses),
        "return_class": product.return_class.value,
        "gift": product.gift,
        "on_sale": product.on_sale,
    }


def sku_from(row: Any) -> Sku:
    return Sku(
        code=row.code,
        color=row.color,
        size=row.size,
        price=Fen(row.price),
        stock=row.stock,
        weight_grams=row.weight_grams,
        restock_on=row.restock_on,
    )


def size_document(row: SizeRow) -> dict[str, Any]:
    spans = {name: getattr(row, name) for name in SPANS}
    return {
        "size": row.size,
        "garment": dict(row.garment),
        **{name: [span.low, span.high] for name, span in spans.items() if span},
    }


def size_row_from(document: Mapping[str, Any]) -> SizeRow:
    spans = {name: Span(*document[name]) for name in SPANS if name in document}
    return SizeRow(size=document["size"], garment=document["garment"], **spans)


def chart_from(row: Any) -> SizeChart:
    return SizeChart(
        kind=ChartKind(row.kind),
        rows=tuple(size_row_from(document) for document in row.rows),
        fit=Fit(row.fit),
        usual_sizes=row.usual_sizes,
    )


def promotion_from(row: Any) -> Promotion:
    return Promotion(
        code=row.code,
        kind=PromotionKind(row.kind),
        title=row.title,
        how=row.how,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        threshold=Fen(row.threshold),
        reduction=Fen(row.reduction),
        products=frozenset(row.products),
        recorded_at=row.recorded_at,
    )


def promotion_columns(promotion: Promotion) -> dict[str, Any]:
    columns = {f.name: getattr(promotion, f.name) for f in fields(promotion) if f.name != "recorded_at"}
    return columns | {"kind": promotion.kind.value, "products": sorted(promotion.products)}
