"""Train a candidate and judge it, in a process of its own: python -m bot.cli.training_job ID.

The worker starts it for a training that was asked for; `python -m bot learn train --judge` runs it itself.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog
from yaml import YAMLError

from bot.adapters.kept_encodings import kept_encodings
from bot.adapters.processes import this_process
from bot.bootstrap import House, house
from bot.cli.job_beats import Beats
from bot.cli.judging import Judging
from bot.cli.serve import log_plainly
from bot.cli.understanding import quiet_rasa
from bot.core.model_records import ModelRecord
from bot.core.training_jobs import Failure, JobState, Step, TrainingJob
from bot.settings import PROJECT

if TYPE_CHECKING:
    from bot.nlu.loading import Understanding

log = structlog.get_logger()

TRAINING_STEPS = 7
"""That a training tells of; the last of them come quickly."""
Echo = Callable[[str], None]


class Unfinished(Exception):
    """A training that comes to nothing, for a reason that has a name."""

    def __init__(self, failure: Failure, detail: str) -> None:
        super().__init__(detail)
        self.failure = failure


def run(home: House, job_id: int, echo: Echo, project: Path = PROJECT) -> TrainingJob:
    """From the queue to a verdict, or to a reason why there is none. Raises NotFound, Conflict."""
    desk = home.model_desk.training
    job = desk.take(job_id, this_process())

    def give_up(stuck: TrainingJob) -> None:
        home.models.sweep(job_id)
        desk.end(replace(stuck, state=JobState.CANCELLED))
        os._exit(1)

    beats = Beats(desk, job, echo, give_up)
    try:
        kept = kept_encodings(home.settings.home / "encodings.db")
        with beats, _scraps_in(home.models.workshop(job_id)), kept:
            ended = _judged(home, beats, project)
    except KeyboardInterrupt:
        stopped = replace(beats.job, state=JobState.FAILED, failure=Failure.STOPPED)
        ended = replace(beats.job, state=JobState.CANCELLED) if beats.cancelled else stopped
    except Unfinished as fault:
        ended = _failed(beats, fault.failure, fault)
    except Exception as fault:
        log.exception("training_failed", job=job_id)
        ended = _failed(beats, Failure.UNEXPECTED, fault)
    finally:
        home.models.sweep(job_id)
    desk.end(ended)
    if ended.state is JobState.PASSED:
        _take_over(home, ended)
    return ended


def _judged(home: House, beats: Beats, project: Path) -> TrainingJob:
    beats.at(Step.TRAINING, 0, TRAINING_STEPS)
    made = _trained(home, beats, project)
    beats.at(Step.LOADING)
    candidate = _loaded(made, Failure.DOES_NOT_LOAD)
    record = _record(made, project, beats.job)
    home.models.take_in(made)
    beats.made(candidate.model_id)
    _keep(home, record)
    against = beats.job.against
    active = _loaded(home.models.named(against).path, Failure.ACTIVE_DOES_NOT_LOAD) if against else None
    judging = Judging(home, project, beats.at)
    try:
        outcome = judging.judge(candidate, active, _made_at(home, against))
    except (OSError, ValueError) as fault:
        raise Unfinished(Failure.UNREADABLE, str(fault)) from fault
    _keep(home, replace(record, against=against, figures=outcome.figures, verdict=outcome.verdict))
    passes = outcome.verdict is None or outcome.verdict.passes
    state = JobState.PASSED if passes else JobState.BLOCKED
    return replace(beats.job, state=state, verdict=outcome.verdict)


def _trained(home: House, beats: Beats, project: Path) -> Path:
    quiet_rasa()
    from bot.nlu.training import TrainingFailure, train

    try:
        return train(project, home.models.workshop(beats.job.id), beats.say)
    except (TrainingFailure, YAMLError, OSError, ValueError, KeyError) as fault:
        raise Unfinished(Failure.UNTRAINABLE, str(fault)) from fault


def _loaded(model: Path, failure: Failure) -> Understanding:
    from bot.nlu.loading import load

    try:
        return load(model)
    except Exception as fault:  # Rasa wraps whatever a component raises
        raise Unfinished(failure, str(fault) or type(fault).__name__) from fault


def _record(made: Path, project: Path, job: TrainingJob) -> ModelRecord:
    from bot.nlu.loading import record

    noted: dict[str, Any] = record(made)
    return ModelRecord(
        model=noted["id"],
        made_at=datetime.fromisoformat(noted["trained_at"]),
        data_hash=noted["data_hash"],
        config_hash=hashlib.sha256((project / "config.yml").read_bytes()).hexdigest()[:16],
        components=noted["components"],
        encoders=tuple(noted["encoders"]),
        sentences=noted["sentences"],
        job_id=job.id,
    )


def _keep(home: House, record: ModelRecord) -> None:
    with home.store.write() as work:
        work.models.records.put(record)


def _made_at(home: House, model: str) -> datetime | None:
    """When a model was trained; None when nobody noted it."""
    from bot.nlu.loading import record

    try:
        return datetime.fromisoformat(record(home.models.named(model).path)["trained_at"]) if model else None
    except (OSError, ValueError, KeyError):
        return None


def _take_over(home: House, job: TrainingJob) -> None:
    """The first model answers at once; a later one where the shop wants no click."""
    if job.against:
        home.model_desk.swap.automatically(job.model)
    else:
        home.model_desk.swap.by_command(job.model, job.asked_by)


def _failed(beats: Beats, failure: Failure, fault: Exception) -> TrainingJob:
    detail = " ".join(str(fault).split())[:400]
    return replace(beats.job, state=JobState.FAILED, failure=failure, detail=detail)


@contextmanager
def _scraps_in(folder: Path) -> Iterator[None]:
    """Rasa's own temporary files, too: whoever sweeps the folder sweeps all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


def main() -> None:
    """Told to stop, it ends as if interrupted: with a word about it."""
    log_plainly()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    run(house(), int(sys.argv[1]), lambda line: log.info("training", said=line))


if __name__ == "__main__":
    main()
