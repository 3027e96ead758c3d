"""What handing out and forgetting one buyer's data needs of its store."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from bot.core.buyer_data import Records, Subject
from bot.services.ports_mined import MiningWork


class BuyerData(Protocol):
    def named(self, shop_code: str, name: str) -> Sequence[int]:
        """The profiles of that nick or name of a channel; a number is an id first."""

    def subject(self, shop_code: str, buyer_id: int | None, nick: str, at: datetime) -> Subject:
        """Everything that is one profile's; without one, what orders have under a nick."""

    def open_orders(self, subject: Subject) -> Sequence[str]:
        """Numbers of those that can't be sent or settled without their receiver."""

    def export(self, subject: Subject) -> Records: ...
    def forget(self, subject: Subject) -> tuple[int, Sequence[str]]:
        """How many rows were changed or went, and the pictures that stand nowhere any more."""

    def forget_talks_before(
        self, shop_code: str, moment: datetime, at: datetime, limit: int
    ) -> tuple[int, Sequence[str]]:
        """The words of the oldest talks: how many talks, and the pictures that stand nowhere any more."""


class PrivacyWork(MiningWork, Protocol):
    @property
    def buyer_data(self) -> BuyerData: ...


class PrivacyStore(Protocol):
    def read(self) -> AbstractContextManager[PrivacyWork]: ...
    def write(self) -> AbstractContextManager[PrivacyWork]: ...
