"""What the training inbox needs from outside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.conversations import Turn, Verdict
from bot.core.training_candidates import Candidate, CandidateState, Label, TrainingLine, Worth
from bot.core.understanding import Candidate as Guess

Guesses = tuple[Guess, ...]


@dataclass(frozen=True)
class DecidedMessage:
    """A message of a buyer, how it was read, and what was decided about its draft."""

    decision_id: int
    conversation_id: int
    message_id: int
    shop: str
    nick: str
    text: str
    intents: tuple[str, ...]
    guesses: Guesses
    model: str
    verdict: Verdict
    drafted_for: str
    named: str | None
    account: str
    before: tuple[Turn, ...]
    names: tuple[str, ...]
    """Of people that the talk is about."""


@dataclass(frozen=True)
class TrainingFigures:
    today: int
    """Sentences labelled by anybody since midnight."""
    waiting: int
    disputed: int
    accepted: int
    judged_twice: int
    agreed: int


class Training(Protocol):
    # candidates
    def add(self, candidate: Candidate, at: datetime) -> int: ...
    def get(self, candidate_id: int) -> Candidate | None: ...
    def known(self, keys: Collection[str]) -> Mapping[str, int]:
        """Key -> id, of those that have ever been offered."""

    def written_again(self, candidate_id: int, times: int) -> None:
        """So many times more."""

    def revalue(self, candidate_id: int, worth: Worth, value: float) -> None: ...
    def reread(self, candidate: Candidate) -> None:
        """Keep a new model's guesses, neighbours, worth and value."""

    def mark(self, candidate_id: int, state: CandidateState) -> None: ...
    def queue(self, account: str, *, leads: bool, limit: int = 60) -> Sequence[Candidate]:
        """What this person may label now, the most valuable first."""

    def group(self, group_id: int, limit: int = 60) -> Sequence[Candidate]:
        """Near-duplicates that are open, the first of them first."""

    def written_in_group(self, group_id: int) -> int:
        """How often one or another of them was written."""

    def heads(self, limit: int) -> Sequence[tuple[int, str]]:
        """The newest waiting ones that stand for their group: id and text."""

    def read_by_others(self, model: str, limit: int) -> Sequence[Candidate]:
        """Open ones of chat logs that another model has read, oldest first."""

    # labels
    def labels(self, candidate_id: int) -> Sequence[Label]:
        """In the order they were given."""

    def say(self, candidate_id: int, label: Label, act: str) -> None: ...
    def unskip(self, candidate_id: int, account: str) -> None:
        """Who has skipped a sentence may still label it."""

    def last_act(self, account: str) -> str | None:
        """Of the inbox; a skip is one, too."""

    def take_back(self, act: str, account: str) -> Sequence[int]:
        """Forget what was said by one key press; the candidates it was said of."""

    def figures(self, since: datetime) -> TrainingFigures: ...

    # lines
    def accept(self, candidate_id: int, line: TrainingLine) -> None:
        """Keep a line, or change the one that its candidate has."""

    def unaccept(self, candidate_id: int) -> bool: ...
    def accepted(self, limit: int = 100_000) -> Sequence[TrainingLine]:
        """By intent and text."""

    def edition(self) -> tuple[int, int]:
        """Changes with what is accepted."""

    # sources
    def cursor(self, source: str) -> int: ...
    def move_cursor(self, source: str, last_id: int) -> None: ...
    def decided_after(self, decision_id: int, until: datetime, limit: int) -> Sequence[DecidedMessage]:
        """In the order of their ids; drafts that answer no buyer's words are left out."""

    def logged_buyers(self, talks: Collection[int]) -> Mapping[int, str]:
        """Talk of a chat log -> its buyer's pseudonym."""

    # readings
    def readings(self, keys: Collection[str], model: str) -> Mapping[str, Guesses]: ...
    def keep_readings(self, readings: Mapping[str, Guesses], model: str) -> None: ...

    def forget_readings(self, but: str) -> None:
        """Those of models other than this one."""

    # privacy
    def forget_buyer(self, pseudonym: str) -> int:
        """Forget this buyer's sentences, what was said of them, and what was accepted; how many."""

    def forget_before(self, moment: datetime, limit: int) -> int:
        """Forget the oldest sentences that nobody has accepted since; how many."""


class TrainingFile(Protocol):
    """from_chats.yml: written as a whole from what the database holds."""

    def write(self, lines: Callable[[], Sequence[TrainingLine]]) -> None:
        """`lines` is asked once nobody else writes. Raises OSError."""


Read = Callable[[str], Guesses]
"""What the model takes a sentence for, best first; nothing for a message of several wishes."""
