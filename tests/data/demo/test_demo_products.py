from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import datetime

from bot.adapters.demo_shop import DemoShop
from bot.core.catalogue import ChartKind, ReturnClass, Sku

ABSOLUTE = re.compile(r"最|100%|顶级|第一|国家级|极品|保证|绝对")


def test_codes_names_and_item_ids_are_unique(demo: DemoShop) -> None:
    for values in (
        [product.code for product in demo.products],
        [product.name for product in demo.products],
        [product.item_id for product in demo.products],
        [sku.code for product in demo.products for sku in product.skus],
    ):
        assert len(set(values)) == len(values)


def test_item_ids_have_twelve_digits(demo: DemoShop) -> None:
    assert all(re.fullmatch(r"\d{12}", product.item_id) for product in demo.products)


def test_titles_fit_a_listing(demo: DemoShop) -> None:
    assert {p.code: width(p.title) for p in demo.products if not 40 <= width(p.title) <= 60} == {}


def test_every_product_is_described_candidly(demo: DemoShop) -> None:
    for product in demo.products:
        assert 6 <= len(product.attributes) <= 12, product.code
        assert all(product.attributes.values()), product.code
        assert product.strengths, product.code
        assert product.weaknesses, product.code


def test_nothing_said_of_a_product_is_an_absolute_claim(demo: DemoShop) -> None:
    for product in demo.products:
        said = [
            product.title,
            product.name,
            *product.attributes.values(),
            *product.strengths,
            product.gift,
        ]
        assert [text for text in said if ABSOLUTE.search(text)] == [], product.code


def test_two_products_have_a_fixed_price_and_most_others_some_room(demo: DemoShop) -> None:
    room = [1 - product.floor / product.price for product in demo.products]
    assert room.count(0) == 2
    assert all(share <= 0.15 for share in room)
    assert sum(share >= 0.06 for share in room) > 0.8 * len(room)


def test_skus_are_the_sizes_of_the_chart_in_every_colour(demo: DemoShop) -> None:
    for product in demo.products:
        assert product.chart is not None
        sizes = {row.size for row in product.chart.rows}
        colors = {sku.color for sku in product.skus}
        options = Counter((sku.color, sku.size) for sku in product.skus)
        assert options == Counter((color, size) for color in colors for size in sizes), product.code


def test_skus_cost_no_less_than_the_product_and_weigh_something(demo: DemoShop) -> None:
    for product in demo.products:
        assert min(sku.price for sku in product.skus) == product.price, product.code
        assert all(sku.weight_grams > 0 for sku in product.skus), product.code


def test_stock_is_plenty_scarce_and_gone_with_and_without_a_date(skus: dict[str, Sku], now: datetime) -> None:
    dated = [sku for sku in skus.values() if sku.restock_on]
    assert all(sku.stock == 0 for sku in dated)
    assert all(sku.restock_on > now.date() for sku in dated if sku.restock_on)
    assert any(sku.stock == 0 and not sku.restock_on for sku in skus.values())
    assert any(sku.stock in (1, 2) for sku in skus.values())


def test_kinds_of_charts_and_returns_are_all_there(demo: DemoShop) -> None:
    assert {product.chart.kind for product in demo.products if product.chart} == set(ChartKind)
    assert {product.return_class for product in demo.products} == set(ReturnClass) - {
        ReturnClass.PERISHABLE,
        ReturnClass.DIGITAL,
    }


def width(text: str) -> int:
    """As the platform counts: a Chinese character is two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
