"""How far down each role may go with a price, and what becomes of one that an agent names (handbook A8)."""

from __future__ import annotations

from enum import Enum

from bot.core.accounts import Role
from bot.core.bargain_state import BargainState
from bot.core.money import Fen
from bot.core.refusals import OutOfRule, Refusal
from bot.core.shop import BargainRule


class PriceWay(str, Enum):
    TELL = "tell"
    """Within the agent's limit: the buyer may be told at once."""
    GRANT = "grant"
    """Below it, named by somebody who may allow it themselves."""
    ASK = "ask"
    """Somebody else has to allow it first."""


def agent_limit(price: Fen, floor: Fen, rule: BargainRule) -> Fen:
    """The product's floor, or what the shop's rule leaves of the price where that is more.

    No room at all where prices are fixed, and where a floor of nothing or above the price is no floor.
    """
    if rule.fixed_price or not 0 < floor < price:
        return price
    return agent_floor(price, floor, rule)


def agent_floor(price: Fen, floor: Fen, rule: BargainRule) -> Fen:
    """The same where nobody bargains: what the reply guard holds a named price to."""
    return max(floor, _left(price, rule.agent_off))


def limit_of_role(role: Role, price: Fen, floor: Fen, rule: BargainRule) -> Fen:
    """The lowest unit price that this role may allow."""
    own = agent_limit(price, floor, rule)
    if role is Role.OWNER:
        return Fen(1)
    return min(own, _left(price, rule.supervisor_off)) if role is Role.SUPERVISOR else own


def way_of(
    amount: Fen, role: Role, *, price: Fen, floor: Fen, rule: BargainRule, state: BargainState, waiting: bool
) -> PriceWay:
    """`waiting`: a price of this product waits for an answer already. Raises OutOfRule."""
    if amount <= 0:
        raise OutOfRule(Refusal.NO_PRICE)
    if amount >= price or amount > (state.offered or price):
        raise OutOfRule(Refusal.PRICE_NOT_LOWER)
    limit = agent_limit(price, floor, rule)
    if amount >= min(limit, state.granted or limit):
        return PriceWay.TELL
    if waiting:
        raise OutOfRule(Refusal.PRICE_ASKED)
    if role is not Role.AGENT and amount >= limit_of_role(role, price, floor, rule):
        return PriceWay.GRANT
    if amount <= (state.refused or 0):
        raise OutOfRule(Refusal.PRICE_REFUSED)
    return PriceWay.ASK


def demand_limit(role: Role, asked: Fen, price: Fen, floor: Fen, rule: BargainRule) -> None:
    """Raises OutOfRule for a price that is for somebody above this role to allow."""
    if asked < limit_of_role(role, price, floor, rule):
        raise OutOfRule(Refusal.BELOW_OWN_LIMIT)


def _left(price: Fen, percent_off: int) -> Fen:
    """Rounded up to the fen; never nothing, which would be no price."""
    return Fen(max(1, -(-price * (100 - percent_off) // 100)))
