"""Rows of an .xlsx workbook as texts, with Excel's own damage (rounded numbers) kept visible."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from bot.adapters.importers.delimited import Record
from bot.core.imports import Rejected, UnreadableFile

EXACT_DIGITS = 15
LARGEST_UNPACKED = 1_000_000_000
MOST_SHEETS = 20


def sheet_samples(path: Path, most: int) -> list[tuple[str, list[Record]]]:
    """The first rows that hold anything, by sheet."""
    _check_archive(path)
    with _opened(path, data_only=False) as workbook:
        sheets = [sheet.title for sheet in workbook.worksheets[:MOST_SHEETS]]
    return [
        (name, list(islice((row for row in _rows(path, name) if isinstance(row, Record)), most)))
        for name in sheets
    ]


def sheet_records(path: Path, sheet: str, width: int) -> Iterator[Record | Rejected]:
    """Every row of a sheet; blank cells beyond the header's `width` are left off."""
    for record in _rows(path, sheet):
        if isinstance(record, Record):
            yield Record(record.line, record.cells[:width] + [cell for cell in record.cells[width:] if cell])
        else:
            yield record


def _check_archive(path: Path) -> None:
    with _damage_reported(path), zipfile.ZipFile(path) as archive:
        if not any(name.startswith("xl/") for name in archive.namelist()):
            raise UnreadableFile(f"{path.name}: expected a table, found a zip archive; unpack it first")
        unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise UnreadableFile(f"{path.name} is too large: it unpacks to {unpacked // 1_000_000} MB")


@contextmanager
def _opened(path: Path, *, data_only: bool) -> Iterator[Any]:
    # As a stream, because openpyxl goes by the suffix of a name.
    with (
        _damage_reported(path),
        path.open("rb") as file,
        closing(load_workbook(file, read_only=True, data_only=data_only)) as workbook,
    ):
        yield workbook


@contextmanager
def _damage_reported(path: Path) -> Iterator[None]:
    """openpyxl lets through whatever its parsers raise on damaged files."""
    try:
        yield
    except UnreadableFile:
        raise
    except Exception as error:
        raise UnreadableFile(f"{path.name}: expected an Excel workbook, found a damaged one") from error


def _rows(path: Path, sheet: str) -> Iterator[Record | Rejected]:
    computed = enumerate(_cells(path, sheet, data_only=True), 1)
    for line, written in enumerate(_cells(path, sheet, data_only=False), 1):
        # The workbook is read a second time, for the values Excel saved, only up to where formulas stand.
        formulas = any(_is_computed(cell) for cell in written)
        cells = next(row for at, row in computed if at == line) if formulas else written
        try:
            texts = [_cell_text(cell.value) for cell in cells]
        except OverflowError:
            yield Rejected(line, "a number or date in the row is too large")
            continue
        if any(texts):
            yield Record(line, texts)


def _cells(path: Path, sheet: str, *, data_only: bool) -> Iterator[Sequence[Any]]:
    with _opened(path, data_only=data_only) as workbook:
        worksheet = workbook[sheet]
        worksheet.reset_dimensions()  # other tools write a wrong size, and what lies outside would be skipped
        yield from worksheet.iter_rows()


def _is_computed(cell: Any) -> bool:
    """Whether it holds a formula, other than the ="12345678901234567" by which tools protect digits."""
    formula = cell.value
    if getattr(cell, "data_type", "") != "f":
        return False
    return not (isinstance(formula, str) and formula.startswith('="') and formula.count('"') == 2)


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        # Excel counts days as fractions, so a full second may come back a microsecond short.
        return (value + timedelta(milliseconds=500)).replace(microsecond=0).isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return number_text(value)
    return str(value)


def number_text(value: int | float) -> str:
    """Digits where they are certain; scientific notation, which no order number is, where they are not."""
    if isinstance(value, float) and not value.is_integer():
        return repr(value)
    exact = int(value)
    if len(str(abs(exact))) <= EXACT_DIGITS or (isinstance(value, int) and not _went_through_a_float(exact)):
        return str(exact)
    return f"{exact:.{EXACT_DIGITS - 1}E}"


def _went_through_a_float(number: int) -> bool:
    """Whether a long number is one that a float can hold or print, so that its last digits may be made up."""
    rounded = float(number)
    printed = (Decimal(f"{rounded:.{digits}g}") for digits in (15, 16, 17))
    return int(rounded) == number or any(decimal == number for decimal in printed)
