"""Which colour and size a buyer wants instead."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.buyer_words import BuyerWords
from bot.core.catalogue import ChartKind, Product, SizeChart, SizeRow, Sku
from bot.core.money import Fen
from bot.core.orders import OrderLine
from bot.core.understanding import Entity
from bot.core.wanted_options import wanted_options
from bot.core.wanted_sku import sku_of, wanted_sku

COLORS = ("奶杏", "雾蓝", "黑底小花", "墨黑")
SIZES = ("S", "M", "L", "XL", "2XL")
SKUS = tuple(Sku(f"{color}-{size}", color, size, Fen(100), 3) for color in COLORS for size in SIZES)
PRODUCT = Product("p", "t", "n", "c", Fen(100), Fen(100), skus=SKUS)
ORDERED = SKUS[1]  # 奶杏 M
LINE = OrderLine("1", "t", 1, Fen(100), "p", ORDERED.code)

WORDS = BuyerWords({"colors": {"黑": ["黑"], "蓝": ["蓝"], "米": ["杏", "米"], "粉": ["粉"]}})


def wanted(text: str, ordered: Sku | None = ORDERED, product: Product = PRODUCT) -> Sku | None:
    return wanted_sku(text, product, ordered, wanted_options(product, (), text, WORDS))


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
        ("穿着紧 换一件", "奶杏-L"),
        ("太大了 换小码", "奶杏-S"),
        ("换l码的", "奶杏-L"),
        ("想要雾蓝的", "雾蓝-M"),
        ("M太小了 换大一码", "奶杏-L"),
        ("偏小 能换吗", "奶杏-L"),
        ("换件大一点的", "奶杏-L"),
    ],
)
def test_the_other_piece_is_read_from_the_words(text: str, code: str) -> None:
    found = wanted(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "text",
    ["换一下颜色", "换成粉的", "要M", "S还是L呢", "黑的", "换货", "换一件", "腰上松紧带那款", "比较紧急"],
)
def test_what_is_not_told_or_not_offered_is_not_guessed(text: str) -> None:
    assert wanted(text) is None


def test_a_size_that_the_product_lacks_is_no_step_to_the_next_one() -> None:
    text = "换5XL 太小了"
    named = wanted_options(PRODUCT, (Entity("size", "5XL", "5XL", 1, 4),), text, WORDS)
    assert wanted_sku(text, PRODUCT, ORDERED, named) is None


def test_there_is_no_size_beyond_the_last() -> None:
    assert wanted("改大一码", SKUS[4]) is None


def test_sizes_step_in_the_order_of_the_chart() -> None:
    rows = tuple(SizeRow(size) for size in ("S", "L", "M"))
    charted = replace(PRODUCT, chart=SizeChart(ChartKind.ADULT, rows))
    found = wanted("换大一码", SKUS[2], charted)
    assert found is not None
    assert found.size == "M"


def test_of_an_unknown_piece_colour_and_size_have_to_be_named() -> None:
    assert sku_of(replace(LINE, sku_code=""), PRODUCT) is None
    assert wanted("换大一号", None) is None
    found = wanted("换雾蓝L", None)
    assert found is not None
    assert found.code == "雾蓝-L"


@given(
    st.text(max_size=30)
    | st.lists(st.sampled_from(["大一号", "小了", "XL", "S", "雾蓝", "奶杏", "黑的", " "])).map("".join)
)
def test_whatever_is_written_the_piece_is_another_one_of_the_product(text: str) -> None:
    found = wanted(text)
    assert found is None or (found in SKUS and found != ORDERED)
