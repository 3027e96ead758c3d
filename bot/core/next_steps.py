"""The natural next step of a talk (handbook A2, A3, A13, C4)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from bot.core.orders import OrderState
from bot.core.stage_intents import STAGE_OF, Stage
from bot.core.stages import HeardTurn, TalkSoFar, is_read_back, placed_order, stage_of
from bot.core.unsolved import TROUBLE, has_trouble, wants_peace

NEXT_STEP = "next_step"
"""Stands where a script or a suggestion names its intent: nobody has asked for it."""


class Step(str, Enum):
    NEED = "need"  # ask what the buyer is looking for
    CLOSE = "close"  # a true reason to decide
    ORDER = "order"  # how to order
    PAY = "pay"  # a placed order is not paid yet
    READ_BACK = "read_back"
    FAREWELL = "farewell"  # invite to follow the shop, say goodbye
    CARE = "care"  # a word to somebody who complained and fell silent


WAYS_ON: Mapping[Stage, tuple[Step, ...]] = MappingProxyType(
    {
        Stage.GREET: (Step.NEED,),
        Stage.ASK: (Step.CLOSE, Step.ORDER),
        Stage.RECOMMEND: (Step.CLOSE, Step.ORDER),
        Stage.BARGAIN: (Step.CLOSE, Step.ORDER),
        Stage.COURIER: (Step.ORDER,),
        Stage.VERIFY: (Step.PAY, Step.READ_BACK),
        Stage.FAREWELL: (Step.FAREWELL,),
        Stage.FOLLOW_UP: (),
    }
)
"""A step that was said is over; then comes the one after it."""
OVER_A_QUESTION = frozenset({Step.NEED, Step.FAREWELL, Step.CARE})
"""The only steps that don't talk past a question of ours which the buyer has not answered."""

ANSWERED_WITH_A_STEP = frozenset({"affirm", "thanks"})
_PASSING = frozenset({"affirm", "thanks", "inform", "chitchat"})
_ENDS = frozenset({"deny", "goodbye"})
_ASKED_FOR_THE_WAY = frozenset({"how_to_order"})

OPEN_MATTERS = frozenset(
    {intent for intent, stage in STAGE_OF.items() if stage is Stage.FOLLOW_UP}
    | {"adjust_price", "change_address", "change_order", "add_order_note", "combine_shipping"}
) - {"praise"}
"""Whoever has one of these open in the talk is neither sold to nor read an order that is about to change."""


def next_step(talk: TalkSoFar, *, silent: bool = False) -> Step | None:
    """What could be said next of our own accord; None where it is better to say nothing."""
    session = talk.session
    if not session or wants_peace(talk):
        return None
    if has_trouble(talk):
        return Step.CARE if silent and _may_care(talk) else None
    if not _leads_on(session) or _open_matter(session):
        return None
    step = next((step for step in WAYS_ON[stage_of(talk)] if not _is_done(step, talk)), None)
    return None if talk.agent_asked and step not in OVER_A_QUESTION else step


def _may_care(talk: TalkSoFar) -> bool:
    """After a complaint of this session, once, and not to who said no or goodbye or was abusive."""
    session = talk.session
    complained = any(TROUBLE.intersection(turn.intents) for turn in session)
    last = _last_word(session)
    refused = last is None or bool((_ENDS | {"abuse"}).intersection(last.intents))
    return complained and not refused and not _is_done(Step.CARE, talk)


def _leads_on(session: tuple[HeardTurn, ...]) -> bool:
    """Whether the buyer's last word, courtesies aside, is one that a next step can follow."""
    last = _last_word(session)
    if last is None or _ENDS.intersection(last.intents):
        return False
    return any(intent in STAGE_OF for intent in last.intents)


def _last_word(session: tuple[HeardTurn, ...]) -> HeardTurn | None:
    return next(
        (turn for turn in reversed(session) if not turn.intents or set(turn.intents) - _PASSING), None
    )


def _open_matter(session: tuple[HeardTurn, ...]) -> bool:
    return any(OPEN_MATTERS.intersection(turn.intents) for turn in session)


def _is_done(step: Step, talk: TalkSoFar) -> bool:
    order = placed_order(talk)
    if step is Step.READ_BACK:
        return order is None or order.state is not OrderState.PAID or is_read_back(order, talk)
    if step is Step.PAY and (order is None or order.state is not OrderState.UNPAID):
        return True
    if step is Step.ORDER and any(_ASKED_FOR_THE_WAY.intersection(turn.intents) for turn in talk.session):
        return True
    return talk.in_session(talk.memory.said.get(step.value))
