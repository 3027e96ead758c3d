"""The reply guard at the door: every text that is about to leave is read with its talk in mind."""

from __future__ import annotations

from bot.core.conversations import Conversation
from bot.core.fact_vocabulary import Vocabulary
from bot.core.guard import ReplyGuard
from bot.core.suggestions import Facts, Finding
from bot.core.turns import BuyerTurn
from bot.services.context import load_context
from bot.services.guard_context import guard_context
from bot.services.ports import Clock, Work


class Guarding:
    def __init__(self, guard: ReplyGuard, vocabulary: Vocabulary, clock: Clock) -> None:
        self._guard = guard
        self._vocabulary = vocabulary
        self._clock = clock

    def reply(self, work: Work, talk: Conversation, text: str, facts: Facts) -> tuple[Finding, ...]:
        """`facts` are those of the suggestion that the text came from; they may prove what it claims."""
        turn = BuyerTurn(
            text="",
            at=self._clock(),
            shop=talk.shop_code,
            buyer=talk.buyer_nick,
            product=talk.product_code,
            order=talk.order_number,
            memory=talk.memory or {},
        )
        return self.text(work, turn, text, facts)

    def text(self, work: Work, turn: BuyerTurn, text: str, facts: Facts) -> tuple[Finding, ...]:
        context = guard_context(load_context(work, turn), self._vocabulary.recorded(facts))
        return self._guard.check(text, context)
