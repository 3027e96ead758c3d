"""What everybody may do with their own account."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from bot.core import audit
from bot.core.accounts import Account
from bot.core.languages import Language
from bot.core.lockouts import Door, after_failure
from bot.core.passwords import PasswordFault, password_fault
from bot.services.faults import LockedOut, WeakPassword, WrongPassword
from bot.services.keys import IDLE, Passwords, account_key, digest
from bot.services.ports import Clock, Store


class OwnAccount:
    def __init__(self, store: Store, passwords: Passwords, common: Set[str], clock: Clock) -> None:
        self._store = store
        self._passwords = passwords
        self._common = common
        self._clock = clock

    def sessions(self, account: Account) -> int:
        now = self._clock()
        with self._store.read() as work:
            return work.sign_ins.count(now, now - IDLE).get(account.id, 0)

    def change_password(self, account: Account, old: str, new: str, key: str) -> None:
        """All other sessions of the account end. Raises WrongPassword, LockedOut, WeakPassword."""
        self._prove(account, old)
        fault = PasswordFault.SAME if new == old else password_fault(new, account.login, self._common)
        if fault:
            raise WeakPassword(fault)
        with self._store.write() as work:
            work.accounts.put(replace(account, must_change=False), self._passwords.hash(new))
            ended = work.sign_ins.end_all(account.id, but=digest(key))
            subject = f"account {account.login}"
            work.audit.record(account.login, audit.PASSWORD_CHANGED, subject, {"sessions": ended})

    def speak(self, account: Account, language: Language) -> None:
        with self._store.write() as work:
            work.accounts.speak(account.id, language)

    def _prove(self, account: Account, password: str) -> None:
        """Guesses count here as at the door: an open desk must not be a way around the lock."""
        at = account_key(account.login)
        with self._store.write() as work:
            known, now = work.tries.get(Door.ACCOUNT, at), self._clock()
            if known and known.is_locked(now) and known.locked_until:
                raise LockedOut(known.locked_until)
            work.tries.put(after_failure(Door.ACCOUNT, at, known, now))
            found = work.accounts.by_login(account.login)
        if found is None or not self._passwords.verify(found[1], password):
            raise WrongPassword("the present password is wrong")
        with self._store.write() as work:
            work.tries.forget(Door.ACCOUNT, at)
