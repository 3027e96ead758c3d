"""Hand-over sheets, and what the talks of a person hold for the next shift."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.adapters.store.shops import SqlShops
from bot.adapters.store.tables.shifts import HandoverRow
from bot.adapters.store.views_handover import open_lines
from bot.core.handovers import Sheet, SheetLine, line_from_document


class SqlHandovers:
    def __init__(self, session: Session, shops: SqlShops) -> None:
        self._session = session
        self._shops = shops

    def of_duty(self, duty_id: int) -> Sheet | None:
        row: HandoverRow | None = self._session.execute(
            select(HandoverRow).where(HandoverRow.duty_id == duty_id)
        ).scalar_one_or_none()
        return _sheet(row) if row else None

    def get(self, sheet_id: int) -> Sheet | None:
        row = self._session.get(HandoverRow, sheet_id)
        return _sheet(row) if row else None

    def put(self, shop_code: str, sheet: Sheet) -> int:
        row: HandoverRow = self._session.execute(
            select(HandoverRow).where(HandoverRow.duty_id == sheet.duty_id)
        ).scalar_one_or_none() or HandoverRow(duty_id=sheet.duty_id)
        row.shop_id, row.login, row.kind = self._shops.id_of(shop_code), sheet.login, sheet.kind
        row.receiver, row.handed_at = sheet.receiver, sheet.handed_at
        row.watch, row.remarks = list(sheet.watch), dict(sheet.remarks)
        row.lines = [line.to_document() for line in sheet.lines]
        self._session.add(row)
        self._session.flush()
        return row.id

    def unconfirmed(self, shop_code: str, limit: int = 20) -> Sequence[Sheet]:
        waiting = (HandoverRow.handed_at.is_not(None), HandoverRow.confirmed_at.is_(None))
        return self._found(shop_code, waiting, HandoverRow.handed_at, limit)

    def confirmed(self, shop_code: str, limit: int = 5) -> Sequence[Sheet]:
        newest = HandoverRow.confirmed_at.desc()
        return self._found(shop_code, (HandoverRow.confirmed_at.is_not(None),), newest, limit)

    def confirm(self, sheet_id: int, login: str, at: datetime) -> None:
        row = self._session.get(HandoverRow, sheet_id)
        if row is None:
            raise LookupError(f"there is no hand-over sheet {sheet_id}")
        row.confirmed_by, row.confirmed_at = login, at

    def lines_for(self, login: str, now: datetime) -> Sequence[SheetLine]:
        return open_lines(self._session, login, now)

    def _found(self, shop_code: str, conditions: tuple[Any, ...], order: Any, limit: int) -> list[Sheet]:
        shop = self._shops.row(shop_code)
        if shop is None:
            return []
        query = select(HandoverRow).where(HandoverRow.shop_id == shop.id, *conditions).order_by(order)
        return [_sheet(row) for row in self._session.execute(query.limit(limit)).scalars()]


def _sheet(row: HandoverRow) -> Sheet:
    return Sheet(
        id=row.id,
        duty_id=row.duty_id,
        login=row.login,
        kind=row.kind,
        receiver=row.receiver,
        watch=tuple(row.watch),
        remarks=dict(row.remarks),
        lines=tuple(map(line_from_document, row.lines)),
        handed_at=row.handed_at,
        confirmed_by=row.confirmed_by,
        confirmed_at=row.confirmed_at,
    )
