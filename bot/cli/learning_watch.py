"""The worker's eye on learning: it starts the process of a training or a shadow, and finds what was killed.

Rasa stays out of the worker: what needs a model runs in a child, and takes its memory along when it ends.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace

import structlog

from bot.adapters.processes import lives
from bot.bootstrap import House
from bot.core.training_jobs import Failure, JobState
from bot.settings import PROJECT

log = structlog.get_logger()

LOOK_EVERY = 2.0
"""Seconds."""
STOPS_WITHIN = 10.0


class LearningWatch:
    def __init__(self, home: House) -> None:
        self._home = home
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._go_on, daemon=True, name="learning")
        self._training: subprocess.Popen[bytes] | None = None
        self._begun: int | None = None
        """The training that the child was started for."""
        self._shadow: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Children are told first, and end with a word about it."""
        self._over.set()
        children = [one for one in (self._training, self._shadow) if one and one.poll() is None]
        for child in children:
            child.terminate()
        for child in children:
            try:
                child.wait(STOPS_WITHIN)
            except subprocess.TimeoutExpired:
                child.kill()

    def _go_on(self) -> None:
        while not self._over.wait(LOOK_EVERY):
            try:
                self.look()
            except Exception:
                log.exception("learning_watch_failed")

    def look(self) -> None:
        """Safe at any time."""
        desk = self._home.model_desk
        buried = desk.training.bury_abandoned(lives)
        if buried is not None:
            log.error("training_abandoned", job=buried)
        waiting = desk.training.waiting()
        if waiting is not None and not _runs(self._training):
            if waiting == self._begun:
                self._give_up(waiting)
            else:
                self._begun = waiting
                self._training = _child("bot.cli.training_job", str(waiting))
        if desk.shadow.due() and not _runs(self._shadow):
            self._shadow = _child("bot.cli.shadow")

    def _give_up(self, job_id: int) -> None:
        """Its process came up and ended without taking it: once is enough."""
        with self._home.store.read() as work:
            job = work.models.jobs.get(job_id)
        if job:
            failed = replace(job, state=JobState.FAILED, failure=Failure.UNEXPECTED)
            self._home.model_desk.training.end(failed)
            log.error("training_did_not_begin", job=job_id)


def _runs(child: subprocess.Popen[bytes] | None) -> bool:
    return child is not None and child.poll() is None


def _child(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-W", "ignore", "-m", module, *arguments]
    return subprocess.Popen(command, cwd=PROJECT)  # noqa: S603 - ourselves
