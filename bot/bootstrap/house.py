"""Everything wired, for the processes that write and for the one that may only read."""

from __future__ import annotations

from functools import cached_property, lru_cache

from bot.adapters.scripts.book import script_files
from bot.adapters.scripts.live_book import LiveBook
from bot.adapters.store.work import SqlStore
from bot.bootstrap.access import Access
from bot.bootstrap.foundations import DATA, utc_now
from bot.bootstrap.learning import Learning
from bot.bootstrap.readiness import Readiness
from bot.bootstrap.shop_keeping import ShopKeeping
from bot.services.suggest import Suggest
from bot.settings import settings


class House(Access, ShopKeeping, Learning):
    """Each part is made when it is first needed."""

    @cached_property
    def ready(self) -> Readiness:
        return Readiness(self.store, self.rasa, self.models, self.clock, self.settings.shop)


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
