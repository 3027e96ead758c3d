"""Product files: a JSON document with charts and promotions, or a table with one row per SKU."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bot.adapters.importers import signatures
from bot.adapters.importers.documents import Entry, load_entries
from bot.adapters.importers.parts import Parts
from bot.adapters.importers.product_fields import SHOP, product_from, sku_from
from bot.adapters.importers.product_rows import PRODUCTS, read_product_rows
from bot.adapters.importers.promotions import promotion_from
from bot.adapters.importers.reading import read_each
from bot.adapters.importers.size_charts import chart_from
from bot.adapters.importers.tables import open_table
from bot.core.catalogue import Product, Promotion, Sku
from bot.core.imports import Read, Rejected

EXPECTED = "a product table or a JSON document with products"
KEYS = ("products", "promotions")


def read_products(path: Path) -> Iterator[Read[Product] | Rejected]:
    """Raises UnreadableFile at once when this is no product file."""
    if not _is_document(path):
        return read_product_rows(open_table(path, PRODUCTS).rows())
    entries = load_entries(path, EXPECTED, *KEYS)
    return _once_each(read_each(entries.get("products", []), _product))


def read_promotions(path: Path) -> Iterator[Read[Promotion] | Rejected]:
    """Promotions stand only in JSON documents; a table has none. Raises UnreadableFile."""
    entries = load_entries(path, EXPECTED, *KEYS) if _is_document(path) else {}
    return read_each(entries.get("promotions", []), _promotion)


def _is_document(path: Path) -> bool:
    return signatures.is_json(signatures.head_of(path, EXPECTED))


def _product(entry: Entry) -> Read[Product]:
    parts = Parts(entry.value, "the product")
    chart = parts.inner("chart")
    plain = product_from(parts, chart=chart_from(chart) if chart else None)
    skus = tuple(_sku(value, place, plain) for place, value in enumerate(parts.items("skus"), 1))
    if len({sku.code for sku in skus}) < len(skus):
        raise ValueError(f"two SKUs of {plain.code} have the same code")
    return Read(entry.line, replace(plain, skus=skus), parts.text(*SHOP) or None, parts.unread())


def _sku(value: object, place: int, product: Product) -> Sku:
    try:
        return sku_from(Parts(value, "it"), product)
    except ValueError as error:
        raise ValueError(f"SKU {place} of {product.code}: {error}") from None


def _promotion(entry: Entry) -> Read[Promotion]:
    parts = Parts(entry.value, "the promotion")
    return Read(entry.line, promotion_from(parts), parts.text(*SHOP) or None, parts.unread())


def _once_each(rows: Iterator[Read[Product] | Rejected]) -> Iterator[Read[Product] | Rejected]:
    seen: dict[tuple[str | None, str], Read[Product]] = {}
    for row in rows:
        if isinstance(row, Read):
            first = seen.setdefault((row.shop_name, row.record.code), row)
            if first.record != row.record:
                yield Rejected(row.line, f"{row.record.code} differs from line {first.line}")
                continue
        yield row
