"""Tables of a shop's own data as people edit and exchange them: texts in, values or faults out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from bot.core.cell_kinds import PARSE, SHOW, Kind, measured

Cells = Mapping[str, str]
"""A row as it is typed, by the keys of its columns."""
Values = Mapping[str, Any]
"""The same row read; what was left empty is its column's default."""
NOTHING: Mapping[str, Any] = MappingProxyType({})

MOST_ROWS = 300
HEAD = -1
"""The place of what stands above a table's rows, or is no table."""


@dataclass(frozen=True)
class Fault:
    """Why a cell can't be taken; pages have the sentence for each code."""

    place: int
    column: str
    code: str
    told: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Column:
    key: str
    header: str
    """Its name in files, and in forms unless they have a better one."""
    kind: Kind
    needed: bool = False
    default: Any = None
    least: float | None = None
    most: float | None = None
    longest: int = 200
    choices: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    """Word -> value, for a choice."""


RowRule = Callable[[Values], "tuple[str, str] | None"]
"""What is wrong among the values of one row: the column it is told at, and the code."""
TableRule = Callable[[Sequence[Values]], Iterable[Fault]]


@dataclass(frozen=True)
class Sheet:
    columns: tuple[Column, ...]
    key: str = ""
    """The column that tells rows apart; empty where there is one row only."""
    rules: tuple[RowRule, ...] = ()
    table_rules: tuple[TableRule, ...] = ()


@dataclass(frozen=True)
class Content:
    """What stands in a form: the cells above the table, and the table's rows."""

    head: Cells = NOTHING
    rows: tuple[Cells, ...] = ()

    @property
    def digest(self) -> str:
        """Changes with every cell: who saves must have seen what he changes."""
        text = json.dumps([dict(self.head), [dict(row) for row in self.rows]], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Reading:
    values: tuple[Values, ...]
    faults: tuple[Fault, ...]


def cells_of(sheet: Sheet, record: object) -> dict[str, str]:
    """A record's cells; columns are its attributes, or its keys where it is a mapping."""
    get = record.get if isinstance(record, Mapping) else lambda key: getattr(record, key)
    return {column.key: shown_cell(column, get(column.key)) for column in sheet.columns}


def shown_cell(column: Column, value: Any) -> str:
    if value is None:
        return ""
    if column.kind is Kind.CHOICE:
        return next((word for word, choice in column.choices.items() if choice == value), str(value))
    return SHOW[column.kind](value)


def read_row(sheet: Sheet, cells: Cells, place: int = HEAD) -> tuple[Values, list[Fault]]:
    values: dict[str, Any] = {}
    faults = []
    for column in sheet.columns:
        value, fault = _read_cell(column, cells.get(column.key, ""), place)
        values[column.key] = value
        faults += [fault] if fault else []
    if not faults:
        found = (rule(values) for rule in sheet.rules)
        faults = [Fault(place, *wrong) for wrong in found if wrong]
    return values, faults


def read_rows(sheet: Sheet, rows: Sequence[Cells]) -> Reading:
    """Every row, then what is wrong among them."""
    if len(rows) > MOST_ROWS:
        return Reading((), (Fault(HEAD, "", "too_many_rows", {"most": str(MOST_ROWS)}),))
    read = [read_row(sheet, cells, place) for place, cells in enumerate(rows)]
    values = tuple(row for row, _ in read)
    faults = [fault for _, found in read for fault in found]
    faults += _repeated(sheet, rows)
    if not faults:
        faults = [fault for rule in sheet.table_rules for fault in rule(values)]
    return Reading(values, tuple(faults))


def _read_cell(column: Column, cell: str, place: int) -> tuple[Any, Fault | None]:
    def wrong(code: str, **told: str) -> tuple[Any, Fault]:
        return column.default, Fault(place, column.key, code, {"header": column.header, **told})

    text = cell.strip()
    if not text:
        return wrong("missing") if column.needed else (column.default, None)
    if len(text) > column.longest:
        return wrong("too_long", most=str(column.longest))
    if column.kind is Kind.CHOICE:
        return _choice(column, text) or wrong("no_choice", choices="、".join(column.choices))
    try:
        value = PARSE[column.kind](cell)
    except (ValueError, OverflowError):
        return wrong(f"no_{column.kind.value}", value=text[:40])
    low, high = column.least, column.most
    if any((low is not None and one < low) or (high is not None and one > high) for one in measured(value)):
        return wrong("out_of_range", least=_plain(low), most=_plain(high))
    return value, None


def _choice(column: Column, text: str) -> tuple[Any, None] | None:
    for word, value in column.choices.items():
        if text in (word, getattr(value, "value", value)):
            return value, None
    return None


def _plain(limit: float | None) -> str:
    return "" if limit is None else f"{limit:g}"


def _repeated(sheet: Sheet, rows: Sequence[Cells]) -> list[Fault]:
    seen: set[str] = set()
    faults = []
    for place, row in enumerate(rows):
        key = row.get(sheet.key, "").strip() if sheet.key else ""
        if key and key in seen:
            faults.append(Fault(place, sheet.key, "twice", {"value": key[:40]}))
        seen.add(key)
    return faults
