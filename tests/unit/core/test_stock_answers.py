from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.catalogue import Product, Sku
from bot.core.money import Fen
from bot.core.stock import MOST_WAYS_OUT, REALLY_LOW, StockState, Wanted, stock_of

TODAY = date(2026, 11, 25)
COLORS, SIZES = ("黑", "白", "红"), ("S", "M", "L")

skus = st.builds(
    lambda color, size, stock, days: Sku(
        f"{color}{size}",
        color,
        size,
        Fen(100),
        stock,
        restock_on=None if days is None else TODAY + timedelta(days=days),
    ),
    st.sampled_from(COLORS),
    st.sampled_from(SIZES),
    st.integers(-3, 9),
    st.one_of(st.none(), st.integers(-9, 9)),
)
products = st.builds(
    lambda listed, on_sale: Product(
        "p", "t", "n", "c", Fen(100), Fen(90), skus=tuple(listed), on_sale=on_sale
    ),
    st.lists(skus, max_size=9),
    st.booleans(),
)
wishes = st.builds(
    Wanted,
    st.lists(st.sampled_from(COLORS), max_size=2, unique=True).map(tuple),
    st.lists(st.sampled_from(SIZES), max_size=2, unique=True).map(tuple),
)


@given(products, wishes)
def test_what_is_called_available_can_be_bought(product: Product, wanted: Wanted) -> None:
    answer = stock_of(product, wanted, TODAY)
    assert all(sku.stock > 0 for sku in answer.available)
    assert all(sku.stock <= 0 for sku in answer.sold_out)
    for color in answer.other_colors:
        assert any(sku.color == color and sku.stock > 0 for sku in product.skus)
        assert color not in wanted.colors
    for size in answer.other_sizes:
        assert size not in wanted.sizes
        assert any(sku.size == size and sku.stock > 0 for sku in product.skus)
    assert max(len(answer.other_colors), len(answer.other_sizes)) <= MOST_WAYS_OUT


@given(products, wishes)
def test_scarcity_is_claimed_of_one_option_with_three_pieces_at_most(
    product: Product, wanted: Wanted
) -> None:
    answer = stock_of(product, wanted, TODAY)
    if answer.state is StockState.LOW:
        assert 0 < answer.left <= REALLY_LOW


@given(products, wishes)
def test_goods_never_come_back_in_the_past(product: Product, wanted: Wanted) -> None:
    restock_on = stock_of(product, wanted, TODAY).restock_on
    assert restock_on is None or restock_on >= TODAY


@given(products, wishes)
def test_in_stock_means_that_all_of_it_is(product: Product, wanted: Wanted) -> None:
    answer = stock_of(product, wanted, TODAY)
    meant = [sku for sku in product.skus if wanted.holds(sku)]
    if answer.state is StockState.IN_STOCK:
        assert product.on_sale
        assert all(sku.stock > 0 for sku in meant)
    if answer.state is StockState.SOLD_OUT:
        assert all(sku.stock <= 0 for sku in meant)


def test_another_size_is_offered_only_beside_the_wanted_one() -> None:
    listed = tuple(Sku(size, "黑", size, Fen(100), stock) for size, stock in (("S", 5), ("M", 5), ("L", 0)))
    product = Product("p", "t", "n", "c", Fen(100), Fen(90), skus=listed)
    assert stock_of(product, Wanted(("黑",), ("L",)), TODAY).other_sizes == ("M",)


def test_a_colour_and_a_size_that_are_never_combined_are_not_offered() -> None:
    listed = (Sku("1", "黑", "S", Fen(100), 5), Sku("2", "白", "M", Fen(100), 5))
    product = Product("p", "t", "n", "c", Fen(100), Fen(90), skus=listed)
    assert stock_of(product, Wanted(("黑",), ("M",)), TODAY).state is StockState.NOT_OFFERED
