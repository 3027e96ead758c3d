"""Which promotions, products and points to name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.buyer_words import BuyerWords
from bot.core.buyers import Body
from bot.core.catalogue import ChartKind, Product, Promotion, PromotionKind, SizeChart, SizeRow, Sku, Span
from bot.core.money import Fen
from bot.core.picks import MOST_PICKS, fullest_color, picks, wearable
from bot.core.product_answers import answer, short_strength, strength_beside
from bot.core.running_offers import beside, best_first, ends_within, last_day, saving

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=timezone.utc)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def a_promotion(threshold: int, reduction: int, kind: PromotionKind = PromotionKind.COUPON) -> Promotion:
    title = f"满{threshold}减{reduction}"
    return Promotion(title, kind, title, "领券", NOW, NOW + timedelta(days=3), Fen(threshold), Fen(reduction))


def a_product(code: str, category: str = "裙", stock: int = 5, price: int = 100, **given: object) -> Product:
    product = Product(code, code, code, category, Fen(price), Fen(price), strengths=("好看，耐看",))
    return replace(product, skus=(Sku(code, "黑", "M", Fen(price), stock),), **given)  # type: ignore[arg-type]


promotions = st.lists(
    st.builds(a_promotion, st.integers(0, 300), st.integers(-5, 400), st.sampled_from(PromotionKind)),
    max_size=6,
)


@given(promotions, st.integers(0, 500))
def test_the_first_promotion_takes_off_most_and_never_more_than_the_goods_cost(
    running: list[Promotion], goods: int
) -> None:
    savings = [saving(promotion, Fen(goods)) for promotion in best_first(running, Fen(goods))]
    assert savings == sorted(savings, reverse=True)
    assert all(0 <= saved <= goods for saved in savings)


def test_of_promotions_out_of_reach_the_nearest_comes_first() -> None:
    near, far = a_promotion(199, 20), a_promotion(500, 60)
    assert best_first([far, near], Fen(100)) == (near, far)


def test_another_kind_is_named_beside_the_first() -> None:
    first, same, other = a_promotion(9, 1), a_promotion(8, 1), a_promotion(7, 1, PromotionKind.FULL_REDUCTION)
    assert beside([first, same, other]) == other
    assert beside([first, same]) == same
    assert beside([first]) is None
    assert beside([]) is None


def test_a_promotion_that_ends_at_midnight_holds_until_the_day_before() -> None:
    midnight = replace(a_promotion(9, 1), ends_at=datetime(2026, 11, 30, 16, 0, tzinfo=timezone.utc))
    assert last_day(midnight, SHANGHAI) == date(2026, 11, 30)
    assert last_day(replace(midnight, ends_at=midnight.ends_at + timedelta(hours=1)), SHANGHAI) == date(
        2026, 12, 1
    )
    assert ends_within(midnight, NOW, timedelta(days=6))
    assert not ends_within(midnight, NOW, timedelta(days=5))


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(-2, 3), st.integers(1, 300)), max_size=8))
def test_picks_are_other_products_in_stock_and_few(listed: list[tuple[str, int, int]]) -> None:
    shelf = [a_product(str(n), category, stock, price) for n, (category, stock, price) in enumerate(listed)]
    chosen = picks(shelf, ("a", "b"), without="0", near=100)
    assert len(chosen) <= MOST_PICKS
    assert all(product.code != "0" and product.skus[0].stock > 0 for product in chosen)


def test_of_two_categories_one_product_each_is_picked() -> None:
    shelf = [a_product("1", "a"), a_product("2", "a"), a_product("3", "b")]
    assert [product.code for product in picks(shelf, ("a", "b"))] == ["1", "3"]


def test_a_product_without_a_strong_point_or_off_sale_is_not_picked() -> None:
    shelf = [a_product("1", strengths=()), a_product("2", on_sale=False), a_product("3")]
    assert [product.code for product in picks(shelf, ("裙",))] == ["3"]


def test_the_nearest_price_and_the_wish_come_first() -> None:
    shelf = [
        a_product("1", price=300),
        a_product("2", price=110),
        a_product("3", strengths=("显瘦",), price=900),
    ]
    assert picks(shelf, ("裙",), near=100)[0].code == "2"
    assert picks(shelf, ("裙",), near=100, signs=("显瘦",))[0].code == "3"


def test_the_fullest_colour_must_have_something_in_stock() -> None:
    listed = [("黑", "S", 0), ("黑", "M", 2), ("白", "S", 1), ("白", "M", 4), ("红", "S", 0)]
    skus = tuple(Sku(color + size, color, size, Fen(1), stock) for color, size, stock in listed)
    product = replace(a_product("1"), skus=skus)
    assert fullest_color(product, ()) == ("白", True)
    assert fullest_color(product, ("黑", "红")) == ("黑", False)
    assert fullest_color(product, ("红",)) is None
    assert fullest_color(replace(product, skus=()), ()) is None


WORDS = BuyerWords({"attributes": {"起球": ["起球", "毛球"]}, "weak_points": {"起球": ["会起球"]}})


def test_an_answer_is_weak_by_the_words_of_its_value() -> None:
    product = a_product("1", attributes={"起球": "粗针，会起球。"})
    found = answer(product, "起球", WORDS, {})
    assert found
    assert (found.text, found.weak) == ("粗针，会起球", True)
    fine = answer(replace(product, attributes={"起球": "不起球"}), "起球", WORDS, {})
    assert fine
    assert not fine.weak


def test_a_weak_point_answers_before_a_strong_one() -> None:
    product = a_product("1", weaknesses=("久穿有毛球",), strengths=("不起球",))
    found = answer(product, "起球", WORDS, {})
    assert found
    assert (found.text, found.weak) == ("久穿有毛球", True)


def test_blank_values_are_no_answer() -> None:
    assert answer(a_product("1", attributes={"起球": " 。"}, strengths=()), "起球", WORDS, {}) is None


def test_a_strength_is_not_said_twice() -> None:
    product = a_product("1", strengths=("垂感好", "不勒"))
    assert strength_beside(product, "这款垂感好哦") == "不勒"
    assert strength_beside(product, "垂感好，不勒") == ""


def test_a_reason_is_one_part_of_a_strong_point_and_the_wished_one_if_there_is_one() -> None:
    product = a_product("1", strengths=("后腰松紧，吃完饭也不勒", "短款，小个子友好"))
    assert short_strength(product) == "后腰松紧"
    assert short_strength(product, ("小个子",)) == "小个子友好"
    assert short_strength(replace(product, strengths=())) == ""


KNITTED = Product(
    "k",
    "k",
    "k",
    "裙",
    Fen(100),
    Fen(90),
    chart=SizeChart(ChartKind.ADULT, (SizeRow("S", weight=Span(40, 50)), SizeRow("M", weight=Span(50, 60)))),
    skus=(Sku("k-s", "灰", "S", Fen(100), 0), Sku("k-m", "灰", "M", Fen(100), 4)),
)


@pytest.mark.parametrize(
    ("weight", "fits"), [(None, True), (55, True), (50, True), (45, False), (70, False), (35, False)]
)
def test_a_piece_is_for_a_body_that_one_of_its_sizes_in_stock_fits(weight: float | None, fits: bool) -> None:
    assert wearable(KNITTED, Body(height=165, weight=weight)) is fits


def test_a_piece_without_a_chart_is_for_everybody() -> None:
    assert wearable(replace(KNITTED, chart=None), Body(weight=200))
