"""The supervisor's word on a price below the agent's limit (handbook A8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from bot.core.accounts import Account, Right
from bot.core.approvals import Approval, ApprovalState, PriceWish
from bot.core.conversations import Conversation
from bot.core.guard import ReplyGuard
from bot.core.money import yuan_text
from bot.core.price_limits import demand_limit
from bot.core.script_book import ScriptBook
from bot.services.faults import Conflict, NotFound
from bot.services.judged import judged
from bot.services.ports import Clock, Store, Work
from bot.services.price_drafts import PriceDrafts
from bot.services.reply import existing
from bot.services.rights import demand
from bot.services.scenes.bargain_limits import supervisors_word
from bot.services.scenes.bargain_memory import with_answer

REASON = "approval"
"""Why the draft was made; no doubt about the buyer's words."""


class Approve:
    def __init__(self, store: Store, book: ScriptBook, guard: ReplyGuard, clock: Clock) -> None:
        self._store = store
        self._drafts = PriceDrafts(lambda: book, guard, clock)
        self._clock = clock

    def price(self, approval_id: int, granted: bool, account: Account) -> int:
        """Answer once, on record, and offer the agent what to tell the buyer. Returns the conversation.

        Raises Forbidden, NotFound, Conflict, RuledOut.
        """
        demand(account, Right.APPROVE_PRICES)
        with judged(), self._store.write() as work:
            approval = work.approvals.get(approval_id)
            if approval is None:
                raise NotFound(f"there is no approval {approval_id}")
            if approval.state is not ApprovalState.PENDING:
                raise Conflict(f"approval {approval_id} is {approval.state.value} already")
            talk = existing(work, approval.conversation_id)
            if granted:
                _demand_limit(work, talk, approval.wish, account)
            record_answer(work, approval, granted, account, self._clock())
            memory = {**(talk.memory or {}), **with_answer(talk.memory or {}, approval.wish, granted)}
            work.conversations.remember(talk.id, memory)
            self._offer(work, talk, approval, granted, memory)
            work.events.append("approval_answered", talk.id, {"approval": approval_id, "granted": granted})
        return approval.conversation_id

    def _offer(
        self, work: Work, talk: Conversation, approval: Approval, granted: bool, memory: Mapping[str, object]
    ) -> None:
        """Beside the draft that promised to ask, else under the newest message."""
        wish = approval.wish
        context = self._drafts.context(work, talk, wish.product, memory)
        drafted = self._drafts.made(context, partial(supervisors_word, wish, granted), REASON)
        if drafted is None:
            return
        if approval.suggestion_id is not None:
            work.suggestions.add_beside(approval.suggestion_id, drafted, self._clock())
        else:  # what is offered there said that the answer is still to come
            self._drafts.offer(work, talk.id, drafted)


def record_answer(work: Work, approval: Approval, granted: bool, account: Account, at: datetime) -> None:
    state = ApprovalState.GRANTED if granted else ApprovalState.DECLINED
    work.approvals.answer(approval.id, state, account.login, at)
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


def _demand_limit(work: Work, talk: Conversation, wish: PriceWish, account: Account) -> None:
    """Raises OutOfRule."""
    shop = work.shops.get(talk.shop_code)
    if shop:
        demand_limit(account.role, wish.asked, wish.price, wish.floor, shop.bargain)
