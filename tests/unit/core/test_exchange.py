from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.catalogue import ChartKind, Product, SizeChart, SizeRow, Sku
from bot.core.exchange import WantedPiece, wanted_piece
from bot.core.money import Fen
from bot.core.orders import OrderLine

SIZES = ("S", "M", "L", "XL")
STOCK = {"S": 4, "M": 2, "L": 0, "XL": -3}
DRESS = Product(
    "D",
    "连衣裙",
    "连衣裙",
    "裙",
    Fen(9900),
    Fen(9900),
    chart=SizeChart(ChartKind.ADULT, tuple(SizeRow(size) for size in SIZES)),
    skus=tuple(
        Sku(f"{color}-{size}", color, size, Fen(9900), STOCK[size])
        for color in ("黑色", "雾蓝")
        for size in SIZES
    ),
)
BOUGHT = OrderLine("1", "连衣裙", 1, Fen(9900), "D", "黑色-M")


@pytest.mark.parametrize(
    ("words", "size", "color"),
    [
        ("换大一号", "L", "黑色"),
        ("穿着紧 换一件", "L", "黑色"),
        ("太大了 换小码", "S", "黑色"),
        ("换XL", "XL", "黑色"),
        ("换l码的", "L", "黑色"),
        ("想要雾蓝的", "M", "雾蓝"),
        ("换雾蓝 S", "S", "雾蓝"),
    ],
)
def test_the_wanted_piece_is_read_from_the_words(words: str, size: str, color: str) -> None:
    wanted = wanted_piece(words, BOUGHT, DRESS)
    assert wanted is not None
    assert (wanted.size, wanted.color) == (size, color)


@pytest.mark.parametrize("words", ["换货", "换一件", "换M", "换绿色", "换XXL"])
def test_what_is_not_told_or_not_sold_or_the_same_again_is_not_known(words: str) -> None:
    assert wanted_piece(words, BOUGHT, DRESS) is None


def test_a_negative_stock_is_none_left() -> None:
    assert wanted_piece("换XL", BOUGHT, DRESS) == WantedPiece("XL", "黑色", 0)


def test_beyond_the_largest_size_there_is_nothing_to_swap_for() -> None:
    largest = OrderLine("1", "连衣裙", 1, Fen(9900), "D", "黑色-XL")
    assert wanted_piece("换大一号", largest, DRESS) is None


def test_a_line_of_an_unknown_piece_swaps_only_for_a_piece_named_whole() -> None:
    unknown = OrderLine("1", "连衣裙", 1, Fen(9900), "D", "")
    assert wanted_piece("换大一号", unknown, DRESS) is None
    assert wanted_piece("换雾蓝L", unknown, DRESS) == WantedPiece("L", "雾蓝", 0)


@given(
    st.text(max_size=30)
    | st.lists(st.sampled_from(["大一号", "小了", "XL", "S", "雾蓝", "黑色", " "])).map("".join)
)
def test_only_pieces_of_the_product_are_ever_wanted(words: str) -> None:
    wanted = wanted_piece(words, BOUGHT, DRESS)
    if wanted:
        assert (wanted.color, wanted.size) in {(sku.color, sku.size) for sku in DRESS.skus} - {("黑色", "M")}
        assert wanted.stock >= 0
