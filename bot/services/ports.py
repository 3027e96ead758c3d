"""What the services need from outside. Adapters fulfil these; bot.bootstrap joins the two."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from bot.core.script_versions import ScriptVersion
from bot.core.suggestions import Drafted
from bot.core.turns import BuyerTurn
from bot.services.ports_access import Accounts, ApiTokens, Audit, SignIns, SignInTries
from bot.services.ports_alone import AnsweredAlone
from bot.services.ports_chat_logs import ChatLogs
from bot.services.ports_follow_ups import FollowUps, Reviews
from bot.services.ports_models import LearningWork
from bot.services.ports_orders import AfterSaleCases, OrderActions, OrderTasks
from bot.services.ports_phrases import QuickPhrases
from bot.services.ports_shifts import Duties, Handovers, Ownership, Viewers
from bot.services.ports_shop import Buyers, Catalogue, Orders, Shops
from bot.services.ports_talks import (
    Approvals,
    Conversations,
    Decisions,
    Deliveries,
    Events,
    Messages,
    Suggestions,
)
from bot.services.ports_thread import Pictures, Readings, ThreadLines
from bot.services.ports_training import Training


class Clock(Protocol):
    def __call__(self) -> datetime:
        """The present moment, aware, in UTC."""


class ScriptVersions(Protocol):
    def newest_id(self) -> int:
        """Grows with every saved version; 0 when none was."""

    def newest_number(self, script: str) -> int:
        """0 for a script that stands as its file has it."""

    def in_force(self) -> Sequence[ScriptVersion]:
        """Of every edited script the newest version that is no draft."""

    def newest_of_each(self) -> Sequence[ScriptVersion]: ...
    def of(self, script: str, limit: int = 200) -> Sequence[ScriptVersion]:
        """Newest first."""

    def get(self, script: str, number: int) -> ScriptVersion | None: ...
    def add(self, version: ScriptVersion) -> None: ...


class Work(Protocol):
    """One transaction."""

    @property
    def shops(self) -> Shops: ...
    @property
    def catalogue(self) -> Catalogue: ...
    @property
    def orders(self) -> Orders: ...
    @property
    def order_actions(self) -> OrderActions: ...
    @property
    def order_tasks(self) -> OrderTasks: ...
    @property
    def cases(self) -> AfterSaleCases: ...
    @property
    def buyers(self) -> Buyers: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def suggestions(self) -> Suggestions: ...
    @property
    def decisions(self) -> Decisions: ...
    @property
    def approvals(self) -> Approvals: ...
    @property
    def deliveries(self) -> Deliveries: ...
    @property
    def events(self) -> Events: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def sign_ins(self) -> SignIns: ...
    @property
    def tries(self) -> SignInTries: ...
    @property
    def tokens(self) -> ApiTokens: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def script_versions(self) -> ScriptVersions: ...
    @property
    def quick_phrases(self) -> QuickPhrases: ...
    @property
    def duties(self) -> Duties: ...
    @property
    def ownership(self) -> Ownership: ...
    @property
    def viewers(self) -> Viewers: ...
    @property
    def handovers(self) -> Handovers: ...
    @property
    def pictures(self) -> Pictures: ...
    @property
    def lines(self) -> ThreadLines: ...
    @property
    def readings(self) -> Readings: ...
    @property
    def follow_ups(self) -> FollowUps: ...
    @property
    def reviews(self) -> Reviews: ...
    @property
    def alone(self) -> AnsweredAlone: ...
    @property
    def chat_logs(self) -> ChatLogs: ...
    @property
    def models(self) -> LearningWork: ...
    @property
    def training(self) -> Training: ...


class Store(Protocol):
    def read(self) -> AbstractContextManager[Work]:
        """A read-only transaction."""

    def write(self) -> AbstractContextManager[Work]:
        """A writing transaction: committed at the end, rolled back on an exception."""


class DraftingFailure(Exception):
    """No draft could be made; the message says why, for the agent to read."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class Drafter(Protocol):
    """Whoever turns a buyer's turn into suggestions: the Rasa server, or the model in the process."""

    async def draft(self, turn: BuyerTurn) -> Drafted:
        """Raises DraftingFailure."""
