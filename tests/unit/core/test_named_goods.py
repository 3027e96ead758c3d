"""Ordered goods that a buyer names by their kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.buyer_words import BuyerWords
from bot.core.catalogue import Product
from bot.core.money import Fen
from bot.core.named_goods import holding, named_lines
from bot.core.orders import Order, OrderLine, OrderState

WORDS = BuyerWords(
    {
        "categories": {
            "连衣裙": ["裙子", "裙"],
            "裤子": ["裤", "牛仔裤", "阔腿裤"],
            "上衣": ["t恤", "卫衣"],
            "针织": ["打底衫"],
            "鞋": ["靴"],
            "箱包": ["包"],
        }
    }
)


def a_product(code: str, name: str, category: str, title: str = "") -> Product:
    return Product(code, title or name, name, category, Fen(100), Fen(100))


PRODUCTS = {
    product.code: product
    for product in (
        a_product("dress", "小雏菊", "连衣裙"),
        a_product("jeans", "直筒牛仔裤", "裤子"),
        a_product("wide", "云朵阔腿裤", "裤子"),
        a_product("shirt", "重磅纯棉T恤", "上衣"),
        a_product("under", "半高领打底衫", "针织", "德绒打底衫长袖T恤百搭"),
        a_product("boots", "加绒雪地靴", "鞋"),
        a_product("bag", "托特", "箱包"),
    )
}
LINES = tuple(OrderLine(code, product.title, 1, Fen(100), code) for code, product in PRODUCTS.items())


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("裙子小了", {"dress"}),
        ("牛仔裤换成28码", {"jeans"}),
        ("裤子什么时候发", {"jeans", "wide"}),
        ("白T恤换成M", {"shirt"}),
        ("靴子到哪了", {"boots"}),
        ("包裹到哪了 包邮吗", set()),
        ("包到哪了", {"bag"}),
        ("到哪了", set()),
    ],
)
def test_goods_are_known_by_their_short_name_else_by_their_kind(text: str, codes: set[str]) -> None:
    assert {line.product_code for line in named_lines(text, LINES, PRODUCTS, WORDS)} == codes


def test_without_a_short_name_the_title_of_the_line_counts() -> None:
    line = OrderLine("1", "修身直筒牛仔裤女", 1, Fen(100))
    assert named_lines("牛仔裤呢", (line,), {}, WORDS) == (line,)


def an_order(number: str, *lines: OrderLine) -> Order:
    at = datetime(2026, 6, 10, tzinfo=timezone.utc)
    return Order(number, "小鱼", OrderState.PAID, at, Fen(100), Fen(100), lines=lines)


def test_of_several_orders_those_that_hold_the_named_goods_are_meant() -> None:
    jeans, shirt = an_order("1", LINES[1]), an_order("2", LINES[3], LINES[4])
    assert holding("牛仔裤到哪了", (jeans, shirt), PRODUCTS, WORDS) == (jeans,)
    assert holding("靴子到哪了", (jeans, shirt), PRODUCTS, WORDS) == (jeans, shirt)


@given(st.text(alphabet="裙裤靴T恤换的牛仔包裹到", max_size=8), st.lists(st.sampled_from(LINES), max_size=4))
def test_naming_goods_never_hides_every_order(text: str, lines: list[OrderLine]) -> None:
    orders = tuple(an_order(str(i), replace(line, number=str(i))) for i, line in enumerate(lines))
    found = holding(text, orders, PRODUCTS, WORDS)
    assert set(found) <= set(orders)
    assert bool(found) is bool(orders)
