"""The supervisor's word on a price below the agent's limit (handbook A8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.core.accounts import Account, Right
from bot.core.approvals import Approval, ApprovalState, PriceWish
from bot.core.conversations import Conversation, Route
from bot.core.guard import ReplyGuard
from bot.core.money import yuan_text
from bot.core.script_book import ScriptBook
from bot.core.suggestions import Drafted
from bot.core.understanding import Clause
from bot.services.context import load_context
from bot.services.faults import Conflict, NotFound
from bot.services.offers import Offers
from bot.services.ports import Clock, Store, Work
from bot.services.reply import existing
from bot.services.rights import demand
from bot.services.scenes.bargain_limits import supervisors_word
from bot.services.scenes.bargain_memory import with_answer
from bot.services.talk_turn import TURNS_REMEMBERED, buyer_turn
from bot.services.turn_wishes import Wish

BARGAINING = "request_discount"
REASON = "approval"
"""Why the draft was made; no doubt about the buyer's words."""


class Approve:
    def __init__(self, store: Store, book: ScriptBook, guard: ReplyGuard, clock: Clock) -> None:
        self._store = store
        self._offers = Offers(book, guard)
        self._clock = clock

    def price(self, approval_id: int, granted: bool, account: Account) -> int:
        """Answer once, on record, and offer the agent what to tell the buyer. Returns the conversation.

        Raises Forbidden, NotFound, Conflict.
        """
        demand(account, Right.APPROVE_PRICES)
        with self._store.write() as work:
            approval = work.approvals.get(approval_id)
            if approval is None:
                raise NotFound(f"there is no approval {approval_id}")
            if approval.state is not ApprovalState.PENDING:
                raise Conflict(f"approval {approval_id} is {approval.state.value} already")
            self._record(work, approval, granted, account)
            talk = existing(work, approval.conversation_id)
            memory = {**(talk.memory or {}), **with_answer(talk.memory or {}, approval.wish, granted)}
            work.conversations.remember(talk.id, memory)
            drafted = self._drafted(work, talk, memory, approval.wish, granted)
            if drafted:
                work.suggestions.add_beside(approval.suggestion_id, drafted, self._clock())
            work.events.append("approval_answered", talk.id, {"approval": approval_id, "granted": granted})
        return approval.conversation_id

    def _record(self, work: Work, approval: Approval, granted: bool, account: Account) -> None:
        state = ApprovalState.GRANTED if granted else ApprovalState.DECLINED
        work.approvals.answer(approval.id, state, account.login, self._clock())
        work.audit.record(
            account.login,
            "price_approval",
            f"conversation {approval.conversation_id}",
            {
                "product": approval.wish.product,
                "asked": yuan_text(approval.wish.asked),
                "floor": yuan_text(approval.wish.floor),
                "pieces": approval.wish.pieces,
                "answer": state.value,
                "asked_by": approval.asked_by,
            },
        )

    def _drafted(
        self, work: Work, talk: Conversation, memory: Mapping[str, object], wish: PriceWish, granted: bool
    ) -> Drafted | None:
        """None for a product that has left the catalogue in the meantime."""
        said = work.messages.of(talk.id, limit=TURNS_REMEMBERED)
        turn = buyer_turn(talk, "", self._clock(), before=said, heard=())
        context = load_context(work, replace(turn, product=wish.product, memory=memory))
        if context.product is None:
            return None
        found = supervisors_word(wish, granted, context, context.product)
        offers = self._offers.made(Wish(BARGAINING, Clause("", ()), 1.0), found, context)
        worded = tuple(offer.suggestion for offer in offers[:1])
        return Drafted("", (BARGAINING,), worded, Route.AGENT, REASON)
