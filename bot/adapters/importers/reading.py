"""The loop every reader shares: a row is read, or rejected with the reason that reading it raised."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from bot.core.imports import Read, Rejected

T = TypeVar("T")


class Numbered(Protocol):
    """A row of a table or an entry of a document."""

    @property
    def line(self) -> int: ...


R = TypeVar("R", bound=Numbered)


def read_each(rows: Iterable[R | Rejected], read: Callable[[R], Read[T]]) -> Iterator[Read[T] | Rejected]:
    for row in rows:
        yield row if isinstance(row, Rejected) else _read_or_rejected(row, read)


def _read_or_rejected(row: R, read: Callable[[R], Read[T]]) -> Read[T] | Rejected:
    try:
        return read(row)
    except ValueError as error:
        return Rejected(row.line, str(error))


def without_contradictions(
    rows: Iterable[Read[T] | Rejected], number_of: Callable[[T], str]
) -> Iterator[Read[T] | Rejected]:
    """A number that comes again must say the same; otherwise the later row is rejected.

    Keeps a number and a hash for each row, not the rows, so the records must be hashable.
    """
    seen: dict[tuple[str | None, str], tuple[int, int]] = {}
    for row in rows:
        if isinstance(row, Read):
            number, content = number_of(row.record), hash(row.record)
            line, first = seen.setdefault((row.shop_name, number), (row.line, content))
            if first != content:
                yield Rejected(row.line, f"{number} differs from line {line}")
                continue
        yield row
