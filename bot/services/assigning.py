"""Give a talk to whoever is on duty and has room. Inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.core.assignment import agent_for, needs_owner
from bot.core.conversations import Conversation, ConversationState
from bot.core.deliveries import PAD
from bot.core.duties import Duty, at_work
from bot.core.ownership import ChangeKind, OwnerChange
from bot.core.shifts import ShiftRules
from bot.services.ports import Work

OWNER_CHANGED = "owner_changed"


def assign(work: Work, talk: Conversation, now: datetime) -> None:
    """The buyer of this talk has written. `talk` is as it stood before that.

    Pasted talks belong to whoever pastes, and a talk that waits for the supervisor goes on waiting.
    """
    if talk.channel == PAD or (talk.for_supervisor and talk.state is not ConversationState.CLOSED):
        return
    duties = work.duties.open(talk.shop_code)
    begins = talk.state is ConversationState.CLOSED
    if not needs_owner(talk.owner, at_work(duties, now), begins=begins):
        return
    owner = _chosen(work, talk, duties, now)
    if owner != talk.owner or begins:
        work.ownership.give(talk.id, owner, now, settled=False)


def hand_out(work: Work, shop_code: str, now: datetime) -> None:
    """Somebody has come: talks that wait and are nobody's, first in line first, while anybody has room."""
    duties = work.duties.open(shop_code)
    for talk in work.ownership.unowned(shop_code):
        owner = _chosen(work, talk, duties, now)
        if owner is None:
            return
        work.ownership.give(talk.id, owner, now, settled=False)
        work.events.append(OWNER_CHANGED, talk.id, {"owner": owner})


def leave_all(work: Work, login: str, now: datetime, heir: str | None = None) -> int:
    """Somebody has gone off duty: each open talk of theirs goes to the heir, or by load, or becomes nobody's.

    An answered talk becomes nobody's, and is given to somebody when its buyer writes.
    """
    talks = work.ownership.owned_by(login)
    for talk in talks:
        waits = talk.state is ConversationState.WAITING
        after = heir or (_chosen(work, talk, work.duties.open(talk.shop_code), now) if waits else None)
        if after == login:
            continue
        work.ownership.give(talk.id, after, now, settled=heir is not None)
        work.ownership.record(OwnerChange(talk.id, ChangeKind.LEFT, now, login, login, after))
        work.events.append(OWNER_CHANGED, talk.id, {"owner": after})
    return len(talks)


def _chosen(work: Work, talk: Conversation, duties: Sequence[Duty], now: datetime) -> str | None:
    if not duties:
        return None
    shop = work.shops.get(talk.shop_code)
    rules = shop.shifts if shop else ShiftRules()
    since = {duty.login: duty.since for duty in duties}
    loads = work.ownership.loads(since, since)
    known = work.ownership.last_agent(talk.buyer_id, now - timedelta(days=rules.last_agent_days))
    return agent_for(loads, duties, now, most_waiting=rules.most_waiting, last_agent=known)
