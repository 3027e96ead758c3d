"""The catalogue as a list, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.catalogue import ProductRow, ShopRow, SizeChartRow, SkuRow
from bot.core.money import Fen

PAGE = 50
MOST_EXPORTED = 20_000


@dataclass(frozen=True)
class ProductLine:
    code: str
    name: str
    title: str
    category: str
    price: Fen
    floor: Fen
    on_sale: bool
    skus: int
    stock: int
    has_chart: bool


@dataclass(frozen=True)
class ProductPage:
    lines: tuple[ProductLine, ...]
    found: int
    """How many there are on all pages."""
    number: int
    pages: int


def products(session: Session, shop_code: str, words: str, number: int) -> ProductPage:
    """Those whose name, title, code, category, item id or SKU holds the words, by code."""
    shop = select(ShopRow.id).where(ShopRow.code == shop_code).scalar_subquery()
    wanted = [ProductRow.shop_id == shop]
    if words:
        sought = f"%{_literal(words)}%"
        columns = (
            ProductRow.name,
            ProductRow.title,
            ProductRow.code,
            ProductRow.category,
            ProductRow.item_id,
        )
        of_sku = select(SkuRow.id).where(
            SkuRow.product_id == ProductRow.id, SkuRow.code.ilike(sought, escape="\\")
        )
        wanted.append(or_(*(column.ilike(sought, escape="\\") for column in columns), of_sku.exists()))
    found: int = session.execute(select(func.count()).select_from(ProductRow).where(*wanted)).scalar_one()
    pages = max(1, -(-found // PAGE))
    number = min(max(1, number), pages)
    rows = session.execute(
        _lines().where(*wanted).order_by(ProductRow.code).limit(PAGE).offset((number - 1) * PAGE)
    ).all()
    return ProductPage(tuple(_line(row) for row in rows), found, number, pages)


def _lines() -> Any:
    skus = select(func.count(SkuRow.id)).where(SkuRow.product_id == ProductRow.id).scalar_subquery()
    stock = (
        select(func.coalesce(func.sum(SkuRow.stock), 0))
        .where(SkuRow.product_id == ProductRow.id)
        .scalar_subquery()
    )
    chart = select(SizeChartRow.kind).where(SizeChartRow.product_id == ProductRow.id).scalar_subquery()
    return select(ProductRow, skus.label("skus"), stock.label("stock"), chart.label("chart"))


def _line(found: Any) -> ProductLine:
    row = found[0]
    return ProductLine(
        row.code,
        row.name,
        row.title,
        row.category,
        Fen(row.price),
        Fen(row.floor),
        row.on_sale,
        found.skus,
        found.stock,
        found.chart is not None,
    )


def _literal(words: str) -> str:
    """What LIKE would take for a wildcard stands for itself."""
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def codes(session: Session, shop_code: str) -> list[str]:
    """Of every product, in order; for exports."""
    shop = select(ShopRow.id).where(ShopRow.code == shop_code).scalar_subquery()
    query = select(ProductRow.code).where(ProductRow.shop_id == shop).order_by(ProductRow.code)
    return list(session.execute(query.limit(MOST_EXPORTED)).scalars())
