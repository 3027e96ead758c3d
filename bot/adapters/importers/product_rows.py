"""Product tables: one row per SKU, the product's own columns filled at least in its first row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from bot.adapters.importers.fields import Fields
from bot.adapters.importers.product_fields import CODE, SHOP, product_from, sku_from
from bot.adapters.importers.tables import Layout, Row
from bot.core.catalogue import Product, Sku
from bot.core.imports import Read, Rejected

PRODUCTS = Layout("a product table", (("商家编码",), ("标题",), ("价格",)))
SKU_COLUMNS = ("SKU编码", "颜色", "尺码", "库存")
PRODUCT_COLUMNS = (
    *("标题", "简称", "类目", "价格", "底价", "商品ID"),
    *("属性", "卖点", "不足", "退货类型", "赠品", "在售"),
)


@dataclass
class _Group:
    """The rows of one product so far."""

    first: Row
    product: Product
    extra: dict[str, str] = field(default_factory=dict)
    skus: dict[str, Sku] = field(default_factory=dict)
    rows_read: int = 0


class _Catalogue:
    def __init__(self) -> None:
        self.groups: dict[tuple[str, str], _Group] = {}
        self.shops: dict[str, str] = {}
        """The shop a product was last listed for, which its rows need not repeat."""
        self.sku_lines: dict[tuple[str, str], tuple[int, str, Sku]] = {}

    def add(self, row: Row) -> None:
        fields = Fields(row.cells)
        code = fields.required(str, *CODE)
        shop = self.shops[code] = fields.text(*SHOP) or self.shops.get(code, "")
        key = (shop, code)
        if key not in self.groups:
            self.groups[key] = _Group(row, product_from(fields))
        group = self.groups[key]
        _check_same_product(group.first, row)
        if any(row.cells.get(name) for name in SKU_COLUMNS):
            sku = sku_from(fields, group.product)
            self._check_new_sku(shop, group.product.code, sku, row.line)
            group.skus[sku.code] = sku
        fields.mark_read(*PRODUCT_COLUMNS)
        for name, cell in fields.unread().items():
            known = group.extra.get(name)
            group.extra[name] = cell if known is None or cell in known.split("; ") else f"{known}; {cell}"
        group.rows_read += 1

    def _check_new_sku(self, shop: str, product_code: str, sku: Sku, line: int) -> None:
        known = self.sku_lines.setdefault((shop, sku.code), (line, product_code, sku))
        first_line, *first = known
        if first != [product_code, sku]:
            raise ValueError(f"SKU {sku.code} differs from line {first_line}")


def read_product_rows(rows: Iterable[Row | Rejected]) -> Iterator[Read[Product] | Rejected]:
    """Products come after the last row, since a product's rows may stand anywhere."""
    catalogue = _Catalogue()
    for row in rows:
        if isinstance(row, Rejected):
            yield row
            continue
        try:
            catalogue.add(row)
        except ValueError as error:
            yield Rejected(row.line, str(error))
    for (shop, _), group in catalogue.groups.items():
        if group.rows_read:
            product = replace(group.product, skus=tuple(group.skus.values()))
            yield Read(group.first.line, product, shop or None, group.extra)


def _check_same_product(first: Row, row: Row) -> None:
    for name in PRODUCT_COLUMNS:
        cell = row.cells.get(name)
        if cell and cell != first.cells.get(name):
            raise ValueError(f"{name} differs from line {first.line} of the same product")
