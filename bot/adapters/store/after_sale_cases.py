"""The desk's ledger of after-sale cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.adapters.store.orders import SqlOrders
from bot.adapters.store.tables.catalogue import ShopRow
from bot.adapters.store.tables.order_work import AfterSaleCaseRow
from bot.adapters.store.tables.orders import OrderRow
from bot.core.after_sale_cases import AfterSaleCase, CaseKind, CaseState
from bot.core.money import Fen

_CASES = (
    select(AfterSaleCaseRow, OrderRow.number, ShopRow.code)
    .join(OrderRow, OrderRow.id == AfterSaleCaseRow.order_id)
    .join(ShopRow, ShopRow.id == OrderRow.shop_id)
)


class SqlAfterSaleCases:
    def __init__(self, session: Session, orders: SqlOrders) -> None:
        self._session = session
        self._orders = orders

    def add(self, case: AfterSaleCase) -> int:
        order = self._orders.known(case.shop, case.order)
        row = AfterSaleCaseRow(order_id=order.id, **_columns(case))
        self._session.add(row)
        self._session.flush()
        return row.id

    def put(self, case: AfterSaleCase) -> None:
        row: AfterSaleCaseRow | None = self._session.get(AfterSaleCaseRow, case.id)
        if row is None:
            raise LookupError(f"there is no case {case.id}")
        for name, value in _columns(case).items():
            setattr(row, name, value)

    def get(self, case_id: int) -> AfterSaleCase | None:
        found = self._session.execute(_CASES.where(AfterSaleCaseRow.id == case_id)).one_or_none()
        return _case(*found) if found else None

    def of(self, shop_code: str, number: str, limit: int = 50) -> Sequence[AfterSaleCase]:
        order = self._orders.known(shop_code, number)
        query = _CASES.where(AfterSaleCaseRow.order_id == order.id).order_by(AfterSaleCaseRow.id.desc())
        return self._read(query.limit(limit))

    def found(self, wanted: Any, limit: int) -> Sequence[AfterSaleCase]:
        """By a condition on the case or its order, oldest first."""
        return self._read(_CASES.where(wanted).order_by(AfterSaleCaseRow.id).limit(limit))

    def _read(self, query: Any) -> list[AfterSaleCase]:
        return [_case(*found) for found in self._session.execute(query).all()]


def _columns(case: AfterSaleCase) -> dict[str, Any]:
    return {
        "conversation_id": case.conversation_id,
        "kind": case.kind.value,
        "reason": case.reason,
        "lines": list(case.lines),
        "amount": case.amount,
        "photos": list(case.photos),
        "state": case.state.value,
        "opened_by": case.opened_by,
        "opened_at": case.opened_at,
        "changed_by": case.changed_by,
        "changed_at": case.changed_at,
        "due_at": case.due_at,
        "outcome": case.outcome,
    }


def _case(row: AfterSaleCaseRow, number: str, shop: str) -> AfterSaleCase:
    return AfterSaleCase(
        id=row.id,
        shop=shop,
        order=number,
        conversation_id=row.conversation_id,
        kind=CaseKind(row.kind),
        reason=row.reason,
        lines=tuple(row.lines),
        amount=Fen(row.amount),
        photos=tuple(row.photos),
        state=CaseState(row.state),
        opened_by=row.opened_by,
        opened_at=row.opened_at,
        changed_at=row.changed_at,
        due_at=row.due_at,
        changed_by=row.changed_by,
        outcome=row.outcome,
    )
