"""What people do with follow-ups: approve, edit, approve many, dismiss, say that it was done by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.core import audit
from bot.core.accounts import Account, Right
from bot.core.follow_up_rules import FollowUpKind
from bot.core.follow_ups import FollowUp, FollowUpState
from bot.core.order_rules import checked_reason
from bot.core.refusals import Refusal
from bot.core.shop import Shop
from bot.services.faults import NotFound, Refused, RuledOut
from bot.services.follow_up_job import FOLLOW_UP
from bot.services.follow_up_sending import FollowUpSending, demand_sendable
from bot.services.judged import judged
from bot.services.ports import Clock, Store, Work
from bot.services.reply import sendable
from bot.services.rights import demand

MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Listed:
    suggested: Mapping[FollowUpKind, Sequence[FollowUp]]
    """Those for the supervisor first, then the earliest."""
    approved: Sequence[FollowUp]
    coming: int
    ended: Sequence[FollowUp]


@dataclass(frozen=True)
class ApprovedMany:
    sent: int
    waiting: int
    """For the morning."""
    refused: int


class FollowUpDesk:
    def __init__(self, store: Store, sending: FollowUpSending, clock: Clock, shop: str) -> None:
        self._store = store
        self._sending = sending
        self._clock = clock
        self._shop = shop

    def listed(self) -> Listed:
        with self._store.read() as work:
            if work.shops.get(self._shop) is None:
                return Listed({}, (), 0, ())
            found = list(work.follow_ups.in_state(self._shop, FollowUpState.SUGGESTED))
            counts = work.follow_ups.counts(self._shop)
            return Listed(
                suggested={
                    kind: sorted(
                        (one for one in found if one.kind is kind), key=lambda one: not one.due.for_supervisor
                    )
                    for kind in FollowUpKind
                    if any(one.kind is kind for one in found)
                },
                approved=work.follow_ups.in_state(self._shop, FollowUpState.APPROVED),
                coming=sum(count for (_, state), count in counts.items() if state is FollowUpState.DUE),
                ended=work.follow_ups.ended(self._shop),
            )

    def count(self) -> int:
        with self._store.read() as work:
            if work.shops.get(self._shop) is None:
                return 0
            counts = work.follow_ups.counts(self._shop)
        return sum(count for (_, state), count in counts.items() if state is FollowUpState.SUGGESTED)

    def approve(self, follow_up_id: int, account: Account, text: str = "") -> FollowUp:
        """As it is, or reworded. Raises Forbidden, NotFound, RuledOut, Blocked, Unacceptable."""
        demand(account, Right.ANSWER)
        with self._store.write() as work:
            follow_up, shop = self._suggested(work, follow_up_id)
            worded = replace(follow_up, text=sendable(text or follow_up.text))
            return self._told(work, self._sending.send(work, worded, shop, account.login, self._clock()))

    def approve_many(self, ids: Sequence[int], account: Account) -> ApprovedMany:
        """Each in its own transaction; what needs a look, or can't be sent, stays. Raises Forbidden."""
        demand(account, Right.ANSWER)
        states: list[FollowUpState | None] = []
        for follow_up_id in ids[:MOST_AT_ONCE]:
            try:
                with self._store.write() as work:
                    follow_up, shop = self._suggested(work, follow_up_id)
                    if not follow_up.may_go_unread:
                        states.append(None)
                        continue
                    sent = self._sending.send(work, follow_up, shop, account.login, self._clock())
                    states.append(self._told(work, sent).state)
            except Refused:
                states.append(None)
        sent_now, waiting = (states.count(state) for state in (FollowUpState.SENT, FollowUpState.APPROVED))
        return ApprovedMany(sent_now, waiting, states.count(None))

    def dismiss(self, follow_up_id: int, reason: str, account: Account) -> None:
        """Of work for the desk: done, with what came of it. Raises Forbidden, NotFound, RuledOut."""
        demand(account, Right.ANSWER)
        with judged(), self._store.write() as work:
            follow_up, _ = self._suggested(work, follow_up_id, FollowUpState.APPROVED)
            outcome = checked_reason(reason, needed=False)
            detail = {"kind": follow_up.kind.value, "reason": outcome}
            work.audit.record(account.login, audit.FOLLOW_UP_DISMISSED, f"follow_up {follow_up.id}", detail)
            self._ended(work, follow_up, FollowUpState.DISMISSED, outcome, account)

    def by_hand(self, follow_up_id: int, account: Account) -> None:
        """Said on the platform, to a buyer who has no talk here. Raises Forbidden, NotFound, RuledOut."""
        demand(account, Right.ANSWER)
        with self._store.write() as work:
            follow_up, shop = self._suggested(work, follow_up_id)
            demand_sendable(work, follow_up, shop, self._clock())
            detail = {"kind": follow_up.kind.value, "by_hand": True}
            work.audit.record(account.login, audit.FOLLOW_UP_SENT, f"follow_up {follow_up.id}", detail)
            self._ended(work, follow_up, FollowUpState.SENT, "by_hand", account)

    def _suggested(self, work: Work, follow_up_id: int, *also: FollowUpState) -> tuple[FollowUp, Shop]:
        follow_up = work.follow_ups.get(follow_up_id)
        shop = work.shops.get(follow_up.shop) if follow_up else None
        if follow_up is None or shop is None:
            raise NotFound(f"there is no follow-up {follow_up_id}")
        if follow_up.state not in (FollowUpState.SUGGESTED, *also):
            raise RuledOut(Refusal.FOLLOW_UP_ENDED)
        return follow_up, shop

    def _ended(
        self, work: Work, follow_up: FollowUp, state: FollowUpState, outcome: str, account: Account
    ) -> None:
        ended = replace(
            follow_up, state=state, outcome=outcome, decided_by=account.login, changed_at=self._clock()
        )
        work.follow_ups.put(ended)
        self._told(work, ended)

    @staticmethod
    def _told(work: Work, follow_up: FollowUp) -> FollowUp:
        work.events.append(FOLLOW_UP, follow_up.conversation_id, {"follow_up": follow_up.id})
        return follow_up
