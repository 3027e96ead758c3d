"""Who may go how far down with a price: the shop's data decide, and zero means zero."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.accounts import Role
from bot.core.bargain_state import BargainState
from bot.core.money import Fen
from bot.core.price_limits import PriceWay, agent_limit, demand_limit, limit_of_role, way_of
from bot.core.refusals import OutOfRule, Refusal
from bot.core.shop import BargainRule

PRICE, FLOOR = Fen(18900), Fen(16900)
AMOUNTS = st.integers(1, 50_000).map(Fen)
OFF = st.integers(0, 100)


def way(amount: int, role: Role = Role.AGENT, rule: BargainRule | None = None, **more: object) -> PriceWay:
    known = {"price": PRICE, "floor": FLOOR, "state": BargainState(), "waiting": False, **more}
    return way_of(Fen(amount), role, rule=rule or BargainRule(), **known)  # type: ignore[arg-type]


def refusal(amount: int, **more: object) -> Refusal:
    with pytest.raises(OutOfRule) as fault:
        way(amount, **more)  # type: ignore[arg-type]
    return fault.value.refusal


@given(AMOUNTS, AMOUNTS, OFF, OFF)
def test_limits_fall_from_agent_to_supervisor_to_owner_and_are_never_nothing(
    price: Fen, floor: Fen, agent_off: int, supervisor_off: int
) -> None:
    rule = BargainRule(agent_off=agent_off, supervisor_off=supervisor_off)
    limits = [limit_of_role(role, price, floor, rule) for role in (Role.AGENT, Role.SUPERVISOR, Role.OWNER)]
    assert limits == sorted(limits, reverse=True)
    assert limits[-1] == 1
    assert limits[0] <= price


@given(AMOUNTS, AMOUNTS, OFF)
def test_an_agent_is_never_let_below_the_floor_nor_below_the_shops_percentage(
    price: Fen, floor: Fen, off: int
) -> None:
    limit = agent_limit(price, floor, BargainRule(agent_off=off))
    assert limit >= min(floor, price)
    assert (price - limit) * 100 <= price * off


@pytest.mark.parametrize(
    ("floor", "rule"),
    [
        (FLOOR, BargainRule(agent_off=0)),
        (FLOOR, BargainRule(fixed_price=True)),
        (Fen(0), BargainRule()),
        (Fen(20000), BargainRule()),
    ],
)
def test_zero_means_zero_and_so_do_fixed_prices_and_floors_that_are_none(
    floor: Fen, rule: BargainRule
) -> None:
    assert agent_limit(PRICE, floor, rule) == PRICE
    assert way(18899, floor=floor, rule=rule) is PriceWay.ASK


def test_a_price_within_the_limit_is_told_and_one_below_is_asked_for() -> None:
    assert way(16900) is PriceWay.TELL
    assert way(16899) is PriceWay.ASK
    assert way(15000, state=BargainState(granted=Fen(15000))) is PriceWay.TELL


def test_who_may_allow_a_price_needs_nobody_as_far_as_their_own_limit_goes() -> None:
    rule = BargainRule(supervisor_off=20)
    assert way(15120, Role.SUPERVISOR, rule) is PriceWay.GRANT
    assert way(15119, Role.SUPERVISOR, rule) is PriceWay.ASK
    assert way(1, Role.OWNER, rule) is PriceWay.GRANT
    demand_limit(Role.SUPERVISOR, Fen(15120), PRICE, FLOOR, rule)
    with pytest.raises(OutOfRule):
        demand_limit(Role.SUPERVISOR, Fen(15119), PRICE, FLOOR, rule)


def test_what_is_no_lower_price_was_refused_or_waits_already_is_told_so() -> None:
    assert refusal(0) is Refusal.NO_PRICE
    assert refusal(18900) is Refusal.PRICE_NOT_LOWER
    assert refusal(17500, state=BargainState(offered=Fen(17000))) is Refusal.PRICE_NOT_LOWER
    assert refusal(15000, waiting=True) is Refusal.PRICE_ASKED
    assert refusal(15000, state=BargainState(refused=Fen(15000))) is Refusal.PRICE_REFUSED
    assert way(15100, state=BargainState(refused=Fen(15000))) is PriceWay.ASK
