"""People who sign in to the desk."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Role(str, Enum):
    AGENT = "agent"
    SUPERVISOR = "supervisor"
    CLERK = "clerk"
    OWNER = "owner"


EDITORS = frozenset({Role.SUPERVISOR, Role.OWNER})
"""Who may change what the shop says."""


@dataclass(frozen=True)
class Account:
    id: int
    login: str
    name: str
    role: Role
    active: bool = True

    @property
    def may_override(self) -> bool:
        """Whether this account may send, with a reason, what the reply guard blocks."""
        return self.role in (Role.SUPERVISOR, Role.OWNER)

    @property
    def edits_scripts(self) -> bool:
        return self.role in EDITORS
