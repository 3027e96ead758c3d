"""Which of its eight stages a talk has reached: by its turns, its memory and its order (handbook A2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.core.orders import Order, OrderState
from bot.core.stage_intents import STAGE_OF, Stage
from bot.core.stage_memory import StageMemory

SESSION_GAP = timedelta(hours=12)
"""After a longer silence of the buyer another talk begins, though the channel calls it the same one."""


AGREES = frozenset({"affirm", "thanks", "confirm_order"})
_SAYS_ORDERED = frozenset({"order_placed", "confirm_order"})
UNSENT = frozenset({OrderState.UNPAID, OrderState.PAID})
_SENT = frozenset({OrderState.PART_SHIPPED, OrderState.SHIPPED, OrderState.FINISHED})


@dataclass(frozen=True)
class HeardTurn:
    """What a turn of the buyer was understood to want; without intents where that was not clear."""

    intents: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class TalkSoFar:
    turns: tuple[HeardTurn, ...]  # oldest first
    orders: tuple[Order, ...] = ()
    """The buyer's own."""
    memory: StageMemory = field(default_factory=StageMemory)
    agent_asked: bool = False
    """The last thing the buyer was sent is a question."""

    @property
    def session(self) -> tuple[HeardTurn, ...]:
        """The turns since the buyer's last long silence."""
        start = len(self.turns) - 1
        while start > 0 and self.turns[start].at - self.turns[start - 1].at <= SESSION_GAP:
            start -= 1
        return self.turns[max(start, 0) :]

    def in_session(self, moment: datetime | None) -> bool:
        """Generous by a gap, because of a long session only the last turns are known."""
        return moment is not None and bool(self.turns) and moment >= self.session[0].at - SESSION_GAP


def stage_of(talk: TalkSoFar) -> Stage:
    """What the buyer spoke of last, unless the order has come further and nothing else was begun since."""
    told = _told(talk.session) or Stage.GREET
    order = placed_order(talk)
    if order is None:
        return told
    if order.state in _SENT:
        return _newer_than(order.shipped_at, Stage.FOLLOW_UP, talk) or told
    agreed = _agreed_at(order, talk)
    if agreed is None:
        return max(told, Stage.VERIFY, key=lambda stage: stage.place)
    return _newer_than(agreed, Stage.FAREWELL, talk) or told


def placed_order(talk: TalkSoFar) -> Order | None:
    """The newest order that was placed in this session, or that its buyer spoke of as placed."""
    session = talk.session
    if not session:
        return None
    spoken_of = any(_SAYS_ORDERED.intersection(turn.intents) for turn in session)
    fitting = [
        order
        for order in talk.orders
        if (order.created_at >= session[0].at and order.state is not OrderState.CLOSED)
        or (spoken_of and order.state in UNSENT)
    ]
    return max(fitting, key=lambda order: order.created_at, default=None)


def is_read_back(order: Order, talk: TalkSoFar) -> bool:
    return talk.memory.read_back is not None and talk.memory.read_back.order == order.number


def _agreed_at(order: Order, talk: TalkSoFar) -> datetime | None:
    """When the buyer first said yes after a paid order was read back."""
    if order.state is not OrderState.PAID or talk.memory.read_back is None or not is_read_back(order, talk):
        return None
    asked_at = talk.memory.read_back.at
    return next((t.at for t in talk.session if t.at > asked_at and AGREES.intersection(t.intents)), None)


def _newer_than(moment: datetime | None, reached: Stage, talk: TalkSoFar) -> Stage | None:
    """The stage reached at a moment, or what the buyer has begun since; None for an unknown moment."""
    if moment is None:
        return None
    return _told([turn for turn in talk.session if turn.at > moment]) or reached


def _told(turns: Sequence[HeardTurn]) -> Stage | None:
    """The furthest stage that the last turn which belongs to any speaks of."""
    return next((stage for turn in reversed(turns) if (stage := _furthest(turn.intents))), None)


def _furthest(intents: Iterable[str]) -> Stage | None:
    stages = (STAGE_OF[intent] for intent in intents if intent in STAGE_OF)
    return max(stages, key=lambda stage: stage.place, default=None)
