"""Talks go from hand to hand: with a reason, on record, and told to both sides at once (handbook D3)."""

from __future__ import annotations

from bot.core import audit
from bot.core.accounts import Account, Right
from bot.core.conversations import Conversation, ConversationState
from bot.core.ownership import LONGEST_NOTE, SUPERVISOR, ChangeKind, OwnerChange, giver
from bot.services.assigning import OWNER_CHANGED
from bot.services.faults import Conflict, Forbidden, NotFound, Unacceptable
from bot.services.ports import Clock, Store, Work
from bot.services.reply import existing
from bot.services.rights import demand


class Owning:
    """Each method returns nothing and raises NotFound, Forbidden, Conflict or Unacceptable."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def transfer(self, conversation_id: int, to: str, note: str, by: Account) -> None:
        """To a person, or with SUPERVISOR to whoever leads. The note spares the buyer telling it twice."""
        demand(by, Right.ANSWER)
        note = _note(note)
        if not note:
            raise Unacceptable("a transfer needs a note: what has been said and what is to be done")
        with self._store.write() as work:
            talk = _open(work, conversation_id)
            _may_move(talk, by)
            _may_receive(work, talk, to)
            self._move(work, talk, ChangeKind.TRANSFERRED, by, to, note)

    def take(self, conversation_id: int, by: Account) -> None:
        """What is nobody's may be taken by anybody who answers; what is somebody's, by whoever leads."""
        demand(by, Right.ANSWER)
        with self._store.write() as work:
            talk = _open(work, conversation_id)
            if talk.owner == by.login:
                raise Conflict(f"conversation {conversation_id} is {by.login}'s already")
            if talk.owner is not None or talk.for_supervisor:
                demand(by, Right.LEAD_SHIFTS)
            kind = ChangeKind.TAKEN if talk.owner is None else ChangeKind.TAKEN_OVER
            self._move(work, talk, kind, by, by.login)

    def hand_back(self, conversation_id: int, note: str, by: Account) -> None:
        """To the person whom the present owner has it from."""
        demand(by, Right.ANSWER)
        with self._store.write() as work:
            talk = _open(work, conversation_id)
            before = giver(work.ownership.changes(talk.id), by.login) if talk.owner == by.login else None
            if before is None:
                raise Conflict(f"{by.login} has conversation {conversation_id} from nobody")
            _may_receive(work, talk, before)
            self._move(work, talk, ChangeKind.HANDED_BACK, by, before, _note(note))

    def release(self, conversation_id: int, by: Account) -> None:
        """It becomes nobody's; the next word of the buyer gives it to somebody."""
        demand(by, Right.ANSWER)
        with self._store.write() as work:
            talk = _open(work, conversation_id)
            if talk.owner is None and not talk.for_supervisor:
                raise Conflict(f"conversation {conversation_id} is nobody's already")
            if talk.owner != by.login:
                demand(by, Right.LEAD_SHIFTS)
            self._move(work, talk, ChangeKind.RELEASED, by, None)

    def _move(
        self,
        work: Work,
        talk: Conversation,
        kind: ChangeKind,
        by: Account,
        to: str | None,
        note: str = "",
    ) -> None:
        now, to_lead = self._clock(), to == SUPERVISOR
        before = SUPERVISOR if talk.for_supervisor else talk.owner
        owner = None if to_lead else to
        work.ownership.give(talk.id, owner, now, settled=owner is not None, for_supervisor=to_lead)
        work.ownership.record(OwnerChange(talk.id, kind, now, by.login, before, to, note))
        detail = {"change": kind.value, "from": before or "", "to": to or "", "note": note}
        work.audit.record(by.login, audit.TALK_MOVED, f"conversation {talk.id}", detail)
        work.events.append(OWNER_CHANGED, talk.id, {"owner": owner})


def _open(work: Work, conversation_id: int) -> Conversation:
    talk = existing(work, conversation_id)
    if talk.state is ConversationState.CLOSED:
        raise Conflict(f"conversation {conversation_id} is closed")
    return talk


def _may_move(talk: Conversation, by: Account) -> None:
    """One's own talk and nobody's; another's only whoever leads."""
    if talk.owner not in (by.login, None):
        demand(by, Right.LEAD_SHIFTS)


def _may_receive(work: Work, talk: Conversation, to: str) -> None:
    if to == SUPERVISOR:
        if talk.for_supervisor:
            raise Conflict(f"conversation {talk.id} waits for the supervisor already")
        return
    if to == talk.owner:
        raise Conflict(f"conversation {talk.id} is {to}'s already")
    found = work.accounts.by_login(to)
    if found is None or not found[0].active:
        raise NotFound(f"there is no account {to}")
    if not found[0].may(Right.ANSWER):
        raise Forbidden(f"{to} answers no buyers")


def _note(text: str) -> str:
    text = " ".join(text.split())
    if len(text) > LONGEST_NOTE:
        raise Unacceptable(f"a note may have {LONGEST_NOTE} characters, this one has {len(text)}")
    return text
