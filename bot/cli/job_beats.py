"""The pulse of a training: every two seconds its row hears how far it is, and says whether to go on."""

from __future__ import annotations

import _thread
import threading
from collections.abc import Callable
from dataclasses import replace
from types import TracebackType

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.core.training_jobs import JobState, Progress, Step, TrainingJob
from bot.services.training_desk import TrainingDesk

log = structlog.get_logger()

EVERY = 2.0
"""Seconds."""
PATIENCE = 8.0
"""Seconds that an interrupted training gets to end by itself: embedding is one long deaf call."""


class Beats:
    """Only what is told between two beats is written: thousands of messages are read in some fifty beats."""

    def __init__(
        self,
        desk: TrainingDesk,
        job: TrainingJob,
        echo: Callable[[str], None],
        give_up: Callable[[TrainingJob], None],
    ) -> None:
        """`give_up` ends the process, for a training that does not end when it is interrupted."""
        self._desk = desk
        self._echo = echo
        self._give_up = give_up
        self._job = job
        self._lines: list[str] = []
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._go_on, daemon=True)
        self.cancelled = False
        """Somebody wants the training to end, or it counts as ended already."""

    def __enter__(self) -> Beats:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join(EVERY * 5)
        self._beat()

    def say(self, line: str) -> None:
        """A line for the log; of a training it is also a step."""
        with self._lock:
            self._lines.append(line)
            progress = self._job.progress
            if progress.step is Step.TRAINING:
                self._job = replace(self._job, progress=replace(progress, done=progress.done + 1))
        self._echo(line)

    def at(self, step: Step, done: int = 0, total: int = 0) -> None:
        state = JobState.TRAINING if step is Step.TRAINING else JobState.JUDGING
        with self._lock:
            self._job = replace(self._job, state=state, progress=Progress(step, done, total))

    def made(self, model: str) -> None:
        with self._lock:
            self._job = replace(self._job, model=model)

    @property
    def job(self) -> TrainingJob:
        return self._job

    def _go_on(self) -> None:
        while not self._over.wait(EVERY):
            if not self._beat():
                self.cancelled = True
                _thread.interrupt_main()
                if not self._over.wait(PATIENCE):
                    self._give_up(self._job)
                return

    def _beat(self) -> bool:
        with self._lock:
            lines, self._lines, job = self._lines, [], self._job
        try:
            return self._desk.beat(job.id, job.state, job.progress, lines, job.model)
        except SQLAlchemyError:  # a busy database does not end a training; the next beat comes soon
            log.warning("beat_missed", job=job.id)
            return True
