"""What joining buyers needs of its store."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from bot.core.buyer_joining import Profile
from bot.services.ports import Work


class BuyerJoins(Protocol):
    def found(self, shop_code: str, words: str) -> Sequence[Profile]: ...
    def profile(self, shop_code: str, buyer_id: int) -> Profile | None: ...
    def join(self, kept_id: int, joined_id: int, account: str, at: datetime) -> Sequence[int]:
        """The talks that moved."""

    def may_part(self, kept_id: int) -> bool: ...
    def part(self, kept_id: int, at: datetime) -> int:
        """The buyer who is one of their own again."""


class BuyerWork(Work, Protocol):
    @property
    def buyer_joins(self) -> BuyerJoins: ...


class BuyerStore(Protocol):
    def read(self) -> AbstractContextManager[BuyerWork]: ...
    def write(self) -> AbstractContextManager[BuyerWork]: ...
