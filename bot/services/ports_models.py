"""What training, judging and swapping models need from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.evaluation.judged import Judged
from bot.core.model_records import ModelRecord, Swap
from bot.core.shadows import Judgements, Right, ShadowReading, ShadowRun
from bot.core.training_jobs import TrainingJob
from bot.core.understanding import Parse

MOST_DECIDED = 2_000


class ModelShelf(Protocol):
    """The trained models, and which of them is active."""

    def active_id(self) -> str: ...
    def ids(self) -> Sequence[str]:
        """Oldest first."""

    def swap_to(self, model_id: str) -> None:
        """Raises LookupError."""

    def swap_back(self) -> str:
        """The model before the active one, active again. Raises LookupError."""

    def sweep(self, job_id: int) -> None:
        """Whatever a training has left half-made."""


class TrainingJobs(Protocol):
    def add(self, asked_by: str, at: datetime) -> int: ...
    def get(self, job_id: int) -> TrainingJob | None: ...
    def open(self) -> TrainingJob | None: ...
    def newest(self, limit: int = 10) -> Sequence[TrainingJob]: ...
    def put(self, job: TrainingJob) -> None: ...


class ModelRecords(Protocol):
    def put(self, record: ModelRecord) -> None: ...
    def get(self, model: str) -> ModelRecord | None: ...
    def several(self, limit: int = 100) -> Sequence[ModelRecord]:
        """Newest first."""

    def add_swap(self, swap: Swap) -> int:
        """Its id field is ignored."""

    def swaps(self, limit: int = 30) -> Sequence[Swap]:
        """Newest first."""


@dataclass(frozen=True)
class DraftedTurn:
    """A turn as the active model has read it, with what stood before it."""

    draft_id: int
    conversation_id: int
    judged: Judged
    """Kind, text and the turns before; `intents` are the active model's."""
    sure: bool
    at: datetime


class Shadows(Protocol):
    def add(self, model: str, by: str, at: datetime, until: datetime, after_draft: int) -> int: ...
    def get(self, run_id: int) -> ShadowRun | None: ...
    def running(self) -> ShadowRun | None: ...
    def newest_of(self, model: str) -> ShadowRun | None: ...
    def put(self, run: ShadowRun) -> None: ...
    def newest_draft(self) -> int: ...
    def turns_after(self, draft_id: int, limit: int) -> Sequence[DraftedTurn]:
        """First drafts of buyers' turns, oldest first."""

    def left_out(self, draft_id: int, keep: int) -> tuple[int, int]:
        """How many drafts after one must be left out so that `keep` stay, and the last of them."""

    def note(self, run_id: int, turn: DraftedTurn, masked: str, shadow: Parse) -> None: ...
    def reading(self, reading_id: int) -> ShadowReading | None: ...
    def judge(self, reading_id: int, right: Right, by: str, at: datetime) -> None: ...
    def readings(self, run_id: int, limit: int = 100) -> Sequence[ShadowReading]:
        """The unjudged first, then the newest."""

    def judgements(self, run_id: int) -> Judgements: ...


@dataclass(frozen=True)
class DecidedMessage:
    judged: Judged
    at: datetime
    buyer: str
    """The nickname, which is masked wherever the text is kept."""


class DecidedMessages(Protocol):
    def drawn(self, limit: int = MOST_DECIDED) -> Sequence[DecidedMessage]:
        """Of the talks that are drawn for judging, newest first."""


class LearningWork(Protocol):
    """What one transaction reaches of all this."""

    @property
    def jobs(self) -> TrainingJobs: ...
    @property
    def records(self) -> ModelRecords: ...
    @property
    def shadows(self) -> Shadows: ...
    @property
    def decided(self) -> DecidedMessages: ...
