"""What the worker does about follow-ups: notice, draft, send what was approved, end what is over.

Each step is one transaction that rests on the records alone: it may run twice, be missed or be killed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.conversations import AUTOMATIC, ConversationState
from bot.core.follow_up_rules import OWED
from bot.core.follow_ups import Ended, FollowUp, FollowUpState, is_stopped, says_something
from bot.core.quiet_hours import waking_from
from bot.core.shop import Shop
from bot.services.faults import Refused
from bot.services.follow_up_drafts import FollowUpDrafts
from bot.services.follow_up_reasons import Noticed, noticed, still_holds
from bot.services.follow_up_sending import FollowUpSending, reachable_from, wants_no_messages
from bot.services.ports import Clock, Store, Work

FOLLOW_UP = "follow_up"
"""Kind of event."""
STILL_TALKING = timedelta(minutes=30)
"""Nobody is told of something else while they are talking with us."""

MOST_AT_ONCE = 2_000

Step = Callable[[Work, FollowUp, Shop, datetime], str]


class FollowUpJob:
    def __init__(self, store: Store, drafts: FollowUpDrafts, sending: FollowUpSending, clock: Clock) -> None:
        self._store = store
        self._drafts = drafts
        self._sending = sending
        self._clock = clock

    def run(self, shop_code: str) -> Counter[str]:
        """How many were noticed, suggested, sent, put off, ended and failed; those stay on the list."""
        now = self._clock()
        with self._store.read() as work:
            shop = work.shops.get(shop_code)
            found = list(noticed(work, shop, now)) if shop else []
        done: Counter[str] = Counter()
        if shop is None:
            return done
        for one in found:
            done["noticed"] += self._note(one, shop, now)
        for state, step in (
            (FollowUpState.SUGGESTED, self._look_again),
            (FollowUpState.DUE, self._suggest),
            (FollowUpState.APPROVED, self._send),
        ):
            due_by = None if state is FollowUpState.SUGGESTED else now
            done.update(self._each(state, due_by, step, shop, now))
        return done

    def _note(self, one: Noticed, shop: Shop, now: datetime) -> bool:
        with self._store.write() as work:
            talk = work.follow_ups.talk_of(shop.code, one.buyer)
            return work.follow_ups.add(shop.code, one.due, one.buyer, talk, _moment(one, shop, now), now)

    def _each(
        self, state: FollowUpState, due_by: datetime | None, step: Step, shop: Shop, now: datetime
    ) -> Sequence[str]:
        with self._store.read() as work:
            listed = work.follow_ups.in_state(shop.code, state, due_by, limit=MOST_AT_ONCE)
            is_suggested = state is FollowUpState.SUGGESTED  # of those only what is over is written to
            found = [one.id for one in listed if not is_suggested or _over(work, one, shop, now)]
        return [told for told in (self._one(one, state, step, shop, now) for one in found) if told]

    def _one(self, follow_up_id: int, state: FollowUpState, step: Step, shop: Shop, now: datetime) -> str:
        """One that fails is shown with its reason and tried again; the others go on."""
        try:
            with self._store.write() as work:
                follow_up = work.follow_ups.get(follow_up_id)
                if follow_up is None or follow_up.state is not state:
                    return ""  # somebody was faster
                told = step(work, follow_up, shop, now)
                if told:
                    work.events.append(FOLLOW_UP, follow_up.conversation_id, {"follow_up": follow_up_id})
                return told
        except Exception as fault:
            self._note_failure(follow_up_id, fault)
            return "failed"

    def _note_failure(self, follow_up_id: int, fault: Exception) -> None:
        with self._store.write() as work:
            follow_up = work.follow_ups.get(follow_up_id)
            if follow_up:
                work.follow_ups.put(replace(follow_up, failure=f"{type(fault).__name__}: {fault}"[:400]))

    def _suggest(self, work: Work, follow_up: FollowUp, shop: Shop, now: datetime) -> str:
        if over := _over(work, follow_up, shop, now):
            return _ended(work, follow_up, over, now)
        if not says_something(follow_up.kind):
            return _to(work, follow_up, FollowUpState.SUGGESTED, now, "suggested")
        later = _free_from(work, follow_up, shop, now)
        if later is None or later >= follow_up.due.until:
            return _ended(work, follow_up, Ended.OFTEN, now)
        if later > now:
            work.follow_ups.put(replace(follow_up, due_at=later))
            return "put_off"
        return self._suggested(work, follow_up, shop, now)

    def _suggested(self, work: Work, follow_up: FollowUp, shop: Shop, now: datetime) -> str:
        talk_id = follow_up.conversation_id or work.follow_ups.talk_of(shop.code, follow_up.buyer)
        about = replace(follow_up, conversation_id=talk_id)
        draft = self._drafts.of(work, about, now)
        ready = replace(about, state=FollowUpState.SUGGESTED, changed_at=now, failure="")
        if draft:
            told = {"text": draft.text, "script": draft.script, "facts": draft.facts}
            ready = replace(ready, findings=draft.findings, **told)  # type: ignore[arg-type]
        work.follow_ups.put(ready)
        if follow_up.kind not in shop.follow_ups.automatic or not ready.may_go_unread:
            return "suggested"
        return self._left(work, ready, shop, AUTOMATIC, now)

    def _send(self, work: Work, follow_up: FollowUp, shop: Shop, now: datetime) -> str:
        """What was approved at night."""
        if over := _over(work, follow_up, shop, now):
            return _ended(work, follow_up, over, now)
        return self._left(work, follow_up, shop, follow_up.decided_by, now)

    def _left(self, work: Work, follow_up: FollowUp, shop: Shop, account: str, now: datetime) -> str:
        """Sent, or approved for the morning; else it goes back to the people with the reason."""
        try:
            return self._sending.send(work, follow_up, shop, account, now).state.value
        except Refused as fault:
            reason = str(fault)[:400]
            back = replace(follow_up, state=FollowUpState.SUGGESTED, failure=reason, changed_at=now)
            work.follow_ups.put(back)
            return "failed"

    def _look_again(self, work: Work, follow_up: FollowUp, shop: Shop, now: datetime) -> str:
        over = _over(work, follow_up, shop, now)
        return _ended(work, follow_up, over, now) if over else ""


def _moment(one: Noticed, shop: Shop, now: datetime) -> datetime:
    """Work for the desk comes at once, also in the evening; what was promised at its own hour."""
    if not says_something(one.due.kind) or one.due.kind in OWED:
        return now
    return waking_from(max(now, one.due.at), shop.follow_ups.waking, shop.timezone)


def _over(work: Work, follow_up: FollowUp, shop: Shop, now: datetime) -> Ended | None:
    if now >= follow_up.due.until:
        return Ended.TOO_LATE
    if not still_holds(work, follow_up.due, follow_up.conversation_id, shop, now):
        return Ended.REASON_GONE
    return Ended.STOPPED if is_stopped(follow_up.kind, wants_no_messages(work, follow_up)) else None


def _free_from(work: Work, follow_up: FollowUp, shop: Shop, now: datetime) -> datetime | None:
    """By caps, by the talk that may be going on, by waking hours; None for never."""
    free = reachable_from(work, follow_up, shop, now)
    if free is None or follow_up.kind in OWED:
        return free
    free = max(free, _talk_rests_from(work, follow_up, now))
    return waking_from(free, shop.follow_ups.waking, shop.timezone)


def _talk_rests_from(work: Work, follow_up: FollowUp, now: datetime) -> datetime:
    talk = work.conversations.get(follow_up.conversation_id) if follow_up.conversation_id else None
    if talk is None:
        return now
    if talk.state is ConversationState.WAITING:
        return now + STILL_TALKING
    last = work.messages.of(talk.id, limit=1)
    return last[-1].at + STILL_TALKING if last else now


def _ended(work: Work, follow_up: FollowUp, why: Ended, now: datetime) -> str:
    gone = replace(follow_up, state=FollowUpState.EXPIRED, outcome=why.value, changed_at=now)
    work.follow_ups.put(gone)
    return "ended"


def _to(work: Work, follow_up: FollowUp, state: FollowUpState, now: datetime, told: str) -> str:
    work.follow_ups.put(replace(follow_up, state=state, changed_at=now))
    return told
