"""Tables in files: finds out what a file is, where its header stands, and yields its rows by header name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.adapters.importers import delimited, signatures, workbooks
from bot.adapters.importers.delimited import Record
from bot.core.imports import Rejected, UnreadableFile, shown

HEADER_WITHIN = 10
"""A header stands among the first so many rows; some tools put a title above it."""
LONGEST_CELL = 100_000
NOTHING = frozenset({"null", "无"})

Records = Callable[[int], Iterator[Record | Rejected]]
"""All rows of a file, given how many cells its header has."""


@dataclass(frozen=True)
class Layout:
    """A kind of table, known by the headers it must have; each entry lists the names one may go by."""

    name: str
    needs: tuple[tuple[str, ...], ...]

    def missing(self, headers: Sequence[str]) -> list[str]:
        return [names[0] for names in self.needs if not set(names) & set(headers)]


@dataclass(frozen=True)
class Row:
    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    layout: Layout
    headers: tuple[str, ...]
    header_line: int
    records: Records

    def rows(self) -> Iterator[Row | Rejected]:
        """The rows below the header, blank ones left out. May raise UnreadableFile on a damaged workbook."""
        for record in self.records(len(self.headers)):
            if record.line <= self.header_line:
                continue
            if isinstance(record, Rejected):
                yield record
            elif any(cells := [cleaned(cell) for cell in record.cells]):
                yield self._row(record.line, cells)

    def _row(self, line: int, cells: list[str]) -> Row | Rejected:
        if any(cells[len(self.headers) :]):
            return Rejected(line, f"the row has {len(cells)} cells, the header has {len(self.headers)}")
        by_header: dict[str, str] = {}
        for place, (header, cell) in enumerate(zip(self.headers, cells, strict=False), 1):
            name = header or f"column {place}"
            if len(cell) > LONGEST_CELL:
                return Rejected(line, f"{name} has {len(cell)} characters, at most {LONGEST_CELL} are read")
            by_header[name] = by_header.get(name) or cell
        return Row(line, by_header)


def cleaned(cell: str) -> str:
    """A cell without what exports wrap around it: ="…", a leading ', doubled quotes, null and 无."""
    text = cell.replace("\0", "").strip().removeprefix("\ufeff")
    if text.startswith('="') and text.endswith('"'):
        text = text[1:]
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        text = text[1:-1]
    text = text.removesuffix('""').removeprefix("'").strip()
    return "" if text.casefold() in NOTHING else text


def open_table(path: Path, *layouts: Layout) -> Table:
    """Raises UnreadableFile when the file holds none of the layouts."""
    expected = " or ".join(layout.name for layout in layouts)
    head = signatures.head_of(path, expected)
    zipped = signatures.is_zip(head)
    found = signatures.foreign_content(head) or ("JSON" if signatures.is_json(head) else None)
    if path.suffix.lower() == ".xlsx" and not zipped:
        raise UnreadableFile(f"{path.name}: expected an Excel workbook, found {found or 'plain text'}")
    if found:
        raise UnreadableFile(f"{path.name}: expected {expected}, found {found}")
    nearest: list[_Header] = []
    for reading in _workbook_readings(path) if zipped else _text_readings(path, head):
        for header in (_Header(layout, record) for record in reading.sample for layout in layouts):
            if not header.missing:
                return Table(header.layout, header.names, header.line, reading.records)
            nearest.append(header)
    shortfall = max(nearest, key=lambda header: header.likeness).shortfall if nearest else "found no rows"
    if signatures.looks_binary(head) and not zipped:
        shortfall = "found binary data"
    raise UnreadableFile(f"{path.name}: expected {expected}, {shortfall}")


@dataclass(frozen=True)
class _Reading:
    """One way the file could be read: its first rows so, and how to read on."""

    sample: list[Record]
    records: Records

    @property
    def garbled(self) -> int:
        return sum(cell.count("\ufffd") for record in self.sample for cell in record.cells)


def _text_readings(path: Path, head: bytes) -> list[_Reading]:
    """The least garbled first: an English header is the same in most encodings, the rows below are not."""
    readings = [
        _Reading(
            delimited.sample_records(head, dialect, HEADER_WITHIN),
            partial(delimited.file_records, path, dialect),
        )
        for dialect in delimited.DIALECTS
    ]
    return sorted(readings, key=lambda reading: reading.garbled)


def _workbook_readings(path: Path) -> Iterator[_Reading]:
    for sheet, sample in workbooks.sheet_samples(path, HEADER_WITHIN):
        yield _Reading(sample, partial(workbooks.sheet_records, path, sheet))


class _Header:
    """A row seen as the header of a layout."""

    def __init__(self, layout: Layout, record: Record) -> None:
        self.layout = layout
        self.line = record.line
        self.names = tuple(cleaned(cell) for cell in record.cells)
        self.missing = layout.missing(self.names)

    @property
    def likeness(self) -> tuple[int, int]:
        """How many needed columns it has; among equals the reading with the fewest garbled characters."""
        return len(self.layout.needs) - len(self.missing), -"".join(self.names).count("\ufffd")

    @property
    def shortfall(self) -> str:
        if len(self.missing) < len(self.layout.needs):
            return f"found a header without {', '.join(self.missing)}"
        return f"found a table that begins {shown(', '.join(filter(None, self.names)))}"
