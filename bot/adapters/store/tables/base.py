"""What all tables share: the declarative base, aware UTC times, and portable JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import Column, DateTime, MetaData, inspect, types
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.orm import declarative_mixin, registry
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.decl_api import DeclarativeMeta

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
mapper_registry = registry(metadata=MetaData(naming_convention=NAMING))


class Base(metaclass=DeclarativeMeta):
    __abstract__ = True
    registry = mapper_registry
    metadata = mapper_registry.metadata


class UtcDateTime(types.TypeDecorator[datetime]):
    """Aware datetimes in and out, naive UTC in the column; a naive value is a bug and raises."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without zone: {value}")
        return value.astimezone(timezone.utc).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=timezone.utc) if value is not None else None


@declarative_mixin
class Recorded:
    """Rows that carry when they last changed here: the store's sessions stamp what is new or modified."""

    recorded_at: Any = Column(UtcDateTime)


def stamp(rows: Iterable[object], now: datetime) -> None:
    for row in rows:
        if isinstance(row, Recorded):
            row.recorded_at = now


def touch(row: Recorded) -> None:
    """For a change in rows that belong to this one: it counts as modified."""
    if inspect(row).persistent:
        flag_modified(row, "recorded_at")


def plain(row: Any) -> Any:
    """For what is only read: rows of the table instead of mapped objects, which take three times as long."""
    return row.__table__
