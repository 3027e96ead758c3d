"""The ready draft of a follow-up: facts, wording and what the guard has against it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.core.buyer_words import BuyerWords
from bot.core.follow_ups import FOLLOW_UP, FollowUp
from bot.core.guard import ReplyGuard
from bot.core.script_book import ScriptBook
from bot.core.suggestions import Suggestion
from bot.core.turns import BuyerTurn
from bot.core.understanding import Clause
from bot.services.context import load_context
from bot.services.offers import Offers
from bot.services.ports import Work
from bot.services.scenes.follow_up import facts_for
from bot.services.talk_turn import TURNS_REMEMBERED, buyer_turn
from bot.services.turn_wishes import Wish

_UNASKED = Wish(FOLLOW_UP, Clause("", ()), 1.0)


class FollowUpDrafts:
    def __init__(self, book: Callable[[], ScriptBook], guard: ReplyGuard, words: BuyerWords) -> None:
        """`book` gives the scripts as they are in force at that moment."""
        self._book = book
        self._guard = guard
        self._words = words

    def of(self, work: Work, follow_up: FollowUp, now: datetime) -> Suggestion | None:
        """None where no script has anything to say."""
        turn = self._turn(work, follow_up, now)
        context = replace(load_context(work, turn), words=self._words)
        made = Offers(self._book(), self._guard).made(_UNASKED, facts_for(follow_up.due, context), context)
        return made[0].suggestion if made else None

    @staticmethod
    def _turn(work: Work, follow_up: FollowUp, now: datetime) -> BuyerTurn:
        order = follow_up.due.order or None
        talk = work.conversations.get(follow_up.conversation_id) if follow_up.conversation_id else None
        if talk is None:
            return BuyerTurn(text="", at=now, shop=follow_up.shop, buyer=follow_up.buyer, order=order)
        before = work.messages.of(talk.id, limit=TURNS_REMEMBERED)
        turn = buyer_turn(talk, "", now, before=before, heard=work.suggestions.heard(talk.id))
        return replace(turn, order=order or turn.order)
