from __future__ import annotations

import pytest

from bot.core.buyer_words import BuyerWords
from bot.core.catalogue import ChartKind, Product, SizeChart, SizeRow, Sku
from bot.core.money import Fen
from bot.core.stock import Wanted
from bot.core.understanding import Entity
from bot.core.wanted_options import wanted_options

WORDS = BuyerWords({"colors": {"黑": ["黑"], "白": ["白"], "米": ["米", "杏"], "灰": ["灰"]}})
COLORS = ("炭黑", "烟灰", "米白", "白")
SIZES = ("S", "M", "2XL")
PRODUCT = Product(
    "p",
    "裤子",
    "裤子",
    "裤子",
    Fen(100),
    Fen(90),
    chart=SizeChart(ChartKind.ADULT, (SizeRow("S"),), usual_sizes={"36": "S"}),
    skus=tuple(Sku(color + size, color, size, Fen(100), 1) for color in COLORS for size in SIZES),
)


def wanted(text: str, *entities: tuple[str, str]) -> Wanted:
    read = [
        Entity(name, value, value, text.find(value), text.find(value) + len(value))
        for name, value in entities
    ]
    return wanted_options(PRODUCT, read, text, WORDS)


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ("黑色", ("炭黑",)),
        ("黑", ("炭黑",)),
        ("灰色", ("烟灰",)),
        ("杏色", ("米白",)),
        ("米白色", ("米白", "白")),
        ("白色", ("白",)),
    ],
)
def test_a_named_colour_is_one_of_the_products_own(named: str, meant: tuple[str, ...]) -> None:
    assert wanted(named, ("color", named)).colors == meant


def test_a_lacking_colour_of_one_character_is_named_in_full() -> None:
    assert wanted("红的有吗", ("color", "红")).unknown_colors == ("红色",)


def test_a_colour_that_the_product_lacks_is_kept_as_the_buyer_named_it() -> None:
    assert wanted("红色有吗", ("color", "红色")).unknown_colors == ("红色",)


@pytest.mark.parametrize(("named", "meant"), [("m码", "M"), ("XXL", "2XL"), ("2xl", "2XL"), ("36", "S")])
def test_a_size_is_found_however_it_is_spelled(named: str, meant: str) -> None:
    assert wanted(named, ("size", named)).sizes == (meant,)


def test_an_unknown_size_is_kept_as_the_buyer_named_it() -> None:
    assert wanted("5XL有吗", ("size", "5XL")).unknown_sizes == ("5XL",)


def test_a_size_inside_another_word_is_none() -> None:
    assert wanted("vs版的msn").sizes == ()
    assert wanted("还有m吗").sizes == ("M",)


def test_words_that_only_contain_a_colour_name_none() -> None:
    assert wanted("我不明白").colors == ()


def test_nothing_named_means_the_whole_product() -> None:
    assert wanted("有货吗") == Wanted()


@pytest.mark.parametrize(
    ("text", "sizes", "colors"),
    [("XXL还有吗", ("2XL",), ()), ("炭黑的xxl", ("2XL",), ("炭黑",)), ("灰的有没有", (), ("烟灰",))],
)
def test_what_the_model_overlooked_is_read_against_the_product(
    text: str, sizes: tuple[str, ...], colors: tuple[str, ...]
) -> None:
    assert wanted(text).sizes == sizes
    assert wanted(text).colors == colors
