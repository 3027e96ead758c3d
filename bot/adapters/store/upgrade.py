"""Bring the schema up to date, with a backup first; back up and restore the embedded database."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from bot.adapters.store.engine import make_engine, sqlite_path

MIGRATIONS = Path(__file__).parent / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def newest_revision() -> str:
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None, "the project has migrations"
    return head


def present_revision(url: str) -> str | None:
    """The revision that a database is at; None for an empty one."""
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()


def upgrade(url: str, backups: Path, now: datetime) -> bool:
    """Upgrade the schema when it is behind; whether it was. An existing database is backed up first."""
    path = sqlite_path(url)
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
    current = present_revision(url)
    if current == newest_revision():
        return False
    if current and path:
        backup(url, backups / f"before-upgrade-{now:%Y%m%d-%H%M%S}.db")
    engine = make_engine(url)
    try:
        with engine.begin() as connection:
            command.upgrade(_config(connection), "head")
        return True
    finally:
        engine.dispose()


def backup(url: str, target: Path) -> Path:
    """Copy the embedded database while others use it. Raises ValueError for PostgreSQL."""
    path = _embedded(url)
    if not path.exists():
        raise ValueError(f"there is no database at {path}")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".partial")
    _copy(path, partial)
    partial.replace(target)
    return target


def restore(url: str, source: Path, present: Path) -> None:
    """Put a backup in the place of the embedded database, which is itself kept at `present`.

    Raises ValueError when the source is no backup.
    """
    path = _embedded(url)
    if not source.is_file():
        raise ValueError(f"there is no backup at {source}")
    try:
        with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as connection:
            connection.execute("SELECT count(*) FROM alembic_version").fetchone()
    except sqlite3.DatabaseError:
        raise ValueError(f"{source} is not a backup of this database") from None
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        backup(url, present)
    _copy(source, path)


def _embedded(url: str) -> Path:
    path = sqlite_path(url)
    if path is None:
        raise ValueError("only the embedded SQLite database is backed up here; use pg_dump for PostgreSQL")
    return path


def _copy(source: Path, target: Path) -> None:
    """By SQLite's own backup: consistent under writers, and readers of the target see all or nothing."""
    with sqlite3.connect(source) as reading, sqlite3.connect(target) as writing:
        reading.backup(writing)
    reading.close()
    writing.close()
