"""What may be done with an order, by how far it is (handbook B2, B4; docs/rules.md, changes)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.core.change_stage import ChangeStage, change_stage
from bot.core.order_actions import Done
from bot.core.orders import Flag, Order
from bot.core.refusals import OutOfRule, Refusal

LONGEST_REASON = 200
LONGEST_NOTES = 2000
"""Characters of all notes of an order together."""

EVERYWHERE = frozenset(ChangeStage)
UNSENT = frozenset({ChangeStage.BEFORE_DISPATCH})

DESK: Mapping[Done, frozenset[ChangeStage]] = MappingProxyType(
    {
        Done.ADDRESS: UNSENT | {ChangeStage.UNPAID},
        Done.ITEM: UNSENT,
        Done.COURIER: UNSENT,
        Done.NOTE: EVERYWHERE,
        Done.FLAG: EVERYWHERE,
    }
)
"""The stages in which agents may do it themselves."""

FLAGS: Mapping[Flag, frozenset[ChangeStage]] = MappingProxyType(
    {
        Flag.NONE: EVERYWHERE,
        # checked, may be printed and sent: never while the buyer asks for the money back
        Flag.RED: frozenset({ChangeStage.BEFORE_DISPATCH, ChangeStage.PART_SENT}),
        Flag.BLUE: frozenset({ChangeStage.BEFORE_DISPATCH, ChangeStage.REFUND_OPEN}),
        Flag.YELLOW: frozenset(
            {
                ChangeStage.UNPAID,
                ChangeStage.BEFORE_DISPATCH,
                ChangeStage.REFUND_OPEN,
                ChangeStage.PART_SENT,
            }
        ),
        Flag.GREEN: EVERYWHERE,
        Flag.PURPLE: EVERYWHERE,
    }
)


def may(done: Done, order: Order) -> bool:
    return change_stage(order) in DESK[done]


def demand_stage(order: Order, stages: frozenset[ChangeStage]) -> None:
    """Raises OutOfRule, which names how far the order is."""
    stage = change_stage(order)
    if stage not in stages:
        raise OutOfRule(Refusal(stage.value))


def flag_after_change(order: Order, *, confirmed: bool) -> Flag:
    """A changed order may be sent once its buyer has confirmed the change; until then it is held (B4)."""
    if change_stage(order) is ChangeStage.UNPAID:
        return order.flag
    return Flag.RED if confirmed else Flag.YELLOW


def checked_reason(text: str, *, needed: bool = True) -> str:
    """On one line. Raises OutOfRule."""
    reason = " ".join(text.split())
    if needed and not reason:
        raise OutOfRule(Refusal.NO_REASON)
    if len(reason) > LONGEST_REASON:
        raise OutOfRule(Refusal.REASON_TOO_LONG)
    return reason


def with_note(order: Order, note: str) -> str:
    """The seller's note with a line more. Raises OutOfRule when there is no room."""
    notes = f"{order.seller_note.rstrip()}\n{note}".strip()
    if len(notes) > LONGEST_NOTES:
        raise OutOfRule(Refusal.NOTES_FULL)
    return notes
