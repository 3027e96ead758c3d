"""The warehouse's list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.adapters.store.orders import SqlOrders
from bot.adapters.store.tables.catalogue import ShopRow
from bot.adapters.store.tables.order_work import OrderTaskRow
from bot.adapters.store.tables.orders import OrderRow
from bot.core.order_tasks import UNFINISHED, OrderTask, TaskKind, TaskState

_UNFINISHED = [state.value for state in UNFINISHED]
_TASKS = (
    select(OrderTaskRow, OrderRow.number, OrderRow.buyer_nick, ShopRow.code)
    .join(OrderRow, OrderRow.id == OrderTaskRow.order_id)
    .join(ShopRow, ShopRow.id == OrderRow.shop_id)
)


class SqlOrderTasks:
    def __init__(self, session: Session, orders: SqlOrders) -> None:
        self._session = session
        self._orders = orders

    def add(self, task: OrderTask) -> int:
        order = self._orders.known(task.shop, task.order)
        row = OrderTaskRow(order_id=order.id, **_columns(task))
        self._session.add(row)
        self._session.flush()
        return row.id

    def put(self, task: OrderTask) -> None:
        row: OrderTaskRow | None = self._session.get(OrderTaskRow, task.id)
        if row is None:
            raise LookupError(f"there is no task {task.id}")
        for name, value in _columns(task).items():
            setattr(row, name, value)

    def get(self, task_id: int) -> OrderTask | None:
        return next(iter(self._found(_TASKS.where(OrderTaskRow.id == task_id).limit(1))), None)

    def pending(self, shop_code: str, number: str, kind: TaskKind) -> OrderTask | None:
        order = self._orders.known(shop_code, number)
        query = _TASKS.where(OrderTaskRow.order_id == order.id, OrderTaskRow.kind == kind.value)
        return next(iter(self._found(query.where(OrderTaskRow.state.in_(_UNFINISHED)).limit(1))), None)

    def of(self, shop_code: str, number: str, limit: int = 10) -> Sequence[OrderTask]:
        order = self._orders.known(shop_code, number)
        query = _TASKS.where(OrderTaskRow.order_id == order.id)
        return self._found(query.order_by(OrderTaskRow.id.desc()).limit(limit))

    def unfinished(self, limit: int = 200) -> Sequence[OrderTask]:
        query = _TASKS.where(OrderTaskRow.state.in_(_UNFINISHED))
        return self._found(query.order_by(OrderTaskRow.id).limit(limit))

    def ended(self, limit: int = 20) -> Sequence[OrderTask]:
        query = _TASKS.where(OrderTaskRow.state.not_in(_UNFINISHED))
        return self._found(query.order_by(OrderTaskRow.ended_at.desc(), OrderTaskRow.id.desc()).limit(limit))

    def count_open(self) -> int:
        count: int = self._session.execute(
            select(func.count()).select_from(OrderTaskRow).where(OrderTaskRow.state == TaskState.OPEN.value)
        ).scalar_one()
        return count

    def _found(self, query: Any) -> list[OrderTask]:
        return [_task(*found) for found in self._session.execute(query).all()]


def _columns(task: OrderTask) -> dict[str, Any]:
    return {
        "kind": task.kind.value,
        "detail": task.detail,
        "state": task.state.value,
        "raised_by": task.raised_by,
        "raised_at": task.raised_at,
        "conversation_id": task.conversation_id,
        "taken_by": task.taken_by,
        "taken_at": task.taken_at,
        "ended_by": task.ended_by,
        "ended_at": task.ended_at,
        "outcome": task.outcome,
    }


def _task(row: OrderTaskRow, number: str, buyer: str, shop: str) -> OrderTask:
    return OrderTask(
        id=row.id,
        shop=shop,
        order=number,
        buyer=buyer,
        kind=TaskKind(row.kind),
        detail=row.detail,
        raised_by=row.raised_by,
        raised_at=row.raised_at,
        conversation_id=row.conversation_id,
        state=TaskState(row.state),
        taken_by=row.taken_by,
        taken_at=row.taken_at,
        ended_by=row.ended_by,
        ended_at=row.ended_at,
        outcome=row.outcome,
    )
