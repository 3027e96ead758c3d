"""What the desk has done with orders, as reading and importing them need it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.base import plain
from bot.adapters.store.tables.order_work import OrderActionRow
from bot.core.order_actions import Done

MOST_ACTIONS = 200
"""Of one order that an import looks back on."""

ACTION = plain(OrderActionRow)
DONE = (
    select(ACTION.c.order_id, ACTION.c.done)
    .where(ACTION.c.order_id.in_(bindparam("orders", expanding=True)))
    .distinct()
)


def done_with(session: Session, order_ids: Sequence[int]) -> Mapping[int, frozenset[Done]]:
    found: dict[int, set[Done]] = defaultdict(set)
    for order_id, done in session.execute(DONE, {"orders": list(order_ids)}).all():
        found[order_id].add(Done(done))
    return {order_id: frozenset(done) for order_id, done in found.items()}


def column_key(column: str, line_number: str = "") -> str:
    """How an action names what it has changed: a column of the order, or of one of its lines."""
    return f"{line_number}/{column}" if line_number else column


def without_stale(
    session: Session, order_id: int, columns: Mapping[str, Any], line_number: str = ""
) -> dict[str, Any]:
    """An export that still says what stood there before the desk changed it does not undo the change."""
    befores = session.execute(
        select(ACTION.c.before)
        .where(ACTION.c.order_id == order_id)
        .order_by(ACTION.c.id.desc())
        .limit(MOST_ACTIONS)
    ).scalars()
    stale = {(name, value) for before in befores for name, value in before.items()}
    return {
        name: value
        for name, value in columns.items()
        if not isinstance(value, (str, int)) or (column_key(name, line_number), value) not in stale
    }
