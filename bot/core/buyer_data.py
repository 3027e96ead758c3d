"""Whose data are handed out or forgotten, and what tells who it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

FORGOTTEN = "forgotten-"
"""Begins what stands where a name had to be one of its kind."""

Records = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows by table, as JSON takes them."""


@dataclass(frozen=True)
class Subject:
    """Without buyers, only what was said in some talks. Numbers are ids."""

    shop: str
    shop_id: int
    at: datetime
    talks: tuple[int, ...]
    buyers: tuple[int, ...] = ()
    """The profile first, then those joined to it."""
    nicks: tuple[str, ...] = ()
    orders: tuple[int, ...] = ()
    pseudonyms: tuple[str, ...] = ()
    """What they go by where no name is kept."""
    names: frozenset[str] = field(default_factory=frozenset)
    """Nicks, receivers, phones, addresses."""

    @property
    def token(self) -> str:
        """What stands for the nick in the records that stay."""
        return f"{FORGOTTEN}{next(iter((*self.buyers, *self.orders)), 0)}"

    @property
    def is_empty(self) -> bool:
        return not (self.buyers or self.orders)


@dataclass(frozen=True)
class Forgotten:
    """What forgetting a buyer did."""

    rows: int
    learned: int
    """Lines of logs, candidates and sentences."""
    pictures: int
    orders: int
    """Orders that stay, without the person."""
