"""A reply about one product's price, worded by scripts and read by the guard, outside of a buyer's turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.core.catalogue import Product
from bot.core.conversations import Conversation, Route
from bot.core.guard import ReplyGuard
from bot.core.script_book import ScriptBook
from bot.core.suggestions import Drafted
from bot.core.understanding import Clause
from bot.services.context import TalkContext, load_context
from bot.services.offers import Offers
from bot.services.ports import Clock, Work
from bot.services.scenes.scene import SceneFacts
from bot.services.talk_turn import TURNS_REMEMBERED, buyer_turn
from bot.services.turn_wishes import Wish

BARGAINING = "request_discount"
FactsOf = Callable[[TalkContext, Product], SceneFacts]


class PriceDrafts:
    def __init__(self, book: Callable[[], ScriptBook], guard: ReplyGuard, clock: Clock) -> None:
        self._book = book
        self._guard = guard
        self._clock = clock

    def context(
        self, work: Work, talk: Conversation, product: str, memory: Mapping[str, object]
    ) -> TalkContext:
        said = work.messages.of(talk.id, limit=TURNS_REMEMBERED)
        turn = buyer_turn(talk, "", self._clock(), before=said, heard=())
        return load_context(work, replace(turn, product=product, memory=memory))

    def made(self, context: TalkContext, facts_of: FactsOf, reason: str) -> Drafted | None:
        """None for a product that has left the catalogue. `reason`: why the draft was made."""
        if context.product is None:
            return None
        found = facts_of(context, context.product)
        offers = Offers(self._book(), self._guard).made(Wish(BARGAINING, Clause("", ()), 1.0), found, context)
        worded = tuple(offer.suggestion for offer in offers[:1])
        return Drafted("", (BARGAINING,), worded, Route.AGENT, reason)

    def offer(self, work: Work, conversation_id: int, drafted: Drafted) -> bool:
        """Under the newest message, in place of what is offered about the price; whether there is one."""
        said = work.messages.of(conversation_id, limit=1)
        if said:
            work.suggestions.retire(conversation_id, BARGAINING)
            work.suggestions.add_more(conversation_id, said[-1].id, drafted, self._clock())
        return bool(said)
