"""A training: asked for, run in a process of its own, ended by a verdict or by a reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.core.model_judging import Verdict

SILENT_FOR = timedelta(minutes=2)
"""A process that has given no sign of life for so long is taken for dead, wherever it ran."""
LOG_LINES = 200
LONGEST_LINE = 300


class JobState(str, Enum):
    QUEUED = "queued"
    TRAINING = "training"
    JUDGING = "judging"
    PASSED = "passed"
    BLOCKED = "blocked"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        return self in (JobState.QUEUED, JobState.TRAINING, JobState.JUDGING)


class Failure(str, Enum):
    """Why a training came to nothing; the values are reason codes."""

    KILLED = "killed"  # its process ended without a word
    STOPPED = "stopped"  # with the desk
    UNTRAINABLE = "untrainable"  # Rasa made no model of the sentences
    DOES_NOT_LOAD = "does_not_load"  # the candidate
    ACTIVE_DOES_NOT_LOAD = "active_does_not_load"  # so there is nothing to judge it against
    UNREADABLE = "unreadable"  # the judged messages
    UNEXPECTED = "unexpected"


class Step(str, Enum):
    """What it is at; the values are codes."""

    WAITING = "waiting"
    TRAINING = "training"
    LOADING = "loading"
    HELD_OUT = "held_out"
    DECIDED = "decided"


@dataclass(frozen=True)
class Progress:
    step: Step = Step.WAITING
    done: int = 0
    total: int = 0
    """0 where nobody can say."""


@dataclass(frozen=True)
class TrainingJob:
    id: int
    state: JobState
    asked_by: str
    asked_at: datetime
    began_at: datetime | None = None
    ended_at: datetime | None = None
    beat_at: datetime | None = None
    """The last sign of life of its process."""
    process: str = ""
    """Host and number, as `host:123`."""
    progress: Progress = Progress()
    log: tuple[str, ...] = ()
    """The newest lines."""
    model: str = ""
    against: str = ""
    """The active model that it was judged against; empty when there was none."""
    failure: Failure | None = None
    detail: str = ""
    cancelled_by: str = ""
    """Who wants it to end."""
    verdict: Verdict | None = None


def is_abandoned(job: TrainingJob, now: datetime, *, lives: bool | None) -> bool:
    """Whether an open job's process is gone. `lives` is None where that can't be seen from here.

    A queued one waits for its process and is never abandoned.
    """
    if not job.state.is_open or job.state is JobState.QUEUED:
        return False
    is_silent = job.beat_at is None or now - job.beat_at > SILENT_FOR
    return is_silent or lives is False


def with_line(log: tuple[str, ...], line: str) -> tuple[str, ...]:
    """The log with one more line; it never grows beyond its bounds."""
    return (*log, line.strip()[:LONGEST_LINE])[-LOG_LINES:]
