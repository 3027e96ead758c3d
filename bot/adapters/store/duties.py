"""Duties and their breaks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.adapters.store.shops import SqlShops
from bot.adapters.store.tables.desk import AccountRow, SignInRow
from bot.adapters.store.tables.shifts import BreakRow, DutyRow
from bot.core.duties import Break, Duty

MOST_OPEN = 500


class SqlDuties:
    def __init__(self, session: Session, shops: SqlShops) -> None:
        self._session = session
        self._shops = shops

    def open_of(self, login: str) -> Duty | None:
        found = self._found(DutyRow.login == login)
        return found[0] if found else None

    def open(self, shop_code: str) -> Sequence[Duty]:
        shop = self._shops.row(shop_code)
        return self._found(DutyRow.shop_id == shop.id) if shop else []

    def all_open(self) -> Sequence[Duty]:
        return self._found(DutyRow.id > 0)

    def recent(self, shop_code: str, limit: int = 60) -> Sequence[Duty]:
        shop = self._shops.row(shop_code)
        if shop is None:
            return []
        query = select(DutyRow).where(DutyRow.shop_id == shop.id).order_by(DutyRow.id.desc()).limit(limit)
        rows: Sequence[DutyRow] = self._session.execute(query).scalars().all()
        breaks = self._breaks([row.id for row in rows if row.until is None])
        return [_duty(row, breaks.get(row.id, ())) for row in reversed(rows)]

    def add(self, shop_code: str, duty: Duty) -> int:
        row = DutyRow(
            shop_id=self._shops.id_of(shop_code),
            login=duty.login,
            kind=duty.kind,
            since=duty.since,
            due=duty.due,
            ends_by=duty.ends_by,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def end(self, duty_id: int, at: datetime) -> None:
        self._session.execute(update(DutyRow).where(DutyRow.id == duty_id).values(until=at))
        self.end_break(duty_id, at)

    def begin_break(self, duty_id: int, at: datetime) -> None:
        self._session.add(BreakRow(duty_id=duty_id, since=at))
        self._session.flush()

    def end_break(self, duty_id: int, at: datetime) -> None:
        of_duty = update(BreakRow).where(BreakRow.duty_id == duty_id, BreakRow.until.is_(None))
        self._session.execute(of_duty.values(until=at))

    def session_end(self, login: str, idle: float) -> datetime | None:
        found = self._session.execute(
            select(SignInRow.expires_at, SignInRow.used_at)
            .join(AccountRow, AccountRow.id == SignInRow.account_id)
            .where(AccountRow.login == login)
        ).all()
        after = timedelta(seconds=idle)
        return max((min(expires, used + after) for expires, used in found), default=None)

    def _found(self, condition: Any) -> list[Duty]:
        query = select(DutyRow).where(DutyRow.until.is_(None), condition).order_by(DutyRow.id)
        rows: Sequence[DutyRow] = self._session.execute(query.limit(MOST_OPEN)).scalars().all()
        breaks = self._breaks([row.id for row in rows])
        return [_duty(row, breaks.get(row.id, ())) for row in rows]

    def _breaks(self, duty_ids: list[int]) -> dict[int, tuple[Break, ...]]:
        if not duty_ids:
            return {}
        found: dict[int, tuple[Break, ...]] = {}
        query = select(BreakRow).where(BreakRow.duty_id.in_(duty_ids)).order_by(BreakRow.id)
        for row in self._session.execute(query).scalars():
            found[row.duty_id] = (*found.get(row.duty_id, ()), Break(row.since, row.until))
        return found


def _duty(row: DutyRow, breaks: tuple[Break, ...]) -> Duty:
    return Duty(row.id, row.login, row.kind, row.since, row.due, row.ends_by, row.until, breaks)
