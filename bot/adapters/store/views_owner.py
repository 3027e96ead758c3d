"""A talk's changes of hands as its thread shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.adapters.store.views import ConversationView
from bot.adapters.store.work import SqlWork
from bot.core.ownership import OwnerChange, giver


@dataclass(frozen=True)
class OwnershipView:
    for_supervisor: bool
    giver: str | None
    """To whom the owner may hand it back."""
    lines: Mapping[int, tuple[OwnerChange, ...]]
    """By the shown message after which they stand; 0: before all."""


def ownership_of(work: SqlWork, talk: ConversationView) -> OwnershipView:
    stored, changes = work.conversations.get(talk.id), work.ownership.changes(talk.id)
    shown = [message.id for message in talk.messages]
    lines: dict[int, tuple[OwnerChange, ...]] = {}
    for change in changes:
        place = max((one for one in shown if one <= change.message_id), default=0)
        lines[place] = (*lines.get(place, ()), change)
    return OwnershipView(
        for_supervisor=bool(stored and stored.for_supervisor),
        giver=giver(changes, talk.owner) if talk.owner else None,
        lines=lines,
    )
