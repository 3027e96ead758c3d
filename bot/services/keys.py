"""Who may come in: people by password and browser session, programs by bearer token."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.core.accounts import Account
from bot.services.faults import Conflict, Unacceptable
from bot.services.ports import Clock, Store

SESSION_LASTS = timedelta(hours=12)
"""A little more than the longest shift."""


class Passwords(Protocol):
    def hash(self, password: str) -> str: ...
    def verify(self, password_hash: str, password: str) -> bool: ...


@dataclass(frozen=True)
class SignedIn:
    account: Account
    csrf: str


def digest(key: str) -> str:
    """Keys are 256 random bits, so a plain hash suffices and a leaked table opens nothing."""
    return hashlib.sha256(key.encode()).hexdigest()


class Keys:
    def __init__(self, store: Store, passwords: Passwords, clock: Clock) -> None:
        self._store = store
        self._passwords = passwords
        self._clock = clock
        self._nobody = passwords.hash(secrets.token_urlsafe())

    def sign_in(self, login: str, password: str) -> str | None:
        """A new browser session's key, or None. Unknown logins cost the same time as wrong passwords."""
        with self._store.read() as work:
            found = work.accounts.by_login(login)
        matches = self._passwords.verify(found[1] if found else self._nobody, password)
        if not found or not matches or not found[0].active:
            with self._store.write() as work:
                work.audit.record(login[:64], "sign_in_failed", "account", {})
            return None
        key = secrets.token_urlsafe(32)
        with self._store.write() as work:
            expires_at = self._clock() + SESSION_LASTS
            work.accounts.add_sign_in(digest(key), found[0].id, secrets.token_urlsafe(24), expires_at)
            work.audit.record(login, "signed_in", "account", {})
        return key

    def signed_in(self, key: str) -> SignedIn | None:
        with self._store.read() as work:
            found = work.accounts.signed_in(digest(key), self._clock())
        return SignedIn(*found) if found else None

    def sign_out(self, key: str) -> None:
        with self._store.write() as work:
            work.accounts.sign_out(digest(key))

    def put_account(self, account: Account, password: str) -> None:
        with self._store.write() as work:
            work.accounts.put(account, self._passwords.hash(password))
            work.audit.record("command line", "account_set", account.login, {"role": account.role.value})

    def has_account(self, login: str) -> bool:
        with self._store.read() as work:
            return work.accounts.by_login(login) is not None

    def new_token(self, name: str) -> str:
        """A new bearer token, shown only now. Raises Conflict when the name is taken."""
        if not name.strip():
            raise Unacceptable("a token needs a name")
        token = secrets.token_urlsafe(32)
        with self._store.write() as work:
            try:
                work.accounts.add_token(name.strip(), digest(token), self._clock())
            except ValueError as taken:
                raise Conflict(str(taken)) from taken
            work.audit.record("command line", "token_made", name, {})
        return token

    def keep_token(self, name: str, token: str) -> None:
        """Make sure that this very token is valid, for the demo shop."""
        if self.token_name(token) is None:
            with self._store.write() as work:
                work.accounts.keep_token(name, digest(token), self._clock())

    def token_name(self, token: str) -> str | None:
        with self._store.read() as work:
            return work.accounts.token_name(digest(token))
