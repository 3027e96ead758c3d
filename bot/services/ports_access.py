"""What the services need of accounts, sessions, tokens and the audit trail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.accounts import Account, ApiToken, Role
from bot.core.audit import AuditEntry, AuditFilter
from bot.core.languages import Language
from bot.core.lockouts import Door, Tries


@dataclass(frozen=True)
class OpenSession:
    """A browser session that still holds."""

    account: Account
    csrf: str
    used_at: datetime


class Accounts(Protocol):
    def get(self, account_id: int) -> Account | None: ...
    def by_login(self, login: str) -> tuple[Account, str] | None:
        """The account and its password hash."""

    def all(self) -> Sequence[Account]:
        """The active ones first, by login."""

    def names(self) -> Mapping[str, str]:
        """What everybody is called, by login."""

    def put(self, account: Account, password_hash: str | None = None) -> None:
        """Make or change the account of that login. Its language stays; without a hash its password, too."""

    def speak(self, account_id: int, language: Language) -> None:
        """What the console speaks to this account."""


class SignIns(Protocol):
    def add(self, key_hash: str, account_id: int, csrf: str, at: datetime, expires_at: datetime) -> None: ...
    def found(self, key_hash: str, now: datetime, used_after: datetime) -> OpenSession | None:
        """None when it is over, has idled out, or its account may not come in any more."""

    def used(self, key_hash: str, at: datetime) -> None: ...
    def count(self, now: datetime, used_after: datetime) -> Mapping[int, int]:
        """Open sessions by account."""

    def end(self, key_hash: str) -> None: ...
    def end_all(self, account_id: int, but: str = "") -> int:
        """End an account's sessions, but the one of this key; how many."""

    def forget(self, now: datetime, used_before: datetime) -> int:
        """Forget the browser sessions that are over; how many."""


class SignInTries(Protocol):
    def get(self, door: Door, key: str) -> Tries | None: ...
    def put(self, tries: Tries) -> None: ...
    def forget(self, door: Door, key: str) -> bool:
        """Whether there were any."""

    def locked(self, now: datetime) -> Sequence[Tries]: ...
    def forget_before(self, moment: datetime) -> int: ...


class ApiTokens(Protocol):
    def add(self, name: str, role: Role, token_hash: str, at: datetime) -> None:
        """Raises ValueError when the name is taken."""

    def keep(self, name: str, role: Role, token_hash: str, at: datetime) -> None: ...
    def found(self, token_hash: str) -> ApiToken | None:
        """None when it is not ours or was revoked."""

    def named(self, name: str) -> ApiToken | None: ...
    def all(self) -> Sequence[ApiToken]: ...
    def used(self, token_id: int, at: datetime) -> None: ...
    def revoke(self, token_id: int, at: datetime) -> None: ...


class Audit(Protocol):
    def record(self, actor: str, action: str, subject: str, detail: Mapping[str, object]) -> None: ...
    def found(self, wanted: AuditFilter, before: int | None, limit: int) -> Sequence[AuditEntry]:
        """Newest first, older than the entry `before`."""

    def last_sign_ins(self, logins: Sequence[str]) -> Mapping[str, datetime]: ...
