"""A buyer has gone quiet after our reply: the agent is offered the natural next step, and nothing is sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.buyer_words import BuyerWords
from bot.core.conversations import Conversation, ConversationState, Message, MessageKind, Route, Sender
from bot.core.deliveries import DeliveryState
from bot.core.next_steps import NEXT_STEP
from bot.core.shop import Shop
from bot.core.silence import STILL_FRESH, may_break_silence, offered_in_silence, speaks_unasked
from bot.core.stage_intents import Stage
from bot.core.stages import stage_of
from bot.core.suggestions import Drafted, Suggestion
from bot.services.context import load_context
from bot.services.draft import MESSAGES_READ
from bot.services.next_step import NextStep, so_far
from bot.services.ports import Clock, Store, Work
from bot.services.talk_turn import buyer_turn


@dataclass(frozen=True)
class _Offer:
    stage: Stage
    suggestion: Suggestion
    last_bubble: int
    remembered: dict[str, object]


class QuietTalks:
    def __init__(
        self, store: Store, next_step: NextStep, words: BuyerWords, clock: Clock, shop_code: str
    ) -> None:
        self._store = store
        self._next_step = next_step
        self._words = words
        self._clock = clock
        self._shop_code = shop_code

    def offer_next_steps(self) -> int:
        """Offer one wherever that is due; how many. Safe to run twice and to miss once."""
        now = self._clock()
        with self._store.read() as work:
            shop = work.shops.get(self._shop_code)
            if shop is None or not speaks_unasked(now, shop):
                return 0
            quiet = work.conversations.quiet(
                shop.code, now - shop.quiet_after - STILL_FRESH, now - shop.quiet_after
            )
        return sum(self._offer(conversation_id, shop, now) for conversation_id in quiet)

    def _offer(self, conversation_id: int, shop: Shop, now: datetime) -> bool:
        with self._store.read() as work:
            offer = self._due(work, conversation_id, shop, now)
        if offer is None:
            return False
        with self._store.write() as work:
            if self._is_stale(work, conversation_id, offer):
                return False
            drafted = Drafted("", (), (offer.suggestion,), Route.AGENT, NEXT_STEP)
            draft_id = work.suggestions.add_draft(conversation_id, offer.last_bubble, drafted, now)
            work.conversations.remember(conversation_id, offer.remembered)
            work.events.append(NEXT_STEP, conversation_id, {"draft": draft_id, "stage": offer.stage.value})
        return True

    def _due(self, work: Work, conversation_id: int, shop: Shop, now: datetime) -> _Offer | None:
        talk = work.conversations.get(conversation_id)
        messages = work.messages.of(conversation_id, limit=MESSAGES_READ)
        last = next((m for m in reversed(messages) if m.kind is not MessageKind.SYSTEM), None)
        if talk is None or last is None or not _waits_for_buyer(work, talk, last):
            return None
        if not may_break_silence(last.at, now, shop):
            return None
        heard = work.suggestions.heard(conversation_id)
        turn = buyer_turn(talk, "", now, before=messages, heard=heard)
        context = replace(load_context(work, turn), words=self._words)
        so_said = so_far(context)
        stage = stage_of(so_said)
        if offered_in_silence(stage, so_said):
            return None
        offered = self._next_step.after_silence(context)
        if not offered:
            return None
        return _Offer(stage, offered[0], last.id, so_said.memory.to_offer(stage.value, now))

    @staticmethod
    def _is_stale(work: Work, conversation_id: int, offer: _Offer) -> bool:
        """Whether somebody has written, or ended the talk, while the offer was made."""
        talk = work.conversations.get(conversation_id)
        closed = talk is None or talk.state is not ConversationState.OPEN
        return closed or work.messages.has_talk_after(conversation_id, offer.last_bubble)


def _waits_for_buyer(work: Work, talk: Conversation, last: Message) -> bool:
    """Whether the last word is ours and has reached the buyer."""
    if talk.state is not ConversationState.OPEN or last.sender is not Sender.AGENT:
        return False
    delivery = work.deliveries.of_message(last.id)
    return delivery is None or delivery.state is DeliveryState.DELIVERED
