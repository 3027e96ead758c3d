"""People who sign in to the desk and programs that call it, and what each role may do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from types import MappingProxyType

from bot.core.languages import Language


class Role(str, Enum):
    AGENT = "agent"
    SUPERVISOR = "supervisor"
    CLERK = "clerk"
    """Prints and packs: reads talks and orders, and answers nobody."""
    OWNER = "owner"


class Right(str, Enum):
    ANSWER = "answer"
    """Send, decide on suggestions, take back, end a talk; for programs also hand in and fetch messages."""
    UNMASK = "unmask"
    """See one order's receiver whole; each time is on record."""
    READ_NUMBERS = "read_numbers"
    """For programs: phone numbers in texts come whole."""
    WORK_THE_LIST = "work_the_list"
    """Take and end what agents ask of the warehouse."""
    SETTLE_CASES = "settle_cases"
    """Agree to after-sale cases, refuse them, say that the money has gone back."""
    APPROVE_PRICES = "approve_prices"
    OVERRIDE_GUARD = "override_guard"
    EDIT_SCRIPTS = "edit_scripts"
    EDIT_SHOP = "edit_shop"
    """The shop's own data: goods, prices, sizes, regions, promotions, hours, rules."""
    LABEL_SENTENCES = "label_sentences"
    """Say in the training inbox what buyers meant. Agents may as well where their shop says so."""
    READ_AUDIT = "read_audit"
    LEAD_SHIFTS = "lead_shifts"
    """Take over anybody's talk, sign somebody off, set the shifts."""
    TRAIN_MODELS = "train_models"
    """Train, cancel, let a model read along, activate one whose verdict passes, roll back."""
    OVERRULE_VERDICT = "overrule_verdict"
    """Activate a model that is blocked or was not judged, with a reason."""
    MANAGE_PEOPLE = "manage_people"
    """Accounts, roles, passwords, locks and API tokens."""
    BUYER_DATA = "buyer_data"
    """Hand out or forget all that is kept of one buyer."""


_ANSWERING = frozenset({Right.ANSWER, Right.UNMASK})
_LEADING = _ANSWERING | {
    Right.READ_NUMBERS,
    Right.WORK_THE_LIST,
    Right.SETTLE_CASES,
    Right.APPROVE_PRICES,
    Right.OVERRIDE_GUARD,
    Right.EDIT_SCRIPTS,
    Right.EDIT_SHOP,
    Right.LABEL_SENTENCES,
    Right.READ_AUDIT,
    Right.LEAD_SHIFTS,
    Right.TRAIN_MODELS,
}
RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        Role.AGENT: _ANSWERING,
        Role.CLERK: frozenset({Right.UNMASK, Right.WORK_THE_LIST}),
        Role.SUPERVISOR: _LEADING,
        Role.OWNER: _LEADING | {Right.MANAGE_PEOPLE, Right.OVERRULE_VERDICT, Right.BUYER_DATA},
    }
)
"""The only place that says who may do what."""

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")
LONGEST_NAME = 40


@dataclass(frozen=True)
class Account:
    id: int
    login: str
    name: str
    role: Role
    active: bool = True
    must_change: bool = False
    """The password was set by somebody else: nothing can be done before it is changed."""
    language: Language = Language.CHINESE
    """What the console speaks to whoever is signed in."""

    def may(self, right: Right) -> bool:
        return right in RIGHTS[self.role]

    @property
    def may_override(self) -> bool:
        """Whether this account may send, with a reason, what the reply guard blocks."""
        return self.may(Right.OVERRIDE_GUARD)

    @property
    def edits_scripts(self) -> bool:
        return self.may(Right.EDIT_SCRIPTS)


@dataclass(frozen=True)
class ApiToken:
    """A program's way in. The token itself is shown once and kept nowhere."""

    id: int
    name: str
    role: Role
    created_at: datetime
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None

    def may(self, right: Right) -> bool:
        return right in RIGHTS[self.role]


def has_owner(accounts: Iterable[Account]) -> bool:
    """Somebody must stay who can let others in."""
    return any(account.active and account.role is Role.OWNER for account in accounts)
