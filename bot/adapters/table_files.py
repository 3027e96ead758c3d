"""Tables as files to download, CSV and workbooks. Nothing in them calculates."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

from bot.adapters.scripts.exchange import defused

Rows = Iterable[Sequence[str]]


def csv_file(header: Sequence[str], rows: Rows) -> bytes:
    """UTF-8 with a byte order mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def workbook_file(header: Sequence[str], rows: Rows) -> bytes:
    """Every cell is a text, so that long numbers keep their digits."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    sheet.append(list(header))
    for row in rows:
        sheet.append([_without_controls(defused(cell)) for cell in row])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _without_controls(cell: str) -> str:
    """XML has no place for control characters."""
    return "".join(letter for letter in cell if letter >= " " or letter in "\n\t")
