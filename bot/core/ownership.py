"""Who is responsible for a talk, and how it goes from hand to hand (handbook D3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

SUPERVISOR = "supervisor:"
"""As the receiver of a talk: whoever leads. No login has a colon."""
LONGEST_NOTE = 200


class ChangeKind(str, Enum):
    TRANSFERRED = "transferred"
    TAKEN = "taken"
    """Nobody's before."""
    TAKEN_OVER = "taken_over"
    HANDED_BACK = "handed_back"
    RELEASED = "released"
    LEFT = "left"
    """Its owner has gone off duty."""


@dataclass(frozen=True)
class OwnerChange:
    conversation_id: int
    kind: ChangeKind
    at: datetime
    actor: str
    before: str | None
    after: str | None
    """SUPERVISOR for whoever leads; None for nobody."""
    note: str = ""
    message_id: int = 0
    """The talk's newest message then."""


def giver(changes: Iterable[OwnerChange], owner: str) -> str | None:
    """To whom the present owner may hand the talk back: the person they have it from. Oldest change first."""
    last = next((one for one in reversed(tuple(changes)) if one.after == owner), None)
    return last.before if last and last.before not in (None, owner, SUPERVISOR) else None
