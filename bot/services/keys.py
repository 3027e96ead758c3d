"""How people come in: by password, then by a browser session that ends by itself."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.core import audit
from bot.core.accounts import Account
from bot.core.lockouts import Door, address_key, after_failure, after_success
from bot.services.faults import LockedOut, WrongPassword
from bot.services.ports import Clock, Store, Work

SESSION_LASTS = timedelta(hours=12)
"""A little more than the longest shift."""
IDLE = timedelta(hours=2)
"""After so long without an act of its person a session is over; what a page fetches by itself is none."""
USED_EVERY = timedelta(minutes=1)
"""How exactly the last use of a session or a token is kept, so that reading does not write each time."""
COMMAND_LINE = "command line"


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


def account_key(login: str) -> str:
    """Under which failures of a login are counted, whether or not there is such an account."""
    return digest(login.strip().lower())


class Keys:
    def __init__(self, store: Store, passwords: Passwords, clock: Clock) -> None:
        self._store = store
        self._passwords = passwords
        self._clock = clock
        self._nobody = passwords.hash(secrets.token_urlsafe())

    def sign_in(self, login: str, password: str, address: str = "") -> str:
        """A new browser session's key. Raises WrongPassword, LockedOut.

        Every try counts as failed until it has succeeded: many at once get no further than one by one.
        Unknown logins cost the same time as wrong passwords, and lock in the same way.
        """
        doors = ((Door.ACCOUNT, account_key(login)), (Door.ADDRESS, address_key(address)))
        with self._store.write() as work:
            self._count(work, doors)
        with self._store.read() as work:
            found = work.accounts.by_login(login)
        matches = self._passwords.verify(found[1] if found else self._nobody, password)
        if not found or not matches or not found[0].active:
            with self._store.write() as work:
                self._failed(work, login, address, doors, is_known=found is not None)
            raise WrongPassword("login or password is wrong")
        return self._let_in(found[0], address, doors)

    def signed_in(self, key: str, *, acts: bool = False) -> SignedIn | None:
        """`acts`: its person has done something, and is not idle."""
        now = self._clock()
        with self._store.read() as work:
            found = work.sign_ins.found(digest(key), now, now - IDLE)
        if found and acts and now - found.used_at >= USED_EVERY:
            with self._store.write() as work:
                work.sign_ins.used(digest(key), now)
        return SignedIn(found.account, found.csrf) if found else None

    def sign_out(self, key: str) -> None:
        with self._store.write() as work:
            work.sign_ins.end(digest(key))

    def sign_out_everywhere(self, account: Account) -> None:
        with self._store.write() as work:
            ended = work.sign_ins.end_all(account.id)
            work.audit.record(
                account.login, audit.SIGNED_OUT_EVERYWHERE, f"account {account.login}", {"sessions": ended}
            )

    def put_account(self, account: Account, password: str) -> None:
        """Whoever holds the database sets accounts without being asked who they are."""
        with self._store.write() as work:
            work.accounts.put(account, self._passwords.hash(password))
            detail = {"role": account.role.value}
            work.audit.record(COMMAND_LINE, audit.ACCOUNT_SET, f"account {account.login}", detail)

    def has_account(self, login: str) -> bool:
        with self._store.read() as work:
            return work.accounts.by_login(login) is not None

    def _count(self, work: Work, doors: tuple[tuple[Door, str], ...]) -> None:
        now = self._clock()
        known = [work.tries.get(door, key) for door, key in doors]
        locked = [tries.locked_until for tries in known if tries and tries.is_locked(now)]
        if any(locked):
            raise LockedOut(max(until for until in locked if until))
        for (door, key), tries in zip(doors, known, strict=True):
            work.tries.put(after_failure(door, key, tries, now))

    def _failed(
        self, work: Work, login: str, address: str, doors: tuple[tuple[Door, str], ...], *, is_known: bool
    ) -> None:
        now = self._clock()
        # A password typed as login must not stand in the audit trail.
        actor = login if is_known else f"{login[:2]}***"
        work.audit.record(actor, audit.SIGN_IN_FAILED, f"address {address}", {})
        names = {Door.ACCOUNT: f"account {actor}", Door.ADDRESS: f"address {address}"}
        for door, key in doors:
            tries = work.tries.get(door, key)
            if tries and tries.is_locked(now) and tries.locked_until:
                minutes = round((tries.locked_until - now) / timedelta(minutes=1))
                detail = {"failures": tries.failures, "minutes": minutes}
                work.audit.record(actor, audit.LOCKED_OUT, names[door], detail)

    def _let_in(self, account: Account, address: str, doors: tuple[tuple[Door, str], ...]) -> str:
        key, now = secrets.token_urlsafe(32), self._clock()
        with self._store.write() as work:
            for door, at in doors:
                tries = work.tries.get(door, at)
                forgiven = after_success(tries) if tries else None
                if forgiven:
                    work.tries.put(forgiven)
                else:
                    work.tries.forget(door, at)
            csrf = secrets.token_urlsafe(24)
            work.sign_ins.add(digest(key), account.id, csrf, now, now + SESSION_LASTS)
            work.audit.record(account.login, audit.SIGNED_IN, f"address {address}", {})
        return key
