"""Follow-ups as one part of the house: the worker's job, and the page on which people decide."""

from __future__ import annotations

from collections.abc import Callable

from bot.core.buyer_words import BuyerWords
from bot.core.guard import ReplyGuard
from bot.core.script_book import ScriptBook
from bot.services.follow_up_desk import FollowUpDesk
from bot.services.follow_up_drafts import FollowUpDrafts
from bot.services.follow_up_job import FollowUpJob
from bot.services.follow_up_sending import FollowUpSending
from bot.services.ports import Clock, Store
from bot.services.reply import Reply


class FollowUpHouse:
    def __init__(
        self,
        store: Store,
        book: Callable[[], ScriptBook],
        guard: ReplyGuard,
        words: BuyerWords,
        reply: Reply,
        clock: Clock,
        shop: str,
    ) -> None:
        sending = FollowUpSending(reply)
        self.job = FollowUpJob(store, FollowUpDrafts(book, guard, words), sending, clock)
        self.desk = FollowUpDesk(store, sending, clock, shop)
