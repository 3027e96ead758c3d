"""A file's rows beside a table of the shop: what is new, changes or can't be taken. Rows not in it stay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.imports import Read, Rejected
from bot.core.sheets import MOST_ROWS, Cells, Content, Fault, Sheet, Values, cells_of, read_row


@dataclass(frozen=True)
class Arrival:
    content: Content
    """The table with every row that can be taken."""
    new: int
    changed: int
    unchanged: int
    faults: tuple[Fault, ...]
    """Their places are the file's lines."""
    rejected: tuple[Rejected, ...]
    """Lines that are no rows at all."""


class _Merging:
    def __init__(self, sheet: Sheet, present: Content) -> None:
        self.sheet = sheet
        self.before = {row[sheet.key]: row for row in present.rows}
        self.rows: dict[str, Cells] = dict(self.before)
        self.values: dict[str, Values] = {name: read_row(sheet, row)[0] for name, row in self.before.items()}
        self.arrived: dict[str, Cells] = {}

    def add(self, line: int, cells: Cells) -> tuple[Fault, ...]:
        """A column that the file lacks stays as it is."""
        key = cells.get(self.sheet.key, "").strip()
        values, faults = read_row(self.sheet, {**self.before.get(key, {}), **cells}, line)
        if faults:
            return tuple(faults)
        row = cells_of(self.sheet, values)
        name = row[self.sheet.key]
        if self.arrived.setdefault(name, row) != row:
            return (Fault(line, self.sheet.key, "twice", {"value": name[:40]}),)
        if name not in self.rows and len(self.rows) >= MOST_ROWS:
            return (Fault(line, self.sheet.key, "too_many_rows", {"most": str(MOST_ROWS)}),)
        together = {**self.values, name: values}
        among = [fault for rule in self.sheet.table_rules for fault in rule(list(together.values()))]
        if among:
            del self.arrived[name]
            return tuple(Fault(line, fault.column, fault.code, fault.told) for fault in among[:1])
        self.rows[name], self.values = row, together
        return ()


def arriving(sheet: Sheet, present: Content, rows: Iterable[Read[Cells] | Rejected]) -> Arrival:
    merging = _Merging(sheet, present)
    faults: list[Fault] = []
    rejected: list[Rejected] = []
    for row in rows:
        if isinstance(row, Rejected):
            rejected.append(row)
        else:
            faults += merging.add(row.line, row.record)
    before, arrived = merging.before, merging.arrived
    new = sum(name not in before for name in arrived)
    unchanged = sum(before.get(name) == row for name, row in arrived.items())
    content = Content(present.head, tuple(merging.rows.values()))
    changed = len(arrived) - new - unchanged
    return Arrival(content, new, changed, unchanged, tuple(faults), tuple(rejected))
