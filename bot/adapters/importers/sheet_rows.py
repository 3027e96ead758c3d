"""Rows of the shop's own tables out of files: columns by their headers, cells as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.adapters.importers.tables import Layout, open_table
from bot.core.imports import Read, Rejected
from bot.core.sheets import Cells, Sheet


def read_sheet_rows(path: Path, sheet: Sheet) -> Iterator[Read[Cells] | Rejected]:
    """Raises UnreadableFile at once when the file lacks a needed column."""
    needed = tuple((column.header,) for column in sheet.columns if column.needed)
    table = open_table(path, Layout("a table like the template", needed))
    keys = {column.header: column.key for column in sheet.columns}
    for row in table.rows():
        if isinstance(row, Rejected):
            yield row
        else:
            cells = {keys[header]: cell for header, cell in row.cells.items() if header in keys}
            yield Read(row.line, cells)
