"""A talk from its first word to its end: received, drafted, decided, sent and looked after."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from bot.adapters.channels.clipboard import Clipboard
from bot.adapters.channels.web_chat import CHANNEL as WEB_CHAT
from bot.adapters.channels.web_chat import WebChat
from bot.adapters.channels.webhook import Webhook
from bot.adapters.pictures.folder import PictureFolder
from bot.adapters.pictures.redrawing import Redrawing
from bot.adapters.store import views
from bot.adapters.store.views_inbox import MOST_LINES, InboxLine, inbox
from bot.bootstrap.foundations import Foundations
from bot.core.deliveries import PAD
from bot.core.inbox import Show
from bot.core.pictures import MEGABYTE
from bot.core.suggestions import Finding
from bot.core.turns import BuyerTurn
from bot.services.alone_desk import AloneDesk
from bot.services.approve import Approve
from bot.services.close import Close
from bot.services.decide import Decide
from bot.services.deliver import Channel, Deliver
from bot.services.draft import Draft
from bot.services.follow_up_house import FollowUpHouse
from bot.services.next_step import NextStep
from bot.services.night_words import NightWords
from bot.services.offers import Offers
from bot.services.order_work import OrderWork
from bot.services.paste import TakePaste
from bot.services.pictures import TakePictures
from bot.services.quiet_talks import QuietTalks
from bot.services.receive import Receive
from bot.services.reply import Reply
from bot.services.shifts import Shifts
from bot.services.suggest import Suggest
from bot.services.take_back import TakeBack
from bot.services.talk_turn import stage_in
from bot.services.thread import Thread


class Desk(Foundations):
    @cached_property
    def receive(self) -> Receive:
        return Receive(self.store, self.clock, self.settings.shop)

    @cached_property
    def take_paste(self) -> TakePaste:
        return TakePaste(self.store, self.receive, self.clock, self.settings.shop)

    @cached_property
    def draft(self) -> Draft:
        return Draft(self.store, self.rasa, self.clock, self.alone.answer)

    @cached_property
    def alone(self) -> AloneDesk:
        words = lambda: NightWords(self.book, self.reply_guard)  # noqa: E731 - the book may change
        guard, shop = self.guarding.reply, self.settings.shop
        return AloneDesk(self.store, self.intents, self.models.held_out, words, guard, self.clock, shop)

    @property
    def suggest(self) -> Suggest:
        """Made for each draft: the whole of it is worded by one state of the book."""
        return Suggest(self.store, self.book, self.reply_guard, self.intents, words=self.words)

    @cached_property
    def reply(self) -> Reply:
        return Reply(self.store, self.guarding.reply, self.clock, self.carrying_pictures)

    @property
    def carrying_pictures(self) -> frozenset[str]:
        """Channels by which pictures reach the buyer. A pasted talk is carried over by hand: text only."""
        return (self.settings.carrying_pictures | {WEB_CHAT}) - {PAD}

    @cached_property
    def picture_folder(self) -> PictureFolder:
        return PictureFolder(self.settings.pictures)

    @cached_property
    def pictures(self) -> TakePictures:
        cleaner = Redrawing(int(self.settings.picture_megabytes * MEGABYTE))
        return TakePictures(self.store, cleaner, self.picture_folder, self.clock)

    @cached_property
    def thread(self) -> Thread:
        return Thread(self.store, self.clock)

    @cached_property
    def decide(self) -> Decide:
        return Decide(self.store, self.reply, frozenset(self.intents), self.clock)

    @property
    def approve(self) -> Approve:
        """Made for each answer: it is worded by the book as it is in force."""
        return Approve(self.store, self.book, self.reply_guard, self.clock)

    @cached_property
    def take_back(self) -> TakeBack:
        return TakeBack(self.store, self.clock)

    @cached_property
    def closing(self) -> Close:
        return Close(self.store, self.clock)

    @cached_property
    def order_work(self) -> OrderWork:
        return OrderWork(self.store, self.live_book.current, self.reply_guard, self.clock)

    @cached_property
    def shifts(self) -> Shifts:
        return Shifts(self.store, self.clock, self.settings.shop)

    @cached_property
    def deliver(self) -> Deliver:
        pushed: dict[str, Channel] = {WEB_CHAT: WebChat()}
        for name, channel in self.settings.push_channels.items():
            pushed[name] = Webhook(channel["url"], channel["secret"])
        pushed[PAD] = Clipboard()  # whatever the settings say, nothing is sent for a pasted talk
        return Deliver(self.store, self.clock, pushed, self.alone.still.may_leave)

    @property
    def quiet_talks(self) -> QuietTalks:
        next_step = NextStep(Offers(self.book, self.reply_guard))
        return QuietTalks(self.store, next_step, self.words, self.clock, self.settings.shop)

    @cached_property
    def follow_ups(self) -> FollowUpHouse:
        book, guard, shop = self.live_book.current, self.reply_guard, self.settings.shop
        return FollowUpHouse(self.store, book, guard, self.words, self.reply, self.clock, shop)

    def inbox(
        self, show: Show = Show.ALL, *, login: str = "", words: str = "", limit: int = MOST_LINES
    ) -> tuple[InboxLine, ...]:
        with self.store.read() as work:
            return inbox(work.session, show, login=login, words=words, limit=limit)

    def conversation(self, conversation_id: int) -> views.ConversationView | None:
        with self.store.read() as work:
            found = views.conversation(work.session, conversation_id)
            return replace(found, stage=stage_in(work, conversation_id)) if found else None

    def guarded(
        self, reply: str, *, buyer: str | None, order: str | None, product: str | None
    ) -> tuple[Finding, ...]:
        """What the reply guard finds in a text for a talk of the default shop."""
        if not self.has_shop(self.settings.shop):
            return self.reply_guard.check(reply)
        turn = BuyerTurn("", self.clock(), self.settings.shop, buyer, product, order)
        with self.store.read() as work:
            return self.guarding.text(work, turn, reply, {})

    def count_waiting(self) -> int:
        with self.store.read() as work:
            return views.count_waiting(work.session)
