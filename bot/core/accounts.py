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
    def edits_scripts(self) -> bool:
        return self.role in EDITORS
