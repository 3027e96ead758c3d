"""What agents ask of the warehouse, and how far it is (handbook B2, B3, B7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from types import MappingProxyType

from bot.core.change_stage import ChangeStage, change_stage
from bot.core.order_actions import Done
from bot.core.order_rules import checked_reason, demand_stage
from bot.core.orders import Order
from bot.core.refusals import OutOfRule, Refusal


class TaskKind(str, Enum):
    RELABEL = "relabel"
    """The address has changed: a label that is printed already is printed anew."""
    REPRINT = "reprint"
    """Another piece, or a lost slip."""
    GIFT = "gift"
    HOLD = "hold"
    FASTER = "faster"
    """By another courier."""
    INTERCEPT = "intercept"
    FORWARD = "forward"
    """Ask the courier to take a parcel that has left to another address."""


class TaskState(str, Enum):
    OPEN = "open"
    TAKEN = "taken"
    DONE = "done"
    REFUSED = "refused"


UNFINISHED = frozenset({TaskState.OPEN, TaskState.TAKEN})
_UNSENT = frozenset({ChangeStage.BEFORE_DISPATCH, ChangeStage.PART_SENT})
_LEFT = frozenset({ChangeStage.PART_SENT, ChangeStage.ON_THE_WAY})

STAGES: Mapping[TaskKind, frozenset[ChangeStage]] = MappingProxyType(
    {
        TaskKind.RELABEL: _UNSENT,
        TaskKind.REPRINT: _UNSENT,
        TaskKind.GIFT: _UNSENT,
        TaskKind.HOLD: _UNSENT | {ChangeStage.REFUND_OPEN},
        TaskKind.FASTER: _UNSENT,
        TaskKind.INTERCEPT: _LEFT,
        TaskKind.FORWARD: _LEFT,
    }
)
"""When it can still be done; at the door a parcel is too late to catch."""

PROVEN_BY: Mapping[TaskKind, Done] = MappingProxyType(
    {
        TaskKind.RELABEL: Done.RELABELLED,
        TaskKind.REPRINT: Done.REPRINTED,
        TaskKind.GIFT: Done.GIFT,
        TaskKind.HOLD: Done.HELD,
        TaskKind.FASTER: Done.SENT_FASTER,
        TaskKind.INTERCEPT: Done.INTERCEPTED,
        TaskKind.FORWARD: Done.FORWARDED,
    }
)
"""What is on record once the warehouse says that it is done."""


@dataclass(frozen=True)
class OrderTask:
    id: int
    shop: str
    order: str
    """The order's number."""
    buyer: str
    kind: TaskKind
    detail: str
    """What exactly, and why, in the agent's words."""
    raised_by: str
    raised_at: datetime
    conversation_id: int
    state: TaskState = TaskState.OPEN
    taken_by: str = ""
    taken_at: datetime | None = None
    ended_by: str = ""
    ended_at: datetime | None = None
    outcome: str = ""
    """Why it was refused, or what came of it."""


def kinds_for(order: Order) -> tuple[TaskKind, ...]:
    """What may be asked of the warehouse now."""
    stage = change_stage(order)
    return tuple(kind for kind in TaskKind if stage in STAGES[kind])


def demand_raisable(kind: TaskKind, order: Order) -> None:
    """Raises OutOfRule."""
    demand_stage(order, STAGES[kind])


def added_to(task: OrderTask, detail: str) -> OrderTask:
    """The same wish again: one task, which says all that was asked for."""
    if not detail or detail in task.detail:
        return task
    return replace(task, detail=f"{task.detail}；{detail}".strip("；"))


def taken(task: OrderTask, login: str, at: datetime) -> OrderTask:
    """Raises OutOfRule when somebody was first."""
    if task.state is TaskState.TAKEN and task.taken_by == login:
        return task
    if task.state is not TaskState.OPEN:
        raise OutOfRule(Refusal.TASK_TAKEN if task.state is TaskState.TAKEN else Refusal.TASK_ENDED)
    return replace(task, state=TaskState.TAKEN, taken_by=login, taken_at=at)


def ended(task: OrderTask, state: TaskState, outcome: str, login: str, at: datetime) -> OrderTask:
    """Done or refused; a refusal says why. Raises OutOfRule."""
    if task.state not in UNFINISHED:
        raise OutOfRule(Refusal.TASK_ENDED)
    outcome = checked_reason(outcome, needed=state is TaskState.REFUSED)
    return replace(
        task,
        state=state,
        taken_by=task.taken_by or login,
        taken_at=task.taken_at or at,
        ended_by=login,
        ended_at=at,
        outcome=outcome,
    )
