"""A reason to decide is named only while it is true (handbook A7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from bot.core.catalogue import Product, Promotion, PromotionKind, ReturnClass, Sku
from bot.core.closing import DEADLINE_NEAR, Closing, Lever, closing
from bot.core.money import Fen
from bot.core.stock import REALLY_LOW, Wanted, stock_of

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=timezone.utc)
COLORS, SIZES = ("奶杏", "雾蓝", "墨绿"), ("S", "M")


def a_product(stock: list[int], price: int = 15900) -> Product:
    pairs = [(color, size) for color in COLORS for size in SIZES]
    skus = tuple(Sku(c + s, c, s, Fen(price), n) for (c, s), n in zip(pairs, stock, strict=False))
    return Product("L1", "裙", "小雏菊连衣裙", "连衣裙", Fen(price), Fen(price), skus=skus)


def a_promotion(hours_left: float, threshold: int = 0, **more: object) -> Promotion:
    start, end = NOW - timedelta(days=9), NOW + timedelta(hours=hours_left)
    kind = PromotionKind.COUPON
    made = Promotion("c", kind, "立减10", "领券", start, end, Fen(threshold), Fen(1000))
    return replace(made, **more)  # type: ignore[arg-type]


def closed(product: Product, wanted: Wanted, *promotions: Promotion, today: bool = False) -> Closing | None:
    stock = stock_of(product, wanted, NOW.date())
    return closing(product, wanted, stock, promotions, NOW, ships_today=today)


def lever(product: Product, wanted: Wanted, *promotions: Promotion, today: bool = False) -> Lever | None:
    found = closed(product, wanted, *promotions, today=today)
    return found.lever if found else None


FULL = a_product([9] * 6)
M = Wanted(sizes=("M",))


def test_few_pieces_of_one_sku_are_scarce_and_few_of_several_are_not() -> None:
    product = a_product([9, 2, 9, 2, 9, 2])
    assert lever(product, Wanted(("奶杏",), ("M",))) is Lever.SCARCITY
    assert lever(product, M) is not Lever.SCARCITY


def test_a_deadline_counts_only_for_what_one_piece_gets_now() -> None:
    assert lever(FULL, M, a_promotion(30)) is Lever.DEADLINE
    for far in (
        a_promotion(24 * 4),
        a_promotion(-0.01),
        a_promotion(30, threshold=20000),
        a_promotion(30, products=frozenset({"L2"})),
        a_promotion(30, starts_at=NOW + timedelta(hours=1)),
        a_promotion(30, kind=PromotionKind.SECOND_PIECE),
    ):
        assert lever(FULL, M, far) is not Lever.DEADLINE


def test_todays_dispatch_counts_while_it_can_be_reached_and_for_what_is_not_made_to_order() -> None:
    assert lever(FULL, M, today=True) is Lever.CUTOFF
    assert lever(FULL, M, today=False) is not Lever.CUTOFF
    assert lever(replace(FULL, return_class=ReturnClass.CUSTOM), M, today=True) is not Lever.CUTOFF


def test_a_choice_is_one_of_two_that_are_both_there() -> None:
    two = a_product([9, 9, 9, 9, 9, 0])
    assert closed(two, M) == Closing(Lever.CHOICE, choice=("奶杏", "雾蓝"))
    assert closed(FULL, Wanted(colors=("奶杏",))) == Closing(Lever.CHOICE, choice=("S", "M"))
    assert lever(FULL, M) is Lever.NONE
    assert lever(a_product([9, 9, 9, 0]), Wanted()) is Lever.NONE


def test_what_can_not_be_bought_is_not_closed() -> None:
    assert closed(a_product([0] * 6), M, a_promotion(30), today=True) is None
    assert closed(replace(FULL, on_sale=False), M, today=True) is None
    assert closed(replace(FULL, skus=()), M, today=True) is None
    assert closed(a_product([9, -3]), Wanted(sizes=("M",))) is None


@given(
    st.lists(st.integers(-2, 9), min_size=1, max_size=6),
    st.builds(Wanted, st.sampled_from([(), ("奶杏",), ("雾蓝",)]), st.sampled_from([(), ("S",), ("M",)])),
    st.lists(st.builds(a_promotion, st.floats(-50, 200), st.sampled_from([0, 15900, 19900])), max_size=3),
    st.booleans(),
)
def test_every_lever_is_true_in_the_data(
    stock: list[int], wanted: Wanted, promotions: list[Promotion], today: bool
) -> None:
    product = a_product(stock)
    found = closed(product, wanted, *promotions, today=today)
    there = [sku for sku in product.skus if wanted.holds(sku) and sku.stock > 0]
    assert (found is None) == (not there)
    if found is None:
        return
    if found.lever is Lever.SCARCITY:
        assert len(there) == 1 and there[0].stock <= REALLY_LOW
    if found.lever is Lever.DEADLINE:
        ending = found.promotion
        assert ending and ending.threshold <= product.price
        assert timedelta(0) < ending.ends_at - NOW <= DEADLINE_NEAR
    if found.lever is Lever.CUTOFF:
        assert today
    if found.lever is Lever.CHOICE:
        first, second = found.choice
        assert first != second
        assert all(any(one in (sku.color, sku.size) for sku in there) for one in found.choice)
