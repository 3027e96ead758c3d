"""What everything stands on: settings, the database, the book of scripts, the guard and the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.adapters.channels.web_chat import CHANNEL as WEB_CHAT
from bot.adapters.demo_shop import read_demo
from bot.adapters.models import Models
from bot.adapters.product_words import load_product_words
from bot.adapters.rasa.client import RasaClient
from bot.adapters.scripts.book import load_guard, script_files
from bot.adapters.scripts.intents import load_intents
from bot.adapters.scripts.labels import load_labels
from bot.adapters.scripts.live_book import LiveBook
from bot.adapters.scripts.second_reading import load_second_reading
from bot.adapters.store.engine import is_sqlite
from bot.adapters.store.upgrade import upgrade
from bot.adapters.store.work import SqlStore
from bot.core.buyer_words import BuyerWords
from bot.core.fact_labels import FactLabels
from bot.core.guard import ReplyGuard
from bot.core.intents import Intent
from bot.core.pseudonyms import Pseudonyms
from bot.core.script_book import ScriptBook
from bot.core.second_reading import SecondReading
from bot.core.shop import Shop
from bot.services.guarding import Guarding
from bot.services.load_demo import load_demo
from bot.settings import DEMO_SHOP, PROJECT, Settings

DATA = PROJECT / "data"
LEARNED = PROJECT / "var" / "guard"
"""What the reply guard learned from data/guard: one for all homes, as it follows from the code's folder."""


def utc_now() -> datetime:
    return datetime.now(timezone.utc)


@dataclass
class Foundations:
    settings: Settings
    clock: Any = utc_now

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
    def words(self) -> BuyerWords:
        return load_product_words(DATA / "product_words.yml")

    @cached_property
    def second_reading(self) -> SecondReading:
        return load_second_reading(DATA, LEARNED)

    @cached_property
    def reply_guard(self) -> ReplyGuard:
        return load_guard(DATA, self.second_reading)

    @cached_property
    def guarding(self) -> Guarding:
        return Guarding(self.reply_guard, self.live_book.vocabulary, self.clock)

    @cached_property
    def models(self) -> Models:
        return Models(self.settings.models)

    @cached_property
    def rasa(self) -> RasaClient:
        return RasaClient(self.settings.rasa, self.settings.secret("rasa"), self.settings.rasa_timeout)

    @cached_property
    def pseudonyms(self) -> Pseudonyms:
        return Pseudonyms(self.settings.secret("pseudonyms"))

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

    async def close(self) -> None:
        await self.rasa.close()
        self.store.close()
