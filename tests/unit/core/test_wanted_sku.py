"""Which colour and size a buyer wants instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.catalogue import Product, Sku
from bot.core.money import Fen
from bot.core.orders import Order, OrderLine, OrderState
from bot.core.wanted_sku import ordered_sku, wanted_sku

COLORS = ("奶杏", "雾蓝", "黑底小花", "墨黑")
SIZES = ("S", "M", "L", "XL", "2XL")
SKUS = tuple(Sku(f"{color}-{size}", color, size, Fen(100), 3) for color in COLORS for size in SIZES)
PRODUCT = Product("p", "t", "n", "c", Fen(100), Fen(100), skus=SKUS)
ORDERED = SKUS[1]  # 奶杏 M
LINE = OrderLine("1", "t", 1, Fen(100), "p", ORDERED.code)
ORDER = Order(
    "1",
    "小鱼",
    OrderState.PAID,
    datetime(2026, 6, 10, tzinfo=timezone.utc),
    Fen(100),
    Fen(100),
    lines=(LINE,),
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("改成XL", "奶杏-XL"),
        ("M改L", "奶杏-L"),
        ("换成蓝色的", "雾蓝-M"),
        ("要雾蓝L", "雾蓝-L"),
        ("改大一码", "奶杏-L"),
        ("改小一码", "奶杏-S"),
        ("改成xxl", "奶杏-2XL"),
        ("改成S码", "奶杏-S"),
    ],
)
def test_the_other_piece_is_read_from_the_words(text: str, code: str) -> None:
    wanted = wanted_sku(text, PRODUCT, ORDERED)
    assert wanted is not None
    assert wanted.code == code


@pytest.mark.parametrize("text", ["换一下颜色", "换成粉的", "要M", "S还是L呢", "黑的"])
def test_what_is_not_told_or_not_offered_is_not_guessed(text: str) -> None:
    assert wanted_sku(text, PRODUCT, ORDERED) is None


def test_there_is_no_size_beyond_the_last() -> None:
    assert wanted_sku("改大一码", PRODUCT, SKUS[4]) is None


def test_an_order_of_several_lines_or_of_an_unknown_piece_has_no_ordered_piece() -> None:
    assert ordered_sku(ORDER, PRODUCT) == (LINE, ORDERED)
    assert ordered_sku(replace(ORDER, lines=(LINE, LINE)), PRODUCT) is None
    assert ordered_sku(replace(ORDER, lines=(replace(LINE, sku_code="gone"),)), PRODUCT) is None
    assert ordered_sku(replace(ORDER, lines=()), PRODUCT) is None


@given(st.text(max_size=30))
def test_whatever_is_written_the_piece_is_another_one_of_the_product(text: str) -> None:
    wanted = wanted_sku(text, PRODUCT, ORDERED)
    assert wanted is None or (wanted in SKUS and wanted != ORDERED)
