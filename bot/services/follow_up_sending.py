"""A follow-up leaves as an ordinary reply, once, in waking hours, and only while its reason holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.core import audit
from bot.core.conversations import ConversationState
from bot.core.follow_up_rules import OWED
from bot.core.follow_ups import COUNTED, FollowUp, FollowUpState, is_stopped, may_reach_from
from bot.core.quiet_hours import is_waking, waking_from
from bot.core.refusals import Refusal
from bot.core.shop import Shop
from bot.core.thread import LineKind
from bot.services.faults import RuledOut
from bot.services.follow_up_reasons import still_holds
from bot.services.ports import Work
from bot.services.reply import Reply, existing


def wants_no_messages(work: Work, follow_up: FollowUp) -> bool:
    buyer = work.buyers.by_nick(follow_up.shop, follow_up.buyer)
    return buyer is not None and buyer.wants_no_messages


def reachable_from(work: Work, follow_up: FollowUp, shop: Shop, now: datetime) -> datetime | None:
    since = now - COUNTED
    reached = work.follow_ups.reached(follow_up.shop, follow_up.buyer, since, but=follow_up.id)
    return may_reach_from(follow_up.kind, now, reached, shop.follow_ups)


def demand_sendable(work: Work, follow_up: FollowUp, shop: Shop, now: datetime) -> None:
    """Raises RuledOut."""
    if not still_holds(work, follow_up.due, follow_up.conversation_id, shop, now):
        raise RuledOut(Refusal.FOLLOW_UP_GONE)
    if is_stopped(follow_up.kind, wants_no_messages(work, follow_up)):
        raise RuledOut(Refusal.FOLLOW_UP_STOPPED)
    talk = work.conversations.get(follow_up.conversation_id) if follow_up.conversation_id else None
    if talk and talk.state is ConversationState.WAITING and follow_up.kind not in OWED:
        raise RuledOut(Refusal.FOLLOW_UP_WAITING)
    free = reachable_from(work, follow_up, shop, now)
    if free is None or free > now:
        raise RuledOut(Refusal.FOLLOW_UP_OFTEN)


class FollowUpSending:
    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    def send(self, work: Work, follow_up: FollowUp, shop: Shop, account: str, now: datetime) -> FollowUp:
        """Inside the caller's transaction; at night it waits, approved. A promise is kept at its hour.

        Raises RuledOut, Blocked, Unacceptable.
        """
        demand_sendable(work, follow_up, shop, now)
        if follow_up.conversation_id is None:
            raise RuledOut(Refusal.FOLLOW_UP_NO_TALK)
        if follow_up.kind not in OWED and not is_waking(now, shop.follow_ups.waking, shop.timezone):
            morning = waking_from(now, shop.follow_ups.waking, shop.timezone)
            return self._changed(work, follow_up, FollowUpState.APPROVED, account, now, due_at=morning)
        talk = existing(work, follow_up.conversation_id)
        about = replace(talk, order_number=follow_up.due.order or talk.order_number)
        sent = self._reply.send(
            work,
            about,
            follow_up.text,
            account,
            facts=follow_up.facts,
            client_id=f"follow-up-{follow_up.id}",
            unasked=True,
        )
        work.lines.add(talk.id, LineKind.FOLLOW_UP, account, now, text=follow_up.kind.value)
        detail = {"kind": follow_up.kind.value, "message": sent.message_id}
        work.audit.record(account, audit.FOLLOW_UP_SENT, f"follow_up {follow_up.id}", detail)
        return self._changed(
            work, follow_up, FollowUpState.SENT, account, now, message_id=sent.message_id, failure=""
        )

    @staticmethod
    def _changed(
        work: Work, follow_up: FollowUp, state: FollowUpState, account: str, now: datetime, **more: object
    ) -> FollowUp:
        changed = replace(follow_up, state=state, decided_by=account, changed_at=now, **more)  # type: ignore[arg-type]
        work.follow_ups.put(changed)
        return changed
