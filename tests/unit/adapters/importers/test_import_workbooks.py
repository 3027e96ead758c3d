from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.adapters.importers.tables import Layout, Row, open_table
from bot.adapters.importers.workbooks import number_text
from bot.core.imports import Rejected, UnreadableFile

SHORT = Layout("a short table", (("编号",), ("标题",)))
HEADER = ("编号", "标题")

Save = Callable[..., Path]


def rows_of(path: Path) -> list[Row | Rejected]:
    return list(open_table(path, SHORT).rows())


def first_number(path: Path) -> str:
    (row,) = rows_of(path)
    assert isinstance(row, Row)
    return row.cells["编号"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("1234567890123456789", "1234567890123456789"),
        ('="1234567890123456789"', "1234567890123456789"),
        (123456789012345, "123456789012345"),
        (123456789012345.0, "123456789012345"),
        (12.5, "12.5"),
        (True, "True"),
        (datetime(2024, 1, 2, 10, 0, 0), "2024-01-02 10:00:00"),  # noqa: DTZ001
        (datetime(2024, 1, 2, 9, 59, 59, 999_990), "2024-01-02 10:00:00"),  # noqa: DTZ001
        (date(2024, 1, 2), "2024-01-02 00:00:00"),
    ],
)
def test_cells_become_the_text_an_export_would_have(save_sheet: Save, cell: object, text: str) -> None:
    assert first_number(save_sheet(HEADER, (cell, "裙"))) == text


@pytest.mark.parametrize(
    "number",
    [
        1.234567890123457e18,
        1234567890123456768,  # what a float holds
        1234567890123460000,  # what Excel shows: 15 digits
        1234567890123456800,  # what other programs print of the float: 17 digits
    ],
)
def test_a_number_that_lost_its_last_digits_shows_it(save_sheet: Save, number: float) -> None:
    assert first_number(save_sheet(HEADER, (number, "裙"))).startswith("1.2345678901234")
    assert "E+18" in first_number(save_sheet(HEADER, (number, "裙")))


@given(st.integers(min_value=10**15, max_value=10**30))
def test_no_long_number_out_of_a_float_passes_for_exact(number: int) -> None:
    assert not number_text(float(number)).isdigit()
    assert not number_text(int(float(number))).isdigit()


def test_a_long_number_with_all_its_digits_is_exact() -> None:
    assert number_text(1234567890123456789) == "1234567890123456789"


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_up_to_15_digits_every_number_is_exact(number: int) -> None:
    assert number_text(number) == number_text(float(number)) == str(number)


def test_the_first_sheet_with_the_header_is_read_from_wherever_it_stands(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(["说明"])
    sheet = workbook.create_sheet("订单")
    for row in (["2024年1月"], [], [" 编号 ", "标题"], ["1", "裙", None], [], ["2", "裤"], ["3", "鞋", "急"]):
        sheet.append(row)
    path = tmp_path / "two.xlsx"
    workbook.save(path)
    assert rows_of(path) == [
        Row(4, {"编号": "1", "标题": "裙"}),
        Row(6, {"编号": "2", "标题": "裤"}),
        Rejected(7, "the row has 3 cells, the header has 2"),
    ]


def test_a_workbook_is_known_by_its_content_not_its_name(save_sheet: Save) -> None:
    path = save_sheet(HEADER, ("1", "裙"))
    assert first_number(path.rename(path.with_suffix(".xls"))) == "1"


def test_a_wrong_dimension_in_the_file_hides_no_cells(save_sheet: Save, tmp_path: Path) -> None:
    path = _with_part_changed(save_sheet(HEADER, ("1", "裙")), tmp_path, b'ref="A1:B2"', b'ref="A1"')
    assert first_number(path) == "1"


def test_a_formula_counts_with_the_value_that_was_saved(save_sheet: Save, tmp_path: Path) -> None:
    path = save_sheet(HEADER, ("1", "裙"), ("=1+1", "裤"), ("3", "鞋"))
    saved = _with_part_changed(path, tmp_path, b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    saved = _with_part_changed(saved, tmp_path, b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
    assert [row.cells["编号"] for row in rows_of(saved) if isinstance(row, Row)] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("编号,标题\n1,裙\n".encode("gb18030"), "expected an Excel workbook, found plain text"),
        (b"\x89PNG\r\n\x1a\n", "expected an Excel workbook, found a PNG picture"),
        (b"<html><table>", "expected an Excel workbook, found a web page (HTML)"),
        (b"PK\x03\x04 and nothing else", "expected an Excel workbook, found a damaged one"),
    ],
)
def test_an_xlsx_that_is_none_is_unreadable(save: Save, content: bytes, found: str) -> None:
    with pytest.raises(UnreadableFile) as unreadable:
        open_table(save(content, "orders.xlsx"), SHORT)
    assert str(unreadable.value) == f"orders.xlsx: {found}"


def test_a_zip_archive_is_to_be_unpacked_first(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ExportOrderList.csv", "编号,标题")
    with pytest.raises(UnreadableFile, match="found a zip archive; unpack it first"):
        open_table(path, SHORT)


def test_a_sheet_that_breaks_off_is_unreadable_not_short(save_sheet: Save, tmp_path: Path) -> None:
    path = save_sheet(HEADER, *((str(n), "裙") for n in range(100)))
    with pytest.raises(UnreadableFile, match="damaged"):
        rows_of(_with_part_changed(path, tmp_path, b"</sheetData></worksheet>", b""))


def _with_part_changed(path: Path, folder: Path, old: bytes, new: bytes) -> Path:
    changed = folder / f"changed-{path.name}"
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(changed, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            if name.startswith("xl/worksheets/"):
                content = content.replace(old, new)
                if old == b"</sheetData></worksheet>":
                    content = content[: len(content) // 2]
            copy.writestr(name, content)
    return changed
