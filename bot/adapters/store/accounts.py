"""Accounts, browser sessions and API tokens. Keys and tokens are kept as SHA-256 only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.desk import AccountRow, ApiTokenRow, SignInRow
from bot.core.accounts import Account, Role


class SqlAccounts:
    def __init__(self, session: Session) -> None:
        self._session = session

    def by_login(self, login: str) -> tuple[Account, str] | None:
        row: AccountRow | None = self._session.execute(
            select(AccountRow).where(AccountRow.login == login)
        ).scalar_one_or_none()
        return (_account(row), row.password_hash) if row else None

    def put(self, account: Account, password_hash: str) -> None:
        row: AccountRow | None = self._session.execute(
            select(AccountRow).where(AccountRow.login == account.login)
        ).scalar_one_or_none()
        row = row or AccountRow(login=account.login)
        row.name, row.role, row.active = account.name, account.role.value, account.active
        row.password_hash = password_hash
        self._session.add(row)
        self._session.flush()

    def add_sign_in(self, key_hash: str, account_id: int, csrf: str, expires_at: datetime) -> None:
        self._session.add(
            SignInRow(key_hash=key_hash, account_id=account_id, csrf=csrf, expires_at=expires_at)
        )

    def signed_in(self, key_hash: str, now: datetime) -> tuple[Account, str] | None:
        found = self._session.execute(
            select(AccountRow, SignInRow.csrf)
            .join(SignInRow, SignInRow.account_id == AccountRow.id)
            .where(SignInRow.key_hash == key_hash, SignInRow.expires_at > now, AccountRow.active.is_(True))
        ).one_or_none()
        return (_account(found[0]), found[1]) if found else None

    def sign_out(self, key_hash: str) -> None:
        self._session.execute(delete(SignInRow).where(SignInRow.key_hash == key_hash))

    def forget_sign_ins(self, now: datetime) -> int:
        result: Any = self._session.execute(delete(SignInRow).where(SignInRow.expires_at <= now))
        return int(result.rowcount)

    def add_token(self, name: str, token_hash: str, at: datetime) -> None:
        """Raises ValueError when the name is taken."""
        taken = self._session.execute(select(ApiTokenRow.id).where(ApiTokenRow.name == name)).first()
        if taken:
            raise ValueError(f"a token named {name} exists already")
        self._session.add(ApiTokenRow(name=name, token_hash=token_hash, created_at=at))
        self._session.flush()

    def keep_token(self, name: str, token_hash: str, at: datetime) -> None:
        """The token of that name is this one from now on."""
        row: ApiTokenRow | None = self._session.execute(
            select(ApiTokenRow).where(ApiTokenRow.name == name)
        ).scalar_one_or_none()
        row = row or ApiTokenRow(name=name, created_at=at)
        row.token_hash = token_hash
        self._session.add(row)

    def token_name(self, token_hash: str) -> str | None:
        name: str | None = self._session.execute(
            select(ApiTokenRow.name).where(
                ApiTokenRow.token_hash == token_hash, ApiTokenRow.revoked_at.is_(None)
            )
        ).scalar_one_or_none()
        return name


def _account(row: AccountRow) -> Account:
    return Account(id=row.id, login=row.login, name=row.name, role=Role(row.role), active=row.active)
