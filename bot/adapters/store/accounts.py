"""Accounts with their password hashes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.desk import AccountRow
from bot.core.accounts import Account, Role
from bot.core.languages import Language

MOST_ACCOUNTS = 500


class SqlAccounts:
    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, account_id: int) -> Account | None:
        row = self._session.get(AccountRow, account_id)
        return account_from(row) if row else None

    def by_login(self, login: str) -> tuple[Account, str] | None:
        row = self._row(login)
        return (account_from(row), row.password_hash) if row else None

    def all(self) -> Sequence[Account]:
        rows: Sequence[AccountRow] = (
            self._session.execute(
                select(AccountRow).order_by(AccountRow.active.desc(), AccountRow.login).limit(MOST_ACCOUNTS)
            )
            .scalars()
            .all()
        )
        return [account_from(row) for row in rows]

    def names(self) -> Mapping[str, str]:
        return {account.login: account.name for account in self.all()}

    def put(self, account: Account, password_hash: str | None = None) -> None:
        row = self._row(account.login) or AccountRow(login=account.login, password_hash="")
        row.name, row.role, row.active = account.name, account.role.value, account.active
        row.must_change = account.must_change
        if password_hash is not None:
            row.password_hash = password_hash
        self._session.add(row)
        self._session.flush()

    def speak(self, account_id: int, language: Language) -> None:
        row = self._session.get(AccountRow, account_id)
        if row:
            row.language = language.value

    def _row(self, login: str) -> AccountRow | None:
        row: AccountRow | None = self._session.execute(
            select(AccountRow).where(AccountRow.login == login)
        ).scalar_one_or_none()
        return row


def account_from(row: AccountRow) -> Account:
    return Account(
        row.id, row.login, row.name, Role(row.role), row.active, row.must_change, Language(row.language)
    )
