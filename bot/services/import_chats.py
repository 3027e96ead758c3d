"""Chat logs into the database: masked, grouped into talks, in batches of bounded size."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bot.core.chat_logs import Added, LoggedTalk, without_forgotten
from bot.core.imports import Rejected
from bot.core.log_lines import WrittenLine
from bot.core.log_talks import LogTalks
from bot.core.pseudonyms import Pseudonyms
from bot.core.shop import Shop
from bot.services.ports import Store

LINES_PER_TRANSACTION = 2_000


@dataclass
class ChatsImported:
    added: Added = field(default_factory=Added)
    rejected: int = 0


class ImportChats:
    def __init__(self, store: Store, pseudonyms: Pseudonyms, default_shop: str) -> None:
        self._store = store
        self._pseudonyms = pseudonyms
        self._default_shop = default_shop

    def lines(
        self,
        lines: Iterable[WrittenLine | Rejected],
        rejected: Callable[[Rejected], None],
        shop: str | None = None,
    ) -> ChatsImported:
        """Whole batches stay when it is stopped half-way; a second run brings the rest."""
        code = shop or self._default_shop
        self._open(code)
        report, talks = ChatsImported(), LogTalks(code, self._pseudonyms)
        batch: list[LoggedTalk] = []
        held = 0
        for line in lines:
            if isinstance(line, Rejected):
                report.rejected += 1
                rejected(line)
                continue
            for talk in talks.take(line):
                batch.append(talk)
                held += len(talk.lines)
            if held >= LINES_PER_TRANSACTION:
                report.added += self._stored(batch)
                batch, held = [], 0
        report.added += self._stored([*batch, *talks.rest()])
        return report

    def _stored(self, batch: list[LoggedTalk]) -> Added:
        with self._store.write() as work:
            forgotten = work.chat_logs.forgotten({talk.buyer for talk in batch})
            talks = tuple(without_forgotten(batch, forgotten))
            left_out = sum(len(talk.lines) for talk in batch) - sum(len(talk.lines) for talk in talks)
            return work.chat_logs.add(talks) + Added(forgotten=left_out)

    def _open(self, code: str) -> None:
        with self._store.write() as work:
            if work.shops.get(code) is None:
                work.shops.put(Shop(code=code, name=code))
