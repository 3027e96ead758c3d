"""The worker's eye on learning, with processes that do nothing; and a real shadow that reads along."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.adapters.models import Models
from bot.adapters.processes import this_process
from bot.bootstrap import House
from bot.cli import learning_watch
from bot.cli.learning_watch import LearningWatch
from bot.core.shop import Shop
from bot.core.training_jobs import Failure, JobState, TrainingJob
from bot.services.people import OPERATOR
from bot.settings import PROJECT, Settings
from tests.integration.pages.conftest import offer, say, suggest

CANDIDATE = "29991231-235959"


@pytest.fixture
def home(tmp_path: Path) -> House:
    made = House(Settings(home=tmp_path))
    with made.store.write() as work:
        work.shops.put(Shop(code="demo", name="演示店"))
    return made


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What was started: each process ends at once, without having done anything."""
    modules: list[tuple[str, ...]] = []

    def ends_at_once(*command: str) -> subprocess.Popen[bytes]:
        modules.append(command)
        child = subprocess.Popen([sys.executable, "-c", ""])
        child.wait()
        return child

    monkeypatch.setattr(learning_watch, "_child", ends_at_once)
    return modules


def newest(home: House) -> TrainingJob:
    with home.store.read() as work:
        (job,) = work.models.jobs.newest(1)
    return job


def test_it_starts_the_training_that_waits_and_nothing_else(
    home: House, started: list[tuple[str, ...]]
) -> None:
    watch = LearningWatch(home)
    watch.look()
    assert started == []
    job_id = home.model_desk.training.ask(OPERATOR)
    watch.look()
    assert started == [("bot.cli.training_job", str(job_id))]


def test_a_process_that_ends_without_beginning_is_not_started_for_ever(
    home: House, started: list[tuple[str, ...]]
) -> None:
    watch = LearningWatch(home)
    home.model_desk.training.ask(OPERATOR)
    for _ in range(4):
        watch.look()
    assert len(started) == 1
    assert (newest(home).state, newest(home).failure) == (JobState.FAILED, Failure.UNEXPECTED)


def test_it_finds_the_training_that_was_killed(home: House, started: list[tuple[str, ...]]) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    host = this_process().rpartition(":")[0]
    home.model_desk.training.take(home.model_desk.training.ask(OPERATOR), f"{host}:{dead.pid}")
    LearningWatch(home).look()
    assert newest(home).failure is Failure.KILLED
    assert started == []


def test_it_starts_a_shadow_while_one_is_due(home: House, started: list[tuple[str, ...]]) -> None:
    home.settings.models.mkdir()
    (home.settings.models / f"{CANDIDATE}.tar.gz").write_bytes(b"")
    home.model_desk.shadow.begin(CANDIDATE, OPERATOR)
    watch = LearningWatch(home)
    watch.look()
    assert started == [("bot.cli.shadow",)]
    home.model_desk.shadow.stop(OPERATOR)
    watch.look()
    assert len(started) == 1


def reading_along(home: House) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "BOT_HOME": str(home.settings.home)}
    command = [sys.executable, "-W", "ignore", "-m", "bot.cli.shadow"]
    return subprocess.Popen(command, cwd=PROJECT, env=environment, stderr=subprocess.DEVNULL)


def test_a_shadow_that_does_not_load_ends_with_a_reason(home: House) -> None:
    home.settings.models.mkdir()
    (home.settings.models / f"{CANDIDATE}.tar.gz").write_bytes(b"no archive")
    run = home.model_desk.shadow.begin(CANDIDATE, OPERATOR)
    assert reading_along(home).wait(timeout=300) == 0
    with home.store.read() as work:
        ended = work.models.shadows.get(run)
    assert ended
    assert ended.ended_at
    assert ended.fault == "does_not_load"


@pytest.mark.rasa
def test_a_real_model_reads_along_in_a_process_of_its_own(home: House, models: Path) -> None:
    active = Models(models).active()
    assert active
    home.settings.models.mkdir()
    shutil.copy(active.path, home.settings.models / f"{CANDIDATE}.tar.gz")
    run_id = home.model_desk.shadow.begin(CANDIDATE, OPERATOR)
    suggest(home, say(home, "什么时候发货", buyer="甲"), offer("亲在的"), intents=("ask_dispatch_time",))
    suggest(home, say(home, "我要退款", buyer="乙"), offer("亲在的"), intents=("greet",))
    child = reading_along(home)
    deadline = time.monotonic() + 300
    seen = 0
    while seen < 2 and time.monotonic() < deadline:
        time.sleep(0.3)
        with home.store.read() as work:
            run = work.models.shadows.get(run_id)
            readings = work.models.shadows.readings(run_id)
        seen = run.seen if run else 0
    home.model_desk.shadow.stop(OPERATOR)
    assert child.wait(timeout=60) == 0
    told = {one.text: (one.active, one.shadow) for one in readings}
    assert told["我要退款"] == (("greet",), ("request_refund",))
