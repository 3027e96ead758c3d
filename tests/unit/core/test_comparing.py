"""Two products set against each other, in the catalogue's own words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.product_words import load_product_words
from bot.core.catalogue import Product
from bot.core.comparing import compared, named_products
from bot.core.money import Fen

WORDS = load_product_words(Path(__file__).resolve().parents[3] / "data" / "product_words.yml")
THICK = ("薄款", "中等", "中厚", "厚款，零下10度", "随便")


def a_coat(name: str, thickness: str = "", strength: str = "耐看") -> Product:
    attributes = {"厚薄": thickness} if thickness else {}
    return Product(name, name, name, "外套", Fen(1), Fen(1), attributes=attributes, strengths=(strength,))


SHELF = [a_coat(name) for name in ("双面呢大衣", "短款羽绒服", "轻薄棉马甲", "收腰风衣", "羊羔毛外套")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("跟棉马甲哪个暖和", ["轻薄棉马甲"]),
        ("羽绒服和大衣选哪个", ["短款羽绒服", "双面呢大衣"]),
        ("大衣和羽绒服选哪个", ["双面呢大衣", "短款羽绒服"]),
        ("小个子适合哪款外套", []),
        ("双面呢大衣怎么样", ["双面呢大衣"]),
        ("哪个暖和", []),
    ],
)
def test_products_are_named_by_the_end_of_their_names(text: str, names: list[str]) -> None:
    assert [product.name for product in named_products(SHELF, text)] == names


def test_an_end_that_two_products_share_names_neither() -> None:
    assert named_products([*SHELF, a_coat("长款大衣")], "大衣怎么样") == ()


@given(st.sampled_from(THICK), st.sampled_from(THICK))
def test_the_warmer_one_comes_first_whichever_is_looked_at(one: str, other: str) -> None:
    first, second = a_coat("甲", one), a_coat("乙", other)
    found = compared(first, second, "哪个暖和", WORDS, {}, warm=True)
    turned = compared(second, first, "哪个暖和", WORDS, {}, warm=True)
    assert found and turned
    assert {found.first_is, found.second_is} == {one, other}
    assert found.warmer is turned.warmer is (one != other and "随便" not in (one, other))
    if found.warmer:
        assert found.first == turned.first
        assert THICK.index(found.first_is) > THICK.index(found.second_is)


def test_without_the_attribute_a_strong_point_of_each_is_set_side_by_side() -> None:
    found = compared(a_coat("甲", "薄款"), a_coat("乙"), "哪个暖和", WORDS, {}, warm=True)
    assert found
    assert (found.first_is, found.second_is, found.warmer) == ("耐看", "耐看", False)


def test_a_product_with_nothing_on_record_is_not_compared() -> None:
    assert compared(a_coat("甲"), a_coat("乙", strength=""), "哪个好", WORDS, {}, warm=False) is None
