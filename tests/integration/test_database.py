"""The database under several writers, upgrades, backups and sudden ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import event, inspect
from sqlalchemy.exc import OperationalError

from bot.adapters.store import upgrade as schema
from bot.adapters.store.tables import Base
from bot.adapters.store.work import SqlStore
from bot.core.conversations import Message, MessageKind, Sender
from bot.core.shop import Shop
from tests.integration.conftest import NOW, Clock

WRITERS = 3
EACH = 60


def write_messages(url: str, writer: int, count: int) -> None:
    store = SqlStore(url, Clock())
    for number in range(count):
        with store.write() as work:
            talk = work.conversations.found("api", "talk")
            assert talk
            name = f"{writer}-{number}"
            work.messages.add(
                Message(0, talk.id, Sender.BUYER, MessageKind.TEXT, name, NOW, external_id=name),
                channel="api",
            )
            work.events.append("message", talk.id, {"name": name})


def open_talk(store: SqlStore) -> int:
    with store.write() as work:
        buyer = work.buyers.seen("demo", "api", "b1", "小鹿")
        return work.conversations.opened("demo", "api", "talk", buyer, NOW)


def test_three_processes_write_at_once_and_nothing_fails_or_is_lost(
    store: SqlStore, database_url: str
) -> None:
    open_talk(store)
    spawn = multiprocessing.get_context("spawn")
    writers = [
        spawn.Process(target=write_messages, args=(database_url, writer, EACH)) for writer in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    with store.read() as work:
        events = work.events.after(0, limit=10_000)
    assert [writer.exitcode for writer in writers] == [0] * WRITERS
    assert len({event.payload["name"] for event in events}) == WRITERS * EACH


def test_a_reader_of_events_never_misses_one_however_writers_interleave(
    store: SqlStore, database_url: str
) -> None:
    open_talk(store)
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=write_messages, args=(database_url, n, EACH)) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    seen: list[int] = []
    deadline = time.monotonic() + 120
    while len(seen) < WRITERS * EACH and time.monotonic() < deadline:
        with store.read() as work:
            seen += [event.id for event in work.events.after(seen[-1] if seen else 0, limit=50)]
    for writer in writers:
        writer.join(60)
    assert len(seen) == WRITERS * EACH
    assert seen == sorted(seen)


def write_and_wait(url: str, started: str) -> None:
    store = SqlStore(url, Clock())
    with store.write() as work:
        talk = work.conversations.found("api", "talk")
        assert talk
        work.messages.add(
            Message(0, talk.id, Sender.BUYER, MessageKind.TEXT, "half", NOW, external_id="half"),
            channel="api",
        )
        Path(started).touch()
        time.sleep(600)


def test_a_process_killed_inside_a_transaction_leaves_nothing_half_written(
    store: SqlStore, database_url: str, tmp_path: Path
) -> None:
    open_talk(store)
    started = tmp_path / "started"
    victim = multiprocessing.get_context("spawn").Process(
        target=write_and_wait, args=(database_url, str(started))
    )
    victim.start()
    deadline = time.monotonic() + 60
    while not started.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert victim.pid
    os.kill(victim.pid, signal.SIGKILL)
    victim.join(10)
    with store.write() as work:
        assert work.messages.by_external("api", "half") is None
        work.events.append("still", None, {"writing": True})


def test_the_migrations_make_exactly_the_tables_of_the_models(store: SqlStore) -> None:
    inspector = inspect(store.reading)
    made = {
        name: {column["name"] for column in inspector.get_columns(name)}
        for name in inspector.get_table_names()
        if name not in ("alembic_version", "sqlite_sequence")
    }
    meant = {table.name: set(table.columns.keys()) for table in Base.metadata.tables.values()}
    assert made == meant


def test_upgrading_twice_changes_nothing(blank_database_url: str, tmp_path: Path) -> None:
    assert schema.upgrade(blank_database_url, tmp_path / "backups", NOW) is True
    assert schema.upgrade(blank_database_url, tmp_path / "backups", NOW) is False


def embedded(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    schema.upgrade(url, tmp_path / "backups", NOW)
    return url


def test_a_schema_upgrade_is_preceded_by_a_backup(tmp_path: Path) -> None:
    url = embedded(tmp_path)
    with sqlite3.connect(tmp_path / "bot.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'older'")
    with pytest.raises(Exception, match="older"):
        schema.upgrade(url, tmp_path / "backups", NOW)
    (kept,) = (tmp_path / "backups").iterdir()
    with sqlite3.connect(kept) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("older",)


def test_what_was_backed_up_is_there_again_after_a_restore(tmp_path: Path) -> None:
    url = embedded(tmp_path)
    store = SqlStore(url, Clock())
    with store.write() as work:
        work.shops.put(Shop(code="demo", name="演示店"))
    saved = schema.backup(url, tmp_path / "saved.db")
    with store.write() as work:
        work.shops.put(Shop(code="demo", name="另一家"))
    schema.restore(url, saved, tmp_path / "present.db")
    with store.read() as work:
        shop = work.shops.get("demo")
    assert shop and shop.name == "演示店"
    assert (tmp_path / "present.db").exists()


def test_a_file_that_is_no_backup_is_refused_in_one_sentence(tmp_path: Path) -> None:
    url = embedded(tmp_path)
    (tmp_path / "notes.txt").write_text("no database")
    with pytest.raises(ValueError, match="not a backup"):
        schema.restore(url, tmp_path / "notes.txt", tmp_path / "present.db")


def test_a_read_only_store_refuses_to_write(tmp_path: Path) -> None:
    store = SqlStore(embedded(tmp_path), Clock(), read_only=True)
    with pytest.raises(PermissionError), store.write():
        pass
    with store.read() as work, pytest.raises(OperationalError):
        work.shops.put(Shop(code="demo", name="演示店"))


def test_writers_of_one_process_queue_before_they_trouble_sqlite(tmp_path: Path, clock: Clock) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    schema.upgrade(url, tmp_path / "backups", NOW)
    store = SqlStore(url, clock)
    taken: list[object] = []
    event.listen(store.writing, "checkout", lambda *given: taken.append(given[0]))

    def write() -> None:
        with store.write() as work:
            work.events.append("message", 1, {})

    second = threading.Thread(target=write)
    with store.write() as work:
        work.events.append("message", 1, {})
        work.session.flush()
        second.start()
        time.sleep(0.3)
        assert len(taken) == 1
    second.join()
    assert len(taken) == 2
    store.close()
