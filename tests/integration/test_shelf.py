"""Other products in stock, as the database finds them."""

from __future__ import annotations

from dataclasses import replace

from bot.adapters.store.work import SqlStore
from bot.core.catalogue import ChartKind, Product, SizeChart, SizeRow, Sku
from bot.core.money import Fen

CHART = SizeChart(ChartKind.ADULT, (SizeRow("M"),))


def a_product(code: str, stock: int, category: str = "裙") -> Product:
    skus = (Sku(f"{code}-1", "黑", "M", Fen(100), 0), Sku(f"{code}-2", "白", "M", Fen(100), stock))
    return Product(code, code, code, category, Fen(100), Fen(90), chart=CHART, skus=skus)


def test_the_shelf_holds_what_is_on_sale_and_in_stock_of_a_category(store: SqlStore) -> None:
    offered, gone, negative = a_product("a", 3), a_product("b", 0), a_product("c", -2)
    withdrawn, other = replace(a_product("d", 5), on_sale=False), a_product("e", 5, category="鞋")
    with store.write() as work:
        for product in (offered, gone, negative, withdrawn, other):
            work.catalogue.put("demo", product)
    with store.read() as work:
        assert work.catalogue.in_stock("demo", "裙") == [offered]
        assert work.catalogue.in_stock("demo", "") == []
        assert work.catalogue.in_stock("elsewhere", "裙") == []


def test_the_shelf_is_bounded(store: SqlStore) -> None:
    with store.write() as work:
        for number in range(5):
            work.catalogue.put("demo", a_product(f"p{number}", 1))
    with store.read() as work:
        assert [product.code for product in work.catalogue.in_stock("demo", "裙", limit=2)] == ["p0", "p1"]
