"""The only place that knows concrete classes: joins services with their adapters."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.adapters.channels.clipboard import Clipboard
from bot.adapters.channels.web_chat import CHANNEL as WEB_CHAT
from bot.adapters.channels.web_chat import WebChat
from bot.adapters.channels.webhook import Webhook
from bot.adapters.demo_shop import read_demo
from bot.adapters.importers.reasons import Reasons, load_reasons
from bot.adapters.models import Models
from bot.adapters.passwords import Argon2Passwords, load_common
from bot.adapters.phrase_variables import load_variables
from bot.adapters.pictures.folder import PictureFolder
from bot.adapters.pictures.redrawing import Redrawing
from bot.adapters.pinyin import syllables
from bot.adapters.product_words import load_product_words
from bot.adapters.rasa.client import RasaClient
from bot.adapters.scripts.book import load_guard, script_files
from bot.adapters.scripts.intents import load_intents
from bot.adapters.scripts.labels import load_labels
from bot.adapters.scripts.live_book import LiveBook
from bot.adapters.scripts.second_reading import load_second_reading
from bot.adapters.scripts.written import written
from bot.adapters.store import views
from bot.adapters.store.engine import is_sqlite
from bot.adapters.store.upgrade import upgrade
from bot.adapters.store.views_inbox import MOST_LINES, InboxLine, inbox
from bot.adapters.store.work import SqlStore
from bot.adapters.training_file import TrainingFile
from bot.core.buyer_words import BuyerWords
from bot.core.deliveries import PAD
from bot.core.fact_labels import FactLabels
from bot.core.guard import ReplyGuard
from bot.core.inbox import Show
from bot.core.intents import Intent
from bot.core.pictures import MEGABYTE
from bot.core.pseudonyms import Pseudonyms
from bot.core.script_book import ScriptBook
from bot.core.second_reading import SecondReading
from bot.core.shop import Shop
from bot.core.suggestions import Finding
from bot.core.turns import BuyerTurn
from bot.services.alone_desk import AloneDesk
from bot.services.approve import Approve
from bot.services.audit_trail import AuditTrail
from bot.services.buyer_privacy import BuyerPrivacy
from bot.services.close import Close
from bot.services.decide import Decide
from bot.services.deliver import Channel, Deliver
from bot.services.draft import Draft
from bot.services.find_phrases import FindPhrases
from bot.services.follow_up_house import FollowUpHouse
from bot.services.guarding import Guarding
from bot.services.import_chats import ImportChats
from bot.services.import_rows import ImportRows
from bot.services.join_buyers import JoinBuyers
from bot.services.keys import Keys
from bot.services.load_demo import load_demo
from bot.services.mined_house import MinedHouse
from bot.services.model_house import ModelHouse
from bot.services.next_step import NextStep
from bot.services.night_words import NightWords
from bot.services.offers import Offers
from bot.services.order_work import OrderWork
from bot.services.own_account import OwnAccount
from bot.services.paste import TakePaste
from bot.services.people import ManagePeople
from bot.services.phrase_book import PhraseBook
from bot.services.phrase_filling import PhraseFilling
from bot.services.phrase_shelf import PhraseShelf
from bot.services.pictures import TakePictures
from bot.services.ports import DraftingFailure
from bot.services.quiet_talks import QuietTalks
from bot.services.receive import Receive
from bot.services.receivers import Receivers
from bot.services.reply import Reply
from bot.services.script_desk import ScriptDesk
from bot.services.script_sounds import ScriptSounds
from bot.services.shifts import Shifts
from bot.services.shop_data import ShopData
from bot.services.suggest import Suggest
from bot.services.take_back import TakeBack
from bot.services.talk_turn import stage_in
from bot.services.thread import Thread
from bot.services.tidy import Tidy
from bot.services.tokens import Tokens
from bot.services.training_house import TrainingHouse
from bot.services.try_script import TryScript
from bot.settings import DEMO_SHOP, PROJECT, Settings, settings

DATA = PROJECT / "data"
LEARNED = PROJECT / "var" / "guard"
"""What the reply guard learned from data/guard: one for all homes, as it follows from the code's folder."""
PROBE_TEXT = "在吗"
PROBE_KEPT = 10.0
"""Seconds for which a probe's outcome is believed."""


def utc_now() -> datetime:
    return datetime.now(timezone.utc)


