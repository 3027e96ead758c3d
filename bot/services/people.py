"""The owner's list of who may come in: add, change role, let go, set a new password, unlock."""

from __future__ import annotations

import secrets
from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core import audit
from bot.core.accounts import LOGIN, LONGEST_NAME, Account, Right, Role, has_owner
from bot.core.lockouts import Door, Tries
from bot.core.passwords import password_fault
from bot.services.faults import BadLogin, Conflict, LastOwner, LoginTaken, NotFound, WeakPassword
from bot.services.keys import COMMAND_LINE, IDLE, Passwords, account_key
from bot.services.ports import Clock, Store, Work
from bot.services.rights import demand

OPERATOR = Account(0, COMMAND_LINE, COMMAND_LINE, Role.OWNER)
"""Whoever sits at the machine that holds the database."""
GENERATED_BYTES = 9
"""Twelve characters."""


@dataclass(frozen=True)
class Person:
    account: Account
    sessions: int
    last_sign_in: datetime | None
    locked: Tries | None


@dataclass(frozen=True)
class People:
    persons: tuple[Person, ...]
    locked_addresses: tuple[Tries, ...]


class ManagePeople:
    def __init__(self, store: Store, passwords: Passwords, common: Set[str], clock: Clock) -> None:
        self._store = store
        self._passwords = passwords
        self._common = common
        self._clock = clock

    def listed(self, by: Account) -> People:
        demand(by, Right.MANAGE_PEOPLE)
        now = self._clock()
        with self._store.read() as work:
            accounts = work.accounts.all()
            sessions = work.sign_ins.count(now, now - IDLE)
            last = work.audit.last_sign_ins([account.login for account in accounts])
            locked = work.tries.locked(now)
        at_account = {tries.key: tries for tries in locked if tries.door is Door.ACCOUNT}
        persons = (
            Person(one, sessions.get(one.id, 0), last.get(one.login), at_account.get(account_key(one.login)))
            for one in accounts
        )
        return People(tuple(persons), tuple(tries for tries in locked if tries.door is Door.ADDRESS))

    def add(self, login: str, name: str, role: Role, by: Account, password: str | None = None) -> str:
        """The password for the first sign-in, which must be changed there; a random one unless given.

        Raises BadLogin, LoginTaken, WeakPassword.
        """
        demand(by, Right.MANAGE_PEOPLE)
        login, name = login.strip(), name.strip()
        _check(login, name)
        given = self._fit(password, login)
        with self._store.write() as work:
            if work.accounts.by_login(login):
                raise LoginTaken(f"there is an account {login} already")
            work.accounts.put(Account(0, login, name, role, must_change=True), self._passwords.hash(given))
            detail = {"role": role.value, "name": name}
            work.audit.record(by.login, audit.ACCOUNT_SET, f"account {login}", detail)
        return given

    def put(self, account: Account, password: str, by: Account) -> None:
        """Make an account, or change name, role and password of the one with its login.

        Raises BadLogin, LastOwner, WeakPassword.
        """
        demand(by, Right.MANAGE_PEOPLE)
        _check(account.login, account.name)
        given = self._fit(password, account.login)
        with self._store.write() as work:
            found = work.accounts.by_login(account.login)
            changed = replace(account, id=found[0].id if found else 0)
            self._put(work, changed, self._passwords.hash(given))
            work.sign_ins.end_all(changed.id)
            detail = {"role": account.role.value, "name": account.name}
            work.audit.record(by.login, audit.ACCOUNT_SET, f"account {account.login}", detail)

    def change_role(self, login: str, role: Role, by: Account) -> None:
        """Raises LastOwner, NotFound. Nothing happens when it is the role already."""
        demand(by, Right.MANAGE_PEOPLE)
        with self._store.write() as work:
            account = _existing(work, login)
            if account.role is role:
                return
            self._put(work, replace(account, role=role))
            detail = {"from": account.role.value, "to": role.value}
            work.audit.record(by.login, audit.ROLE_CHANGED, f"account {login}", detail)

    def deactivate(self, login: str, by: Account) -> None:
        """Their sessions end at once. Raises LastOwner, NotFound."""
        demand(by, Right.MANAGE_PEOPLE)
        with self._store.write() as work:
            account = _existing(work, login)
            self._put(work, replace(account, active=False))
            ended = work.sign_ins.end_all(account.id)
            work.audit.record(by.login, audit.DEACTIVATED, f"account {login}", {"sessions": ended})

    def activate(self, login: str, by: Account) -> None:
        demand(by, Right.MANAGE_PEOPLE)
        with self._store.write() as work:
            self._put(work, replace(_existing(work, login), active=True))
            work.audit.record(by.login, audit.ACTIVATED, f"account {login}", {})

    def reset_password(self, login: str, by: Account, password: str | None = None) -> str:
        """A password for the next sign-in, which must be changed there. Sessions and lock-out end.

        Raises Conflict for one's own account, NotFound, WeakPassword.
        """
        demand(by, Right.MANAGE_PEOPLE)
        if login == by.login:
            raise Conflict("one's own password is changed on one's own page")
        given = self._fit(password, login)
        with self._store.write() as work:
            account = _existing(work, login)
            work.accounts.put(replace(account, must_change=True), self._passwords.hash(given))
            work.sign_ins.end_all(account.id)
            work.tries.forget(Door.ACCOUNT, account_key(login))
            work.audit.record(by.login, audit.PASSWORD_RESET, f"account {login}", {})
        return given

    def unlock(self, login: str, by: Account) -> None:
        self._unlock(Door.ACCOUNT, account_key(login), f"account {login}", by)

    def unlock_address(self, key: str, by: Account) -> None:
        self._unlock(Door.ADDRESS, key, f"address {key}", by)

    def _unlock(self, door: Door, key: str, subject: str, by: Account) -> None:
        """Raises NotFound when nothing was locked there."""
        demand(by, Right.MANAGE_PEOPLE)
        with self._store.write() as work:
            if not work.tries.forget(door, key):
                raise NotFound(f"there are no failed sign-ins of {subject}")
            work.audit.record(by.login, audit.UNLOCKED, subject, {})

    def _put(self, work: Work, changed: Account, password_hash: str | None = None) -> None:
        present = work.accounts.all()
        after = [changed if one.id == changed.id else one for one in present]
        if has_owner(present) and not has_owner(after):
            raise LastOwner(f"{changed.login} is the last owner who can sign in")
        work.accounts.put(changed, password_hash)

    def _fit(self, password: str | None, login: str) -> str:
        if password is None:
            return secrets.token_urlsafe(GENERATED_BYTES)
        fault = password_fault(password, login, self._common)
        if fault:
            raise WeakPassword(fault)
        return password


def _check(login: str, name: str) -> None:
    if not LOGIN.fullmatch(login):
        raise BadLogin("a login has 2 to 32 lower-case letters, digits, dots, hyphens and underscores")
    if not 1 <= len(name) <= LONGEST_NAME:
        raise BadLogin(f"a person needs a name of at most {LONGEST_NAME} characters")


def _existing(work: Work, login: str) -> Account:
    found = work.accounts.by_login(login)
    if found is None:
        raise NotFound(f"there is no account {login}")
    return found[0]
