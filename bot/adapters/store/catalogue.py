"""Products with their SKUs and size charts, and promotions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from bot.adapters.store.product_records import (
    product_columns,
    product_from,
    promotion_columns,
    promotion_from,
    size_document,
)
from bot.adapters.store.shops import SqlShops
from bot.adapters.store.tables.base import plain, touch
from bot.adapters.store.tables.catalogue import ProductRow, PromotionRow, SizeChartRow, SkuRow
from bot.core.catalogue import (
    Product,
    Promotion,
    SizeChart,
    Sku,
)
from bot.core.sheets import MOST_ROWS

MOST_PROMOTIONS = 50

# Read for every draft: statements that are built once, because building one takes longer than running it.
PRODUCT, SKU, CHART, PROMOTION = plain(ProductRow), plain(SkuRow), plain(SizeChartRow), plain(PromotionRow)
_OF_SHOP = select(PRODUCT).where(PRODUCT.c.shop_id == bindparam("shop"))
BY_CODE = _OF_SHOP.where(PRODUCT.c.code == bindparam("code"))
BY_ITEM = _OF_SHOP.where(PRODUCT.c.item_id == bindparam("code")).order_by(PRODUCT.c.id).limit(1)
SEVERAL = (
    _OF_SHOP.where(PRODUCT.c.code.in_(bindparam("codes", expanding=True)))
    .order_by(PRODUCT.c.id)
    .limit(bindparam("most"))
)
IN_STOCK = (
    _OF_SHOP.where(PRODUCT.c.category == bindparam("category"), PRODUCT.c.on_sale.is_(True))
    .where(select(SKU.c.id).where(SKU.c.product_id == PRODUCT.c.id, SKU.c.stock > 0).exists())
    .order_by(PRODUCT.c.id)
    .limit(bindparam("most"))
)
CHARTS = select(CHART).where(CHART.c.product_id.in_(bindparam("products", expanding=True)))
SKUS = select(SKU).where(SKU.c.product_id.in_(bindparam("products", expanding=True))).order_by(SKU.c.id)
RUNNING = (
    select(PROMOTION)
    .where(PROMOTION.c.shop_id == bindparam("shop"))
    .where(PROMOTION.c.starts_at <= bindparam("until"), PROMOTION.c.ends_at > bindparam("since"))
    .order_by(PROMOTION.c.ends_at, PROMOTION.c.id)
    .limit(MOST_PROMOTIONS)
)

NEWEST = (
    select(PROMOTION)
    .where(PROMOTION.c.shop_id == bindparam("shop"))
    .order_by(PROMOTION.c.ends_at.desc(), PROMOTION.c.id.desc())
    .limit(MOST_ROWS)
)


class SqlCatalogue:
    def __init__(self, session: Session, shops: SqlShops) -> None:
        self._session = session
        self._shops = shops

    def product(self, shop_code: str, code: str) -> Product | None:
        shop = self._shops.row(shop_code)
        if shop is None or not code:
            return None
        named = {"shop": shop.id, "code": code}
        row = self._session.execute(BY_CODE, named).first() or self._session.execute(BY_ITEM, named).first()
        return self._products([row])[0] if row else None

    def several(self, shop_code: str, codes: Collection[str]) -> Sequence[Product]:
        """Those of the codes that the shop has."""
        shop = self._shops.row(shop_code)
        if shop is None or not codes:
            return []
        return self._products(
            self._session.execute(SEVERAL, {"shop": shop.id, "codes": list(codes), "most": len(codes)}).all()
        )

    def in_stock(self, shop_code: str, category: str, limit: int = 8) -> Sequence[Product]:
        """Products of a category that are on sale and in stock, with their SKUs and size charts."""
        shop = self._shops.row(shop_code)
        if shop is None or not category:
            return []
        found = self._session.execute(IN_STOCK, {"shop": shop.id, "category": category, "most": limit}).all()
        return self._products(found)

    def put(self, shop_code: str, product: Product) -> bool:
        if self.product(shop_code, product.code) == product:
            return False
        row = self._product_row(shop_code, product.code) or ProductRow(
            shop_id=self._shops.id_of(shop_code), code=product.code
        )
        for name, value in product_columns(product).items():
            setattr(row, name, value)
        touch(row)
        self._session.add(row)
        self._session.flush()
        self._put_skus(row.id, product.skus)
        self._put_chart(row.id, product.chart)
        return True

    def promotions(self, shop_code: str, at: datetime) -> Sequence[Promotion]:
        return self.promotions_between(shop_code, at, at)

    def promotions_between(self, shop_code: str, since: datetime, until: datetime) -> Sequence[Promotion]:
        shop = self._shops.row(shop_code)
        if shop is None:
            return []
        span = {"shop": shop.id, "since": since, "until": until}
        return [promotion_from(row) for row in self._session.execute(RUNNING, span).all()]

    def put_promotion(self, shop_code: str, promotion: Promotion) -> bool:
        shop_id = self._shops.id_of(shop_code)
        row: PromotionRow | None = self._session.execute(
            select(PromotionRow).where(PromotionRow.shop_id == shop_id, PromotionRow.code == promotion.code)
        ).scalar_one_or_none()
        if row and promotion_from(row) == promotion:
            return False
        row = row or PromotionRow(shop_id=shop_id, code=promotion.code)
        for name, value in promotion_columns(promotion).items():
            setattr(row, name, value)
        self._session.add(row)
        self._session.flush()
        return True

    def every_promotion(self, shop_code: str) -> Sequence[Promotion]:
        """The newest, those that begin first in front; ended ones too."""
        shop = self._shops.row(shop_code)
        found = self._session.execute(NEWEST, {"shop": shop.id}).all() if shop else []
        return [promotion_from(row) for row in sorted(found, key=lambda row: (row.starts_at, row.id))]

    def remove_promotions(self, shop_code: str, codes: Collection[str]) -> None:
        self._session.execute(
            delete(PromotionRow).where(
                PromotionRow.shop_id == self._shops.id_of(shop_code), PromotionRow.code.in_(codes)
            )
        )

    def _product_row(self, shop_code: str, code: str) -> ProductRow | None:
        row: ProductRow | None = self._session.execute(
            select(ProductRow).where(
                ProductRow.shop_id == self._shops.id_of(shop_code), ProductRow.code == code
            )
        ).scalar_one_or_none()
        return row

    def _put_skus(self, product_id: int, skus: Sequence[Sku]) -> None:
        self._session.execute(delete(SkuRow).where(SkuRow.product_id == product_id))
        self._session.add_all(
            SkuRow(product_id=product_id, **{f.name: getattr(sku, f.name) for f in fields(sku)})
            for sku in skus
        )
        self._session.flush()

    def _put_chart(self, product_id: int, chart: SizeChart | None) -> None:
        self._session.execute(delete(SizeChartRow).where(SizeChartRow.product_id == product_id))
        if chart:
            self._session.add(
                SizeChartRow(
                    product_id=product_id,
                    kind=chart.kind.value,
                    fit=chart.fit.value,
                    usual_sizes=dict(chart.usual_sizes),
                    rows=[size_document(row) for row in chart.rows],
                )
            )
        self._session.flush()

    def _products(self, rows: Sequence[Any]) -> list[Product]:
        """Whole products, in a fixed number of queries however many there are."""
        ids = [row.id for row in rows]
        skus = self._skus_of(ids)
        charts = self._session.execute(CHARTS, {"products": ids}).all()
        chart_of = {chart.product_id: chart for chart in charts}
        return [product_from(row, skus[row.id], chart_of.get(row.id)) for row in rows]

    def _skus_of(self, product_ids: Sequence[int]) -> Mapping[int, Sequence[Any]]:
        """The SKUs of each product, in the order they were listed."""
        found: dict[int, list[Any]] = {product_id: [] for product_id in product_ids}
        rows = self._session.execute(SKUS, {"products": list(product_ids)}).all()
        for sku in rows:
            found[sku.product_id].append(sku)
        return found
