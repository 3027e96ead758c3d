"""What shifts, ownership, presence and hand-over need from outside."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.core.assignment import Load
from bot.core.conversations import Conversation
from bot.core.duties import Duty
from bot.core.handovers import Sheet, SheetLine
from bot.core.ownership import OwnerChange
from bot.core.presence import Viewer


class Duties(Protocol):
    def open_of(self, login: str) -> Duty | None:
        """The one that has not been signed off."""

    def open(self, shop_code: str) -> Sequence[Duty]: ...
    def all_open(self) -> Sequence[Duty]: ...
    def recent(self, shop_code: str, limit: int = 60) -> Sequence[Duty]:
        """The newest, open or over, oldest first."""

    def add(self, shop_code: str, duty: Duty) -> int: ...
    def end(self, duty_id: int, at: datetime) -> None:
        """Its break ends with it."""

    def begin_break(self, duty_id: int, at: datetime) -> None: ...
    def end_break(self, duty_id: int, at: datetime) -> None: ...
    def session_end(self, login: str, idle: float) -> datetime | None:
        """When the last browser session of a person ends, `idle` seconds after its last use at the latest."""


class Ownership(Protocol):
    def give(
        self,
        conversation_id: int,
        owner: str | None,
        at: datetime,
        *,
        settled: bool,
        for_supervisor: bool = False,
    ) -> None: ...
    def loads(self, logins: Collection[str], since: Mapping[str, datetime]) -> Sequence[Load]:
        """Of the agents among the logins: those whose work it is to answer buyers. `since`: on duty."""

    def last_agent(self, buyer_id: int, since: datetime) -> str | None:
        """Who answered a buyer last."""

    def owned_by(self, login: str, limit: int = 200) -> Sequence[Conversation]:
        """Those that are not closed, who waits longest first."""

    def unowned(self, shop_code: str, limit: int = 200) -> Sequence[Conversation]:
        """Waiting talks that may be given to somebody, the first in line first; none that was pasted."""

    def record(self, change: OwnerChange) -> None: ...
    def changes(self, conversation_id: int, limit: int = 50) -> Sequence[OwnerChange]:
        """The newest, oldest first."""


class Viewers(Protocol):
    def of(self, conversation_id: int, since: datetime) -> Sequence[Viewer]: ...
    def get(self, conversation_id: int, login: str) -> Viewer | None: ...
    def put(self, conversation_id: int, viewer: Viewer) -> None: ...
    def forget_before(self, moment: datetime) -> int: ...


class Handovers(Protocol):
    def of_duty(self, duty_id: int) -> Sheet | None: ...
    def get(self, sheet_id: int) -> Sheet | None: ...
    def put(self, shop_code: str, sheet: Sheet) -> int:
        """Make or change the sheet of a duty; its id."""

    def unconfirmed(self, shop_code: str, limit: int = 20) -> Sequence[Sheet]:
        """Handed over and not confirmed, oldest first."""

    def confirmed(self, shop_code: str, limit: int = 5) -> Sequence[Sheet]:
        """The newest first."""

    def confirm(self, sheet_id: int, login: str, at: datetime) -> None: ...
    def lines_for(self, login: str, now: datetime) -> Sequence[SheetLine]:
        """What the open talks of a person hold: who waits, promises, approvals, complaints and refunds."""
