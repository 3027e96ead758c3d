"""What mining needs of its store."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from bot.core.mining import Mined, MinedState
from bot.core.suggestions import Facts
from bot.services.ports import Work


class Kind(str, Enum):
    ANSWER = "answer"
    QUESTION = "question"


@dataclass(frozen=True)
class Exchange:
    """What a buyer asked and what a person answered; either may be empty. As it was written."""

    origin: str
    asked: str
    answered: str
    intent: str
    buyer: str
    """A nick; of a log the pseudonym."""
    facts: Facts
    is_logged: bool = False


@dataclass(frozen=True)
class Finding:
    id: int
    kind: Kind
    mined: Mined
    state: MinedState
    found_at: datetime
    script: str = ""


class MinedStore(Protocol):
    def answers(self, shop_code: str, limit: int) -> Sequence[Exchange]:
        """The newest that people typed or changed, with what was asked."""

    def unanswered(self, shop_code: str, limit: int) -> Sequence[Exchange]:
        """The newest turns that nothing in the book answered."""

    def offered(self, shop_code: str, limit: int) -> Sequence[Exchange]:
        """The newest turns that were understood, each with what was suggested first."""

    def logged(self, shop_code: str, limit: int) -> Sequence[Exchange]:
        """The newest of imported talks; nobody knows their intents yet."""

    def asked(self, shop_code: str, limit: int) -> Sequence[str]:
        """The newest turns of buyers, whatever became of them."""

    def receivers(self, shop_code: str, nicks: Sequence[str]) -> Sequence[tuple[str, str]]:
        """(nick, receiver) of their orders."""

    def keep(self, shop_code: str, kind: Kind, found: Sequence[Mined], at: datetime) -> int:
        """What a run has found in place of what the last one found; how many are new.

        What was used or dismissed stays as it is and does not come back.
        """

    def open(self, shop_code: str, kind: Kind, limit: int) -> Sequence[Finding]: ...
    def get(self, kind: Kind, finding_id: int) -> Finding | None: ...
    def decide(
        self, kind: Kind, finding_id: int, state: MinedState, by: str, at: datetime, script: str = ""
    ) -> None: ...
    def forget_buyer(self, pseudonym: str) -> int:
        """Take out a buyer's examples; how many went."""


class MiningWork(Work, Protocol):
    @property
    def mined(self) -> MinedStore: ...


class MiningStore(Protocol):
    def read(self) -> AbstractContextManager[MiningWork]: ...
    def write(self) -> AbstractContextManager[MiningWork]: ...
