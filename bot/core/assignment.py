"""Which agent a waiting talk is given to: by load, and first to whom the buyer knows (handbook D3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.core.duties import Duty, on_duty


@dataclass(frozen=True)
class Load:
    """An agent who may be given buyers, and what they have to do."""

    login: str
    waiting: int
    """Open talks of theirs in which the buyer waits."""
    busy_at: datetime
    """When they last were given a talk, answered one, or came on duty."""


def needs_owner(owner: str | None, working: Collection[str], *, begins: bool) -> bool:
    """Whether a talk in which the buyer has just written is given to somebody.

    `working` are those on duty or on a break; `begins`: the talk is new, or was closed. First asked, first
    responsible: an owner who is at work keeps it. Nobody loses a talk while there is nobody to take it.
    """
    return owner is None or begins or (bool(working) and owner not in working)


def agent_for(
    loads: Iterable[Load],
    duties: Iterable[Duty],
    at: datetime,
    *,
    most_waiting: int,
    last_agent: str | None = None,
) -> str | None:
    """Fewest waiting, then longest without anything new. None: nobody on duty has room."""
    present = on_duty(duties, at)
    able = [load for load in loads if load.login in present and load.waiting < most_waiting]
    known = [load for load in able if load.login == last_agent]
    chosen = min(known or able, key=lambda load: (load.waiting, load.busy_at, load.login), default=None)
    return chosen.login if chosen else None
