"""One buyer known on several channels under one profile: what the profile then says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.buyers import Body, Buyer


@dataclass(frozen=True)
class Profile:
    """A buyer with everything that joining moves."""

    buyer: Buyer
    channels: tuple[tuple[str, str], ...]
    """(channel, name there), of the buyer and of those joined to it."""
    talks: tuple[int, ...]
    orders: tuple[str, ...]
    joined_at: datetime | None = None
    """When somebody was last joined to it; None where nobody is."""


def joined_body(kept: Body, joined: Body) -> Body:
    """What the kept profile knows counts; the other one fills its gaps."""
    return joined.updated(kept)


def joined_tags(kept: Sequence[str], joined: Sequence[str]) -> list[str]:
    return list(dict.fromkeys((*kept, *joined)))


def joined_note(kept: str, joined: str) -> str:
    """Both, the kept one's first; what both say stands once."""
    lines = (line.strip() for note in (kept, joined) for line in note.splitlines())
    return "\n".join(dict.fromkeys(line for line in lines if line))
