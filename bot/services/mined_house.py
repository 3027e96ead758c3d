"""Mining as one part of the house: the job, and the page on which people decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.core.alike import Words
from bot.core.guard import ReplyGuard
from bot.core.pseudonyms import Pseudonyms
from bot.services.mine import Mine
from bot.services.mined_desk import MinedDesk
from bot.services.ports import Clock
from bot.services.ports_mined import MiningStore
from bot.services.script_desk import Book, ScriptDesk


class MinedHouse:
    def __init__(
        self,
        store: MiningStore,
        book: Book,
        scripts: ScriptDesk,
        guard: ReplyGuard,
        pseudonyms: Pseudonyms,
        written: Callable[[Mapping[str, Any]], str],
        clock: Clock,
        shop: str,
        words: Words,
    ) -> None:
        def vocabulary() -> Any:
            return book.vocabulary

        self.job = Mine(store, book.current, vocabulary, pseudonyms, clock, shop, words)
        self.desk = MinedDesk(store, scripts, vocabulary, guard, written, clock, shop)
