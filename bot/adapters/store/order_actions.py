"""Changes that agents make to orders, each with what stood there before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.adapters.store.order_history import column_key
from bot.adapters.store.order_records import line_columns, order_columns
from bot.adapters.store.orders import SqlOrders
from bot.adapters.store.tables.base import touch
from bot.adapters.store.tables.order_work import OrderActionRow
from bot.adapters.store.tables.orders import OrderLineRow
from bot.core.order_actions import Done, OrderAction
from bot.core.orders import Order


class SqlOrderActions:
    def __init__(self, session: Session, orders: SqlOrders) -> None:
        self._session = session
        self._orders = orders

    def amend(
        self, shop_code: str, before: Order, after: Order, action: OrderAction, conversation_id: int
    ) -> None:
        row = self._orders.known(shop_code, before.number)
        old, new = _differences(order_columns(before), order_columns(after))
        for name, value in new.items():
            setattr(row, name, value)
        lines = zip(before.lines, after.lines, strict=True)
        for was, becomes in ((one, other) for one, other in lines if one != other):
            line_old, line_new = _differences(line_columns(was), line_columns(becomes))
            self._set_line(row.id, was.number, line_new)
            old |= {column_key(name, was.number): value for name, value in line_old.items()}
            new |= {column_key(name, was.number): value for name, value in line_new.items()}
        touch(row)
        self._add(row.id, action, conversation_id, old, new)

    def record(self, shop_code: str, number: str, action: OrderAction, conversation_id: int) -> None:
        self._add(self._orders.known(shop_code, number).id, action, conversation_id, {}, {})

    def of(self, shop_code: str, number: str, limit: int = 20) -> Sequence[OrderAction]:
        order_id = self._orders.known(shop_code, number).id
        rows: Sequence[OrderActionRow] = (
            self._session.execute(
                select(OrderActionRow)
                .where(OrderActionRow.order_id == order_id)
                .order_by(OrderActionRow.id.desc())
                .limit(limit)
            )
            .scalars()
            .all()
        )
        return [OrderAction(Done(row.done), row.by, row.at, row.reason) for row in rows]

    def _set_line(self, order_id: int, number: str, columns: dict[str, Any]) -> None:
        row: OrderLineRow = self._session.execute(
            select(OrderLineRow).where(OrderLineRow.order_id == order_id, OrderLineRow.number == number)
        ).scalar_one()
        for name, value in columns.items():
            setattr(row, name, value)

    def _add(
        self,
        order_id: int,
        action: OrderAction,
        conversation_id: int,
        before: dict[str, Any],
        after: dict[str, Any],
    ) -> None:
        self._session.add(
            OrderActionRow(
                order_id=order_id,
                done=action.done.value,
                by=action.by,
                at=action.at,
                conversation_id=conversation_id,
                reason=action.reason,
                before=before,
                after=after,
            )
        )
        self._session.flush()


def _differences(old: dict[str, Any], new: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    names = [name for name in new if new[name] != old[name]]
    return {name: old[name] for name in names}, {name: new[name] for name in names}
