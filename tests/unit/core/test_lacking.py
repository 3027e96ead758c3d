"""Which piece an order waits for, and when it is back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from bot.core.catalogue import Product, Sku
from bot.core.lacking import lacking, rest_is_on_its_way, rest_is_unsent
from bot.core.money import Fen
from bot.core.orders import Order, OrderLine, OrderState
from bot.core.parcels import Parcel, ParcelState

NOW = datetime(2026, 6, 10, tzinfo=timezone.utc)
TODAY = NOW.date()
LATER = TODAY + timedelta(days=5)


def an_order(count: int, state: OrderState = OrderState.PAID) -> Order:
    lines = tuple(OrderLine(str(i), f"件{i}", 1, Fen(100), "p", f"s{i}") for i in range(count))
    return Order("1", "小鱼", state, NOW, Fen(100), Fen(100), lines=lines)


def a_product(*skus: tuple[int, date | None]) -> Product:
    known = tuple(
        Sku(f"s{i}", "黑", str(i), Fen(100), left, restock_on=back) for i, (left, back) in enumerate(skus)
    )
    return Product("p", "裙", "裙", "裙", Fen(100), Fen(100), skus=known)


def test_a_piece_without_stock_lacks_until_the_day_of_its_restock() -> None:
    found = lacking(an_order(2), [a_product((3, None), (0, LATER))], TODAY)
    assert found is not None
    assert (found.line.sku_code, found.restock_on) == ("s1", LATER)


def test_of_several_lacking_pieces_the_last_day_counts_and_only_when_all_are_known() -> None:
    both = lacking(an_order(2), [a_product((0, TODAY), (0, LATER))], TODAY)
    one = lacking(an_order(2), [a_product((0, None), (0, LATER))], TODAY)
    assert both is not None
    assert one is not None
    assert (both.restock_on, one.restock_on) == (LATER, None)


def test_a_day_that_has_passed_is_not_told() -> None:
    found = lacking(an_order(1), [a_product((0, TODAY - timedelta(days=1)))], TODAY)
    assert found is not None
    assert found.restock_on is None


def test_of_a_part_sent_order_one_piece_at_least_has_left() -> None:
    order = an_order(2, OrderState.PART_SHIPPED)
    assert lacking(order, [a_product((0, LATER), (0, LATER))], TODAY) is None
    assert lacking(order, [a_product((4, None), (0, LATER))], TODAY) is not None


def test_what_the_catalogue_does_not_know_does_not_lack() -> None:
    assert lacking(an_order(1), [], TODAY) is None
    assert lacking(replace(an_order(1), lines=()), [a_product((0, LATER))], TODAY) is None


stocks = st.lists(
    st.tuples(st.integers(-2, 3), st.none() | st.dates(TODAY - timedelta(9), LATER)), max_size=4
)


@given(stocks, st.sampled_from([OrderState.PAID, OrderState.PART_SHIPPED]))
def test_what_is_said_to_lack_has_no_stock_and_no_day_in_the_past(
    skus: list[tuple[int, date | None]], state: OrderState
) -> None:
    found = lacking(an_order(len(skus), state), [a_product(*skus)], TODAY)
    if found is None:
        assert state is OrderState.PART_SHIPPED or all(left > 0 for left, _ in skus)
        return
    assert skus[int(found.line.sku_code[1:])][0] <= 0
    assert found.restock_on is None or found.restock_on >= TODAY


parcel_states = st.lists(st.sampled_from(list(ParcelState)), max_size=3)


@given(parcel_states, st.sampled_from(list(OrderState)))
def test_the_rest_is_on_its_way_or_unsent_and_never_both(
    states: list[ParcelState], state: OrderState
) -> None:
    parcels = tuple(Parcel("中通快递", str(i), known) for i, known in enumerate(states))
    order = replace(an_order(2, state), parcels=parcels)
    under_way = any(known is not ParcelState.SIGNED for known in states)
    assert not (rest_is_on_its_way(order) and rest_is_unsent(order))
    assert rest_is_on_its_way(order) <= under_way
    assert rest_is_unsent(order) is (state is OrderState.PART_SHIPPED and not under_way)
