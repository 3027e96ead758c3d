"""Prices that the shop gives by rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.money import Fen
from bot.core.rule_prices import RuleFor, rule_price
from bot.core.shop import BargainRule

RULE = BargainRule(several_from=2, several_percent=95, returning_percent=98, vip_percent=90)
PRICE, FLOOR = Fen(18900), Fen(16900)


@pytest.mark.parametrize(
    ("pieces", "returning", "vip", "reason", "amount"),
    [
        (1, False, False, None, None),
        (2, False, False, RuleFor.SEVERAL, 18000),
        (1, True, False, RuleFor.RETURNING, 18600),
        (1, True, True, RuleFor.VIP, 17100),
        (5, True, False, RuleFor.SEVERAL, 18000),
    ],
)
def test_the_lowest_price_of_the_rules_that_hold_is_given(
    pieces: int, returning: bool, vip: bool, reason: RuleFor | None, amount: int | None
) -> None:
    found = rule_price(PRICE, FLOOR, RULE, pieces=pieces, returning=returning, vip=vip)
    assert (found.reason if found else None) is reason
    assert (found.amount if found else None) == amount


def test_a_shop_without_rules_gives_none() -> None:
    assert rule_price(PRICE, FLOOR, BargainRule(), pieces=99, returning=True, vip=True) is None


@pytest.mark.parametrize("percent", [0, 101, -5])
def test_a_percentage_that_is_none_is_refused(percent: int) -> None:
    with pytest.raises(ValueError, match="vip_percent"):
        BargainRule(vip_percent=percent)


@given(
    st.integers(1, 10**6),
    st.integers(1, 10**6),
    st.builds(
        BargainRule,
        several_from=st.integers(0, 9),
        several_percent=st.integers(1, 100),
        returning_percent=st.integers(1, 100),
        vip_percent=st.integers(1, 100),
    ),
    st.integers(1, 9),
    st.booleans(),
    st.booleans(),
)
def test_no_rule_goes_below_the_floor_or_above_the_price(
    price: int, floor: int, rule: BargainRule, pieces: int, returning: bool, vip: bool
) -> None:
    found = rule_price(Fen(price), Fen(floor), rule, pieces=pieces, returning=returning, vip=vip)
    if found:
        assert floor <= found.amount < price
