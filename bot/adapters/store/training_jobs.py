"""Trainings. A unique column lets one be open at a time, whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.models import TrainingJobRow
from bot.core.training_jobs import Failure, JobState, Progress, Step, TrainingJob
from bot.core.verdict_document import verdict_from_document, verdict_to_document


class SqlTrainingJobs:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, asked_by: str, at: datetime) -> int:
        job = TrainingJob(0, JobState.QUEUED, asked_by, at)
        row = TrainingJobRow()
        _fill(row, job)
        self._session.add(row)
        self._session.flush()
        return row.id

    def get(self, job_id: int) -> TrainingJob | None:
        row: TrainingJobRow | None = self._session.get(TrainingJobRow, job_id)
        return _job(row) if row else None

    def open(self) -> TrainingJob | None:
        query = select(TrainingJobRow).where(TrainingJobRow.running == 1)
        row: TrainingJobRow | None = self._session.execute(query).scalar_one_or_none()
        return _job(row) if row else None

    def newest(self, limit: int = 10) -> Sequence[TrainingJob]:
        query = select(TrainingJobRow).order_by(TrainingJobRow.id.desc()).limit(limit)
        return [_job(row) for row in self._session.execute(query).scalars()]

    def put(self, job: TrainingJob) -> None:
        row: TrainingJobRow | None = self._session.get(TrainingJobRow, job.id)
        if row is None:
            raise LookupError(f"there is no training {job.id}")
        _fill(row, job)


def _fill(row: TrainingJobRow, job: TrainingJob) -> None:
    row.running = 1 if job.state.is_open else None
    row.state = job.state.value
    row.asked_by, row.asked_at = job.asked_by, job.asked_at
    row.began_at, row.ended_at, row.beat_at = job.began_at, job.ended_at, job.beat_at
    row.process = job.process[:200]
    row.step, row.done, row.total = job.progress.step.value, job.progress.done, job.progress.total
    row.log = list(job.log)
    row.model, row.against = job.model, job.against
    row.failure = job.failure.value if job.failure else None
    row.detail = job.detail
    row.cancelled_by = job.cancelled_by
    row.verdict = verdict_to_document(job.verdict) if job.verdict else None


def _job(row: TrainingJobRow) -> TrainingJob:
    return TrainingJob(
        id=row.id,
        state=JobState(row.state),
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        began_at=row.began_at,
        ended_at=row.ended_at,
        beat_at=row.beat_at,
        process=row.process,
        progress=Progress(Step(row.step), row.done, row.total),
        log=tuple(row.log),
        model=row.model,
        against=row.against,
        failure=Failure(row.failure) if row.failure else None,
        detail=row.detail,
        cancelled_by=row.cancelled_by,
        verdict=verdict_from_document(row.verdict) if row.verdict else None,
    )
