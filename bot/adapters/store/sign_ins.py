"""Browser sessions, and failed sign-ins. Keys are kept as SHA-256 only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from bot.adapters.store.accounts import account_from
from bot.adapters.store.tables.desk import AccountRow, SignInRow
from bot.adapters.store.tables.lockouts import TriesRow
from bot.core.lockouts import Door, Tries
from bot.services.ports_access import OpenSession

MOST_LOCKS = 200


class SqlSignIns:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, key_hash: str, account_id: int, csrf: str, at: datetime, expires_at: datetime) -> None:
        self._session.add(
            SignInRow(
                key_hash=key_hash,
                account_id=account_id,
                csrf=csrf,
                began_at=at,
                used_at=at,
                expires_at=expires_at,
            )
        )

    def found(self, key_hash: str, now: datetime, used_after: datetime) -> OpenSession | None:
        found = self._session.execute(
            select(AccountRow, SignInRow.csrf, SignInRow.used_at)
            .join(SignInRow, SignInRow.account_id == AccountRow.id)
            .where(SignInRow.key_hash == key_hash, AccountRow.active.is_(True))
            .where(SignInRow.expires_at > now, SignInRow.used_at > used_after)
        ).one_or_none()
        return OpenSession(account_from(found[0]), found[1], found[2]) if found else None

    def used(self, key_hash: str, at: datetime) -> None:
        self._session.execute(update(SignInRow).where(SignInRow.key_hash == key_hash).values(used_at=at))

    def count(self, now: datetime, used_after: datetime) -> dict[int, int]:
        found = self._session.execute(
            select(SignInRow.account_id, func.count())
            .where(SignInRow.expires_at > now, SignInRow.used_at > used_after)
            .group_by(SignInRow.account_id)
        ).all()
        return {account_id: int(count) for account_id, count in found}

    def end(self, key_hash: str) -> None:
        self._session.execute(delete(SignInRow).where(SignInRow.key_hash == key_hash))

    def end_all(self, account_id: int, but: str = "") -> int:
        result: Any = self._session.execute(
            delete(SignInRow).where(SignInRow.account_id == account_id, SignInRow.key_hash != but)
        )
        return int(result.rowcount)

    def forget(self, now: datetime, used_before: datetime) -> int:
        result: Any = self._session.execute(
            delete(SignInRow).where(or_(SignInRow.expires_at <= now, SignInRow.used_at <= used_before))
        )
        return int(result.rowcount)


class SqlTries:
    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, door: Door, key: str) -> Tries | None:
        row = self._session.get(TriesRow, (door.value, key))
        return _tries(row) if row else None

    def put(self, tries: Tries) -> None:
        row = TriesRow(door=tries.door.value, key=tries.key)
        row.failures, row.last_at, row.locked_until = tries.failures, tries.last_at, tries.locked_until
        self._session.merge(row)

    def forget(self, door: Door, key: str) -> bool:
        result: Any = self._session.execute(
            delete(TriesRow).where(TriesRow.door == door.value, TriesRow.key == key)
        )
        return bool(result.rowcount)

    def locked(self, now: datetime) -> Sequence[Tries]:
        rows: Sequence[TriesRow] = (
            self._session.execute(
                select(TriesRow)
                .where(TriesRow.locked_until > now)
                .order_by(TriesRow.locked_until.desc())
                .limit(MOST_LOCKS)
            )
            .scalars()
            .all()
        )
        return [_tries(row) for row in rows]

    def forget_before(self, moment: datetime) -> int:
        result: Any = self._session.execute(delete(TriesRow).where(TriesRow.last_at < moment))
        return int(result.rowcount)


def _tries(row: TriesRow) -> Tries:
    return Tries(Door(row.door), row.key, row.failures, row.last_at, row.locked_until)
