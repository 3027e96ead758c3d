"""API tokens, kept as SHA-256 only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.adapters.store.tables.desk import ApiTokenRow
from bot.core.accounts import ApiToken, Role

MOST_TOKENS = 500


class SqlApiTokens:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, name: str, role: Role, token_hash: str, at: datetime) -> None:
        """Raises ValueError when the name is taken."""
        if self._named(name):
            raise ValueError(f"a token named {name} exists already")
        self._session.add(ApiTokenRow(name=name, role=role.value, token_hash=token_hash, created_at=at))
        self._session.flush()

    def keep(self, name: str, role: Role, token_hash: str, at: datetime) -> None:
        """The token of that name is this one from now on."""
        row = self._named(name) or ApiTokenRow(name=name, created_at=at)
        row.token_hash, row.role = token_hash, role.value
        self._session.add(row)

    def found(self, token_hash: str) -> ApiToken | None:
        row: ApiTokenRow | None = self._session.execute(
            select(ApiTokenRow).where(ApiTokenRow.token_hash == token_hash, ApiTokenRow.revoked_at.is_(None))
        ).scalar_one_or_none()
        return _token(row) if row else None

    def named(self, name: str) -> ApiToken | None:
        row = self._named(name)
        return _token(row) if row else None

    def all(self) -> Sequence[ApiToken]:
        rows: Sequence[ApiTokenRow] = (
            self._session.execute(
                select(ApiTokenRow)
                .order_by(ApiTokenRow.revoked_at.is_not(None), ApiTokenRow.name)
                .limit(MOST_TOKENS)
            )
            .scalars()
            .all()
        )
        return [_token(row) for row in rows]

    def used(self, token_id: int, at: datetime) -> None:
        self._session.execute(update(ApiTokenRow).where(ApiTokenRow.id == token_id).values(last_used_at=at))

    def revoke(self, token_id: int, at: datetime) -> None:
        self._session.execute(update(ApiTokenRow).where(ApiTokenRow.id == token_id).values(revoked_at=at))

    def _named(self, name: str) -> ApiTokenRow | None:
        row: ApiTokenRow | None = self._session.execute(
            select(ApiTokenRow).where(ApiTokenRow.name == name)
        ).scalar_one_or_none()
        return row


def _token(row: ApiTokenRow) -> ApiToken:
    return ApiToken(row.id, row.name, Role(row.role), row.created_at, row.last_used_at, row.revoked_at)
