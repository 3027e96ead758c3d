"""Who may come in, and what is on record about it."""

from __future__ import annotations

from functools import cached_property

from bot.adapters.passwords import Argon2Passwords, load_common
from bot.bootstrap.foundations import DATA, Foundations
from bot.services.audit_trail import AuditTrail
from bot.services.keys import Keys
from bot.services.own_account import OwnAccount
from bot.services.people import ManagePeople
from bot.services.receivers import Receivers
from bot.services.tokens import Tokens


class Access(Foundations):
    @cached_property
    def passwords(self) -> Argon2Passwords:
        return Argon2Passwords()

    @cached_property
    def common_passwords(self) -> frozenset[str]:
        return load_common(DATA / "accounts" / "common_passwords.txt")

    @cached_property
    def keys(self) -> Keys:
        return Keys(self.store, self.passwords, self.clock)

    @cached_property
    def tokens(self) -> Tokens:
        return Tokens(self.store, self.clock)

    @cached_property
    def people(self) -> ManagePeople:
        return ManagePeople(self.store, self.passwords, self.common_passwords, self.clock)

    @cached_property
    def own_account(self) -> OwnAccount:
        return OwnAccount(self.store, self.passwords, self.common_passwords, self.clock)

    @cached_property
    def receivers(self) -> Receivers:
        return Receivers(self.store)

    @cached_property
    def audit_trail(self) -> AuditTrail:
        return AuditTrail(self.store)
