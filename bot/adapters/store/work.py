"""One transaction with all repositories: the unit of work behind the services' `Store` port."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Lock
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.orm import Session, sessionmaker

from bot.adapters.store.accounts import SqlAccounts
from bot.adapters.store.after_sale_cases import SqlAfterSaleCases
from bot.adapters.store.alone import SqlAnsweredAlone
from bot.adapters.store.api_tokens import SqlApiTokens
from bot.adapters.store.approvals import SqlApprovals
from bot.adapters.store.buyer_data import SqlBuyerData
from bot.adapters.store.buyer_joins import SqlBuyerJoins
from bot.adapters.store.buyers import SqlBuyers
from bot.adapters.store.catalogue import SqlCatalogue
from bot.adapters.store.chat_logs import SqlChatLogs
from bot.adapters.store.conversations import SqlConversations
from bot.adapters.store.deliveries import SqlDeliveries
from bot.adapters.store.duties import SqlDuties
from bot.adapters.store.engine import BUSY_SECONDS, is_sqlite, make_engine
from bot.adapters.store.follow_ups import SqlFollowUps, SqlReviews
from bot.adapters.store.handovers import SqlHandovers
from bot.adapters.store.journal import SqlAudit, SqlEvents
from bot.adapters.store.messages import SqlMessages
from bot.adapters.store.mined import SqlMined
from bot.adapters.store.models import SqlModels
from bot.adapters.store.order_actions import SqlOrderActions
from bot.adapters.store.order_tasks import SqlOrderTasks
from bot.adapters.store.orders import SqlOrders
from bot.adapters.store.ownership import SqlOwnership
from bot.adapters.store.pictures import SqlPictures
from bot.adapters.store.quick_phrases import SqlQuickPhrases
from bot.adapters.store.script_versions import SqlScriptVersions
from bot.adapters.store.shops import SqlShops
from bot.adapters.store.sign_ins import SqlSignIns, SqlTries
from bot.adapters.store.suggestions import SqlDecisions, SqlSuggestions
from bot.adapters.store.tables.base import stamp
from bot.adapters.store.thread_lines import SqlReadings, SqlThreadLines
from bot.adapters.store.training import SqlTraining
from bot.adapters.store.viewers import SqlViewers

EVENT_LOCK = 7_052_001
"""PostgreSQL advisory lock of writers: event ids must become visible in the order they are given."""


class SqlWork:
    """The repositories of one session."""

    def __init__(self, session: Session, now: Callable[[], datetime]) -> None:
        self.session = session
        self.now = now
        self.shops = SqlShops(session)
        self.catalogue = SqlCatalogue(session, self.shops)
        self.orders = SqlOrders(session, self.shops)
        self.order_actions = SqlOrderActions(session, self.orders)
        self.cases = SqlAfterSaleCases(session, self.orders)
        self.order_tasks = SqlOrderTasks(session, self.orders)
        self.buyers = SqlBuyers(session, self.shops)
        self.buyer_joins = SqlBuyerJoins(session, self.shops, self.buyers)
        self.buyer_data = SqlBuyerData(session, self.shops)
        self.mined = SqlMined(session, self.shops)
        self.conversations = SqlConversations(session, self.shops)
        self.messages = SqlMessages(session)
        self.suggestions = SqlSuggestions(session)
        self.decisions = SqlDecisions(session)
        self.approvals = SqlApprovals(session)
        self.deliveries = SqlDeliveries(session)
        self.accounts = SqlAccounts(session)
        self.sign_ins = SqlSignIns(session)
        self.tries = SqlTries(session)
        self.tokens = SqlApiTokens(session)
        self.script_versions = SqlScriptVersions(session)
        self.quick_phrases = SqlQuickPhrases(session)
        self.duties = SqlDuties(session, self.shops)
        self.ownership = SqlOwnership(session, self.conversations)
        self.viewers = SqlViewers(session)
        self.handovers = SqlHandovers(session, self.shops)
        self.pictures = SqlPictures(session)
        self.lines = SqlThreadLines(session)
        self.readings = SqlReadings(session)
        self.follow_ups = SqlFollowUps(session, self.shops)
        self.reviews = SqlReviews(session, self.shops)
        self.alone = SqlAnsweredAlone(session, self.shops)
        self.chat_logs = SqlChatLogs(session, self.shops)
        self.models = SqlModels(session)
        self.training = SqlTraining(session)
        self.events = SqlEvents(session, now)
        self.audit = SqlAudit(session, now)


class SqlStore:
    """Readers and writers have engines of their own, because SQLite begins them differently."""

    def __init__(self, url: str, now: Callable[[], datetime], *, read_only: bool = False) -> None:
        self._now = now
        self._embedded = is_sqlite(url)
        self._writing_turn = Lock()
        self.reading = make_engine(url, begin="BEGIN", read_only=read_only)
        self.writing = None if read_only else (make_engine(url) if self._embedded else self.reading)
        self._read_session = sessionmaker(self.reading, future=True)
        self._write_session = sessionmaker(self.writing, future=True) if self.writing else None
        if self._write_session:
            event.listen(self._write_session, "before_flush", self._stamp)

    @contextmanager
    def read(self) -> Iterator[SqlWork]:
        with self._read_session() as session:
            yield SqlWork(session, self._now)

    @contextmanager
    def write(self) -> Iterator[SqlWork]:
        if self._write_session is None:
            raise PermissionError("this process may only read the database")
        with self._turn_to_write(), self._write_session.begin() as session:
            if not self._embedded:
                session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": EVENT_LOCK})
            yield SqlWork(session, self._now)

    @contextmanager
    def _turn_to_write(self) -> Iterator[None]:
        """Writers of this process queue here, awake at once: SQLite lets them sleep and try again.

        Who has waited too long goes on to wait for SQLite, as for a writer of another process.
        """
        if not self._embedded:
            yield
            return
        is_ours = self._writing_turn.acquire(timeout=BUSY_SECONDS)
        try:
            yield
        finally:
            if is_ours:
                self._writing_turn.release()

    def _stamp(self, session: Session, _context: Any, _instances: Any) -> None:
        changed = [*session.new, *(row for row in session.dirty if session.is_modified(row))]
        stamp(changed, self._now())

    def close(self) -> None:
        self.reading.dispose()
        if self.writing:
            self.writing.dispose()