@dataclass
class House:
    """Everything wired, each part made when it is first needed."""

    settings: Settings
    clock: Any = utc_now
    _probe: tuple[float, str | None] = field(default=(float("-inf"), None), repr=False)

    @cached_property
    def store(self) -> SqlStore:
        """The database; an embedded one is created and brought up to date by whoever comes first."""
        if is_sqlite(self.settings.database):
            upgrade(self.settings.database, self.settings.backups, self.clock())
        return SqlStore(self.settings.database, self.clock)

    @cached_property
    def intents(self) -> Mapping[str, Intent]:
        return load_intents(DATA / "intents.yml")

    @cached_property
    def live_book(self) -> LiveBook:
        return LiveBook(script_files(DATA), self.store)

    @property
    def book(self) -> ScriptBook:
        """As it is in force now, with what was edited on the desk."""
        return self.live_book.current()

    @cached_property
    def labels(self) -> FactLabels:
        return load_labels(DATA)

    @cached_property
    def script_desk(self) -> ScriptDesk:
        return ScriptDesk(self.store, self.live_book, self.intents, self.clock)

    @cached_property
    def try_script(self) -> TryScript:
        return TryScript(
            self.store, self.reply_guard, self.intents, self.words, self.clock, self.settings.shop
        )

    @cached_property
    def phrase_book(self) -> PhraseBook:
        return PhraseBook(self.store, self.reply_guard, self.phrase_shelf, self.clock)

    @cached_property
    def phrase_shelf(self) -> PhraseShelf:
        return PhraseShelf(syllables)

    @cached_property
    def phrase_filling(self) -> PhraseFilling:
        return PhraseFilling(self.live_book, self.labels, load_variables(DATA / "phrase_variables.yml"))

    @cached_property
    def find_phrases(self) -> FindPhrases:
        sounds = ScriptSounds(syllables, self.intents)
        shelf, filling = self.phrase_shelf, self.phrase_filling
        return FindPhrases(
            self.store, shelf, filling, self.live_book, self.try_script, sounds, self.intents, self.clock
        )

    @cached_property
    def words(self) -> BuyerWords:
        return load_product_words(DATA / "product_words.yml")

    @cached_property
    def reply_guard(self) -> ReplyGuard:
        return load_guard(DATA, self.second_reading)

    @cached_property
    def second_reading(self) -> SecondReading:
        return load_second_reading(DATA, LEARNED)

    @cached_property
    def models(self) -> Models:
        return Models(self.settings.models)

    @cached_property
    def rasa(self) -> RasaClient:
        return RasaClient(self.settings.rasa, self.settings.secret("rasa"), self.settings.rasa_timeout)

    @cached_property
    def passwords(self) -> Argon2Passwords:
        return Argon2Passwords()

    @cached_property
    def common_passwords(self) -> frozenset[str]:
        return load_common(DATA / "accounts" / "common_passwords.txt")

    @cached_property
    def keys(self) -> Keys:
        return Keys(self.store, self.passwords, self.clock)

    @cached_property
    def tokens(self) -> Tokens:
        return Tokens(self.store, self.clock)

    @cached_property
    def people(self) -> ManagePeople:
        return ManagePeople(self.store, self.passwords, self.common_passwords, self.clock)

    @cached_property
    def own_account(self) -> OwnAccount:
        return OwnAccount(self.store, self.passwords, self.common_passwords, self.clock)

    @cached_property
    def receivers(self) -> Receivers:
        return Receivers(self.store)

    @cached_property
    def order_work(self) -> OrderWork:
        return OrderWork(self.store, self.live_book.current, self.reply_guard, self.clock)

    @cached_property
    def audit_trail(self) -> AuditTrail:
        return AuditTrail(self.store)

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

    @cached_property
    def model_desk(self) -> ModelHouse:
        return ModelHouse(self.store, self.models, self.alone.lower_fallen, self.clock, self.settings.shop)

    @property
    def suggest(self) -> Suggest:
        """Made for each draft: the whole of it is worded by one state of the book."""
        return Suggest(self.store, self.book, self.reply_guard, self.intents, words=self.words)

    @cached_property
    def guarding(self) -> Guarding:
        return Guarding(self.reply_guard, self.live_book.vocabulary, self.clock)

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
    def shifts(self) -> Shifts:
        return Shifts(self.store, self.clock, self.settings.shop)

    @cached_property
    def deliver(self) -> Deliver:
        pushed: dict[str, Channel] = {WEB_CHAT: WebChat()}
        for name, channel in self.settings.push_channels.items():
            pushed[name] = Webhook(channel["url"], channel["secret"])
        pushed[PAD] = Clipboard()  # whatever the settings say, nothing is sent for a pasted talk
        return Deliver(self.store, self.clock, pushed, self.alone.still.may_leave)

    @cached_property
    def import_rows(self) -> ImportRows:
        return ImportRows(self.store, self.clock, self.settings.shop)

    @cached_property
    def pseudonyms(self) -> Pseudonyms:
        return Pseudonyms(self.settings.secret("pseudonyms"))

    @cached_property
    def import_chats(self) -> ImportChats:
        return ImportChats(self.store, self.pseudonyms, self.settings.shop)

    @cached_property
    def shop_data(self) -> ShopData:
        return ShopData(self.store, self.settings.shop)

    @cached_property
    def import_reasons(self) -> Reasons:
        return load_reasons(DATA / "import_reasons.yml")

    @cached_property
    def preview_rows(self) -> ImportRows:
        return ImportRows(self.store, self.clock, self.settings.shop, preview=True)

    @cached_property
    def join_buyers(self) -> JoinBuyers:
        return JoinBuyers(self.store, self.clock, self.settings.shop)

    @cached_property
    def privacy(self) -> BuyerPrivacy:
        files, write, shop = self.picture_folder, self.training.desk.write_file, self.settings.shop
        return BuyerPrivacy(self.store, self.pseudonyms, files, write, self.clock, shop)

    @cached_property
    def mined(self) -> MinedHouse:
        book, scripts, guard, shop = self.live_book, self.script_desk, self.reply_guard, self.settings.shop
        return MinedHouse(self.store, book, scripts, guard, self.pseudonyms, written, self.clock, shop)

    @cached_property
    def tidy(self) -> Tidy:
        return Tidy(self.store, self.clock)

    @property
    def quiet_talks(self) -> QuietTalks:
        next_step = NextStep(Offers(self.book, self.reply_guard))
        return QuietTalks(self.store, next_step, self.words, self.clock, self.settings.shop)

    @cached_property
    def follow_ups(self) -> FollowUpHouse:
        book, guard, shop = self.live_book.current, self.reply_guard, self.settings.shop
        return FollowUpHouse(self.store, book, guard, self.words, self.reply, self.clock, shop)

    @cached_property
    def training(self) -> TrainingHouse:
        file = TrainingFile(self.settings.training_file, self.settings.home / "from_chats.lock")
        shop = self.settings.shop
        return TrainingHouse(self.store, file, self.intents, self.pseudonyms, self.clock, shop)

    @cached_property
    def zone(self) -> ZoneInfo:
        with self.store.read() as work:
            shop = work.shops.get(self.settings.shop)
        return shop.timezone if shop else ZoneInfo("Asia/Shanghai")

    @property
    def is_demo(self) -> bool:
        return self.settings.shop == DEMO_SHOP

    def has_shop(self, code: str) -> bool:
        with self.store.read() as work:
            return work.shops.get(code) is not None

    def open_empty_shop(self) -> None:
        """With the rules that shops usually have, under its code until it gets a name."""
        with self.store.write() as work:
            work.shops.put(Shop(self.settings.shop, self.settings.shop))

    def load_demo(self, folder: Path = DATA / "demo") -> None:
        load_demo(self.store, read_demo(folder, self.clock()), WEB_CHAT)

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

    async def readiness(self) -> dict[str, Any]:
        """Whether a message would get its suggestion now, and what is in the way."""
        model = self.models.active()
        report = {
            "database": await asyncio.to_thread(self._database_answers),
            "model": model.id if model else None,
            "drafting": await self._drafting_fault() or "ok",
        }
        return {"ready": report["database"] and report["drafting"] == "ok", **report}

    def _database_answers(self) -> bool:
        try:
            with self.store.read() as work:
                work.session.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True

    async def _drafting_fault(self) -> str | None:
        """Why a probe message got no suggestion. A good outcome is believed for a while."""
        asked_at, fault = self._probe
        if fault is None and time.monotonic() - asked_at < PROBE_KEPT:
            return None
        fault = await self._probed()
        self._probe = (time.monotonic(), fault)
        return fault

    async def _probed(self) -> str | None:
        turn = BuyerTurn(text=PROBE_TEXT, at=self.clock(), shop=self.settings.shop)
        try:
            drafted = await self.rasa.draft(turn)
        except DraftingFailure as failure:
            return f"{failure.code}: {failure}"
        return None if drafted.suggestions else "no_suggestion: the probe message got no suggestion"

    async def close(self) -> None:
        await self.rasa.close()
        self.store.close()


@lru_cache(maxsize=1)
def house() -> House:
    return House(settings())


@lru_cache(maxsize=1)
def _reading() -> tuple[SqlStore, LiveBook]:
    """The action server's own store, which may only read."""
    store = SqlStore(house().settings.database, utc_now, read_only=True)
    return store, LiveBook(script_files(DATA), store)


def suggest_for_actions() -> Suggest:
    """The suggest service of the action server for one turn, with the book as it is in force now."""
    home = house()
    store, book = _reading()
    return Suggest(store, book.current(), home.reply_guard, home.intents, words=home.words)
