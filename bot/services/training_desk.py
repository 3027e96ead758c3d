"""Asking for a training, following it, ending it: one at a time, whoever asks and wherever it runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.core import audit
from bot.core.accounts import Account, Right
from bot.core.training_jobs import Failure, JobState, Progress, TrainingJob, is_abandoned, with_line
from bot.services.faults import Conflict, NotFound
from bot.services.ports import Clock, Store, Work
from bot.services.ports_models import ModelShelf
from bot.services.rights import demand

TRAINING = "training"
"""Kind of event: a training, a swap or a shadow has moved on."""

Lives = Callable[[str], bool | None]
"""Whether a process is there; None where that can't be seen from here."""


class TrainingDesk:
    def __init__(self, store: Store, shelf: ModelShelf, clock: Clock) -> None:
        self._store = store
        self._shelf = shelf
        self._clock = clock

    def ask(self, by: Account) -> int:
        """Put a training into the queue. Raises Forbidden, and Conflict while another one is open."""
        demand(by, Right.TRAIN_MODELS)
        with self._store.write() as work:
            running = work.models.jobs.open()
            if running:
                raise Conflict(f"training {running.id} is {running.state.value} already")
            job_id = work.models.jobs.add(by.login, self._clock())
            work.audit.record(by.login, audit.TRAINING_ASKED, f"training {job_id}", {})
            self._told(work, job_id)
        return job_id

    def cancel(self, job_id: int, by: Account) -> None:
        """One that runs ends when its process has read it. Raises Forbidden, NotFound, Conflict."""
        demand(by, Right.TRAIN_MODELS)
        with self._store.write() as work:
            job = _known(work, job_id)
            if not job.state.is_open:
                raise Conflict(f"training {job_id} has ended already")
            job = replace(job, cancelled_by=job.cancelled_by or by.login)
            if job.state is JobState.QUEUED:
                job = replace(job, state=JobState.CANCELLED, ended_at=self._clock())
            work.models.jobs.put(job)
            work.audit.record(by.login, audit.TRAINING_CANCELLED, f"training {job_id}", {})
            self._told(work, job_id)

    def waiting(self) -> int | None:
        """The training that nobody has begun yet."""
        with self._store.read() as work:
            job = work.models.jobs.open()
        return job.id if job and job.state is JobState.QUEUED else None

    def take(self, job_id: int, process: str) -> TrainingJob:
        """Begin a training in this process. Raises NotFound, and Conflict when somebody else has it."""
        now = self._clock()
        with self._store.write() as work:
            job = _known(work, job_id)
            if job.state is not JobState.QUEUED:
                raise Conflict(f"training {job_id} is {job.state.value} already")
            against = self._shelf.active_id()
            job = replace(
                job, state=JobState.TRAINING, began_at=now, beat_at=now, process=process, against=against
            )
            work.models.jobs.put(job)
            self._told(work, job_id)
        return job

    def beat(
        self, job_id: int, state: JobState, progress: Progress, lines: Sequence[str] = (), model: str = ""
    ) -> bool:
        """A sign of life, with what has happened; whether to go on."""
        with self._store.write() as work:
            job = _known(work, job_id)
            if not job.state.is_open or job.cancelled_by:
                return False
            log = job.log
            for line in lines:
                log = with_line(log, line)
            is_news = bool(lines) or (job.state, job.progress) != (state, progress)
            moved = replace(job, state=state, progress=progress, log=log, model=model or job.model)
            work.models.jobs.put(replace(moved, beat_at=self._clock()))
            if is_news:
                self._told(work, job_id)
        return True

    def end(self, job: TrainingJob) -> None:
        """Once: what has ended already stays as it is."""
        with self._store.write() as work:
            known = _known(work, job.id)
            if known.state.is_open:
                ended = replace(job, log=known.log, progress=known.progress, cancelled_by=known.cancelled_by)
                work.models.jobs.put(replace(ended, ended_at=self._clock()))
                self._told(work, job.id)

    def bury_abandoned(self, lives: Lives) -> int | None:
        """Find the training whose process is gone and mark it as failed; nothing half-made stays."""
        now = self._clock()
        with self._store.read() as work:
            job = work.models.jobs.open()
        if job is None or not self._is_gone(job, now, lives):
            return None
        self._shelf.sweep(job.id)
        self.end(replace(job, state=JobState.FAILED, failure=Failure.KILLED))
        return job.id

    @staticmethod
    def _is_gone(job: TrainingJob, now: datetime, lives: Lives) -> bool:
        return is_abandoned(job, now, lives=lives(job.process) if job.process else None)

    @staticmethod
    def _told(work: Work, job_id: int) -> None:
        work.events.append(TRAINING, None, {"job": job_id})


def _known(work: Work, job_id: int) -> TrainingJob:
    job = work.models.jobs.get(job_id)
    if job is None:
        raise NotFound(f"there is no training {job_id}")
    return job
