"""The reply that tells the buyer what has just been changed, offered beside what is pending."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.core.change_stage import change_stage
from bot.core.conversations import Route
from bot.core.guard import ReplyGuard
from bot.core.order_focus import OrderFocus, OrderFound
from bot.core.orders import Order
from bot.core.script_book import ScriptBook
from bot.core.suggestions import Drafted
from bot.core.understanding import Clause
from bot.services.context import load_context
from bot.services.offers import Offers
from bot.services.ports import Clock, Work
from bot.services.scenes.order_change import entered_facts
from bot.services.scenes.readback import readback_memory
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import talk_facts
from bot.services.talk_order import TalkOrder
from bot.services.talk_turn import TURNS_REMEMBERED, buyer_turn
from bot.services.turn_wishes import Wish

REASON = "order_changed"
"""Why the draft was made; no doubt about the buyer's words."""


class Confirming:
    def __init__(self, book: Callable[[], ScriptBook], guard: ReplyGuard, clock: Clock) -> None:
        self._book = book
        self._guard = guard
        self._clock = clock

    def offer(self, work: Work, about: TalkOrder, order: Order, intent: str) -> None:
        """`order` is the one that was changed. Nothing is offered in a talk without a word."""
        said = work.messages.of(about.talk.id, limit=TURNS_REMEMBERED)
        if not said:
            return
        turn = buyer_turn(about.talk, "", self._clock(), before=said, heard=())
        context = load_context(work, replace(turn, order=order.number))
        facts = {
            **talk_facts(context, OrderFocus(order, OrderFound.NAMED)),
            "change.stage": change_stage(order).value,
            **entered_facts(order, context, is_entered=True),
        }
        found = SceneFacts(facts, memory=readback_memory(order, facts, context))
        offers = Offers(self._book(), self._guard).made(Wish(intent, Clause("", ()), 1.0), found, context)
        worded = tuple(offer.suggestion for offer in offers[:1])
        if worded:
            drafted = Drafted("", (intent,), worded, Route.AGENT, REASON)
            work.suggestions.retire(about.talk.id, intent)  # it said that this will be done
            work.suggestions.add_more(about.talk.id, said[-1].id, drafted, self._clock())
