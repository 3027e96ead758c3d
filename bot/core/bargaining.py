"""The bargaining ladder 一拒二拉三引四斩: decline, promotion, value, concede (handbook A8).

One step a turn, never two at once. A conceded price never lies below the floor nor above what was
offered before; what lies below the floor is for the supervisor.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from bot.core.bargain_state import BargainState
from bot.core.money import Fen
from bot.core.shop import BargainRule


class Topic(str, Enum):
    PRICE = "price"
    POSTAGE = "postage"
    GIFT = "gift"


@dataclass(frozen=True)
class Ask:
    amount: Fen | None = None
    """The unit price the buyer names."""
    topic: Topic = Topic.PRICE
    threatens_to_leave: bool = False


class MoveKind(str, Enum):
    FIXED_PRICE = "fixed_price"
    DECLINE = "decline"
    PROMOTION = "promotion"
    VALUE = "value"
    CONCEDE = "concede"
    GIFT = "gift"
    LAST_PRICE = "last_price"
    ACCEPT = "accept"
    BY_RULE = "by_rule"  # a price that the shop gives for many pieces, to returning buyers, to VIPs
    GRANTED = "granted"  # the supervisor has allowed the price, and the buyer has not heard it yet
    ABOVE_LIMIT = "above_limit"  # only the supervisor may go on


@dataclass(frozen=True)
class Move:
    kind: MoveKind
    amount: Fen | None = None
    """The unit price to name."""
    total: Fen | None = None
    """The same for all pieces asked for."""


TALK = (MoveKind.DECLINE, MoveKind.PROMOTION, MoveKind.VALUE)
"""The rungs that cost nothing; `BargainState.step` counts through them, then through concessions."""

ROUNDINGS = (100, 10, 1)
"""Whole yuan; jiao and fen only where whole yuan would leave no concession at all."""


@dataclass(frozen=True)
class _Room:
    """What lies between the price and the floor, and how far the talk is down in it."""

    price: Fen
    floor: Fen
    steps: int
    standing: Fen
    """The price now on the table."""

    def rung(self, number: int) -> Fen | None:
        """The price of a rung, counted from 1, or None if it lies no lower than what stands."""
        exact = self.price - (self.price - self.floor) * number // self.steps
        for unit in ROUNDINGS:
            rounded = -(-exact // unit) * unit
            if rounded < self.standing:
                return Fen(rounded)
        return None

    def next_rung(self, number: int) -> tuple[int, Fen] | None:
        for later in range(number, self.steps + 1):
            amount = self.rung(later)
            if amount is not None:
                return later, amount
        return None


def next_move(
    state: BargainState,
    ask: Ask,
    *,
    price: Fen,
    floor: Fen,
    rule: BargainRule,
    has_promotion: bool,
    has_gift: bool,
    quantity: int = 1,
    by_rule: Fen | None = None,
) -> tuple[Move, BargainState]:
    """The desk's next step and what to remember of it. `by_rule` is the unit price that a rule gives.

    A floor above the price or of nothing is an error in the data and taken as a fixed price.
    """
    state = replace(state, postage_asked=state.postage_asked or ask.topic is Topic.POSTAGE)
    if rule.fixed_price or rule.steps < 1 or not 0 < floor < price:
        move = Move(MoveKind.FIXED_PRICE, price)
    elif state.step < len(TALK):
        move, state = _talk(state, has_promotion, by_rule)
    else:
        limit = min(floor, state.granted or floor)
        room = _Room(price, limit, rule.steps, min(state.offered or price, price))
        move, state = _bargain(state, ask, room, has_gift and not state.gift_offered)
    total = None if move.amount is None else Fen(move.amount * max(quantity, 1))
    return replace(move, total=total), state


def _talk(state: BargainState, has_promotion: bool, by_rule: Fen | None) -> tuple[Move, BargainState]:
    """A price by rule takes the promotion's place: it is as open to everybody who fulfils it."""
    step = state.step
    if TALK[step] is MoveKind.PROMOTION and by_rule is not None:
        return Move(MoveKind.BY_RULE, by_rule), replace(state, step=step + 1, offered=by_rule)
    if TALK[step] is MoveKind.PROMOTION and not has_promotion:
        step += 1
    return Move(TALK[step]), replace(state, step=step + 1)


def _bargain(state: BargainState, ask: Ask, room: _Room, may_give: bool) -> tuple[Move, BargainState]:
    if state.granted is not None and state.granted < room.standing:
        return Move(MoveKind.GRANTED, state.granted), replace(state, offered=state.granted)
    if room.standing < room.floor:  # the floor was raised after an offer
        return Move(MoveKind.ABOVE_LIMIT), state
    lower = room.next_rung(state.step - len(TALK) + 1)
    lowest = lower[1] if lower else room.floor
    if ask.topic is Topic.PRICE and ask.amount is not None and ask.amount >= lowest:
        accepted = min(ask.amount, room.standing)
        return Move(MoveKind.ACCEPT, accepted), replace(state, offered=accepted)
    if may_give and (ask.topic is not Topic.PRICE or lower is None):
        return Move(MoveKind.GIFT), replace(state, gift_offered=True)
    if lower:
        number, amount = lower
        return Move(MoveKind.CONCEDE, amount), replace(state, step=len(TALK) + number, offered=amount)
    return _end(state, ask, room)


def _end(state: BargainState, ask: Ask, room: _Room) -> tuple[Move, BargainState]:
    """A price that the supervisor has refused is not asked for again, nor is a lower one."""
    insists = ask.amount is not None and (state.refused or 0) < ask.amount < room.floor
    if state.last_price_said and insists:
        return Move(MoveKind.ABOVE_LIMIT), state
    return Move(MoveKind.LAST_PRICE, room.standing), replace(state, last_price_said=True)
