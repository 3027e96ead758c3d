"""Files that shops export, read into core records. Nothing here stores anything (docs/imports.md)."""

from __future__ import annotations

from bot.adapters.importers.logistics import read_logistics
from bot.adapters.importers.order_lines import read_order_lines
from bot.adapters.importers.orders import is_detail_list, read_orders
from bot.adapters.importers.products import read_products, read_promotions
from bot.adapters.importers.reviews import read_reviews

__all__ = [
    "is_detail_list",
    "read_logistics",
    "read_order_lines",
    "read_orders",
    "read_products",
    "read_promotions",
    "read_reviews",
]
