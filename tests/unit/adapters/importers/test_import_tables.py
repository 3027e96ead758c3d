from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.importers import delimited
from bot.adapters.importers.tables import Layout, Row, cleaned, open_table
from bot.core.imports import Rejected, UnreadableFile

SHORT = Layout("a short table", (("编号",), ("标题", "名称")))
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))

Save = Callable[..., Path]


def rows_of(path: Path) -> list[Row | Rejected]:
    return list(open_table(path, SHORT).rows())


def cells_of(path: Path) -> list[dict[str, str]]:
    return [dict(row.cells) for row in rows_of(path) if isinstance(row, Row)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_table_is_read_in_any_usual_encoding_and_separator(
    save: Save, encoding: str, separator: str
) -> None:
    text = f"编号{separator}标题\r\n1{separator}小雏菊连衣裙 😊\r\n"
    assert cells_of(save(text, encoding=encoding)) == [{"编号": "1", "标题": "小雏菊连衣裙 😊"}]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('="1234567890123456789"', "1234567890123456789"),
        ('"=""1234567890123456789"""', "1234567890123456789"),
        ("'13812345678", "13812345678"),
        ('""12""', "12"),
        ('"""连衣裙"""', "连衣裙"),
        ('5"屏', '5"屏'),
        ("null", ""),
        ("NULL", ""),
        ("无", ""),
        ("无袖", "无袖"),
        ("12\t", "12"),
        ("1\0002", "12"),
        ('"两\r\n行"', "两\r\n行"),
        ('"一,二"', "一,二"),
    ],
)
def test_what_exports_wrap_around_a_cell_is_taken_off(save: Save, cell: str, text: str) -> None:
    assert cells_of(save(f"编号,标题\r\n1,{cell}\r\n")) == [{"编号": "1", "标题": text}]


def test_header_names_are_stripped_and_blank_lines_skipped(save: Save) -> None:
    path = save("\n 编号 ,标题\t\r\n\r\n1,裙\n,\n2,裤\r")
    assert [(row.line, *row.cells.values()) for row in rows_of(path) if isinstance(row, Row)] == [
        (4, "1", "裙"),
        (6, "2", "裤"),
    ]


def test_a_title_above_the_header_is_passed_over(save: Save) -> None:
    assert cells_of(save("2024年1月订单\n\n编号,名称\n1,裙\n")) == [{"编号": "1", "名称": "裙"}]


def test_a_cell_without_header_is_kept_under_its_place(save: Save) -> None:
    assert cells_of(save("编号,标题,\n1,裙,急\n")) == [{"编号": "1", "标题": "裙", "column 3": "急"}]


def test_of_two_columns_with_one_name_the_filled_one_counts(save: Save) -> None:
    assert cells_of(save("编号,标题,标题\n1,,裙\n")) == [{"编号": "1", "标题": "裙"}]


def test_a_row_with_more_cells_than_the_header_is_rejected_by_itself(save: Save) -> None:
    first, second = rows_of(save("编号,标题\n1,连衣裙,白色\n2,裤\n"))
    assert first == Rejected(2, "the row has 3 cells, the header has 2")
    assert isinstance(second, Row)


def test_a_separator_too_many_at_the_end_of_a_row_does_no_harm(save: Save) -> None:
    assert cells_of(save('编号,标题\n1,"两\n行",\n')) == [{"编号": "1", "标题": "两\n行"}]


@pytest.mark.parametrize(
    "after",
    [
        "2,裤\n3,鞋\n",
        '2,"裤"\n3,"鞋"\n',
        '2,"",\n3,""\n',
    ],
)
def test_an_open_quotation_mark_costs_only_its_own_line(save: Save, after: str) -> None:
    rows = rows_of(save('编号,标题\n1,"5寸屏\n' + after))
    assert rows[0] == Rejected(2, "a quotation mark opens a cell and is never closed")
    assert [row.cells["编号"] for row in rows[1:] if isinstance(row, Row)] == ["2", "3"]


def test_an_open_quotation_mark_in_the_last_line_is_reported(save: Save) -> None:
    rows = rows_of(save('编号,标题\n1,裙\n2,"裤'))
    assert [row.line for row in rows] == [2, 3]
    assert isinstance(rows[1], Rejected)


def test_a_cell_with_more_than_100000_characters_costs_only_its_own_row(save: Save) -> None:
    rows = rows_of(save(f"编号,标题\n1,{'长' * 100_001}\n2,裤\n"))
    assert rows[0] == Rejected(2, "标题 has 100001 characters, at most 100000 are read")
    assert isinstance(rows[1], Row)


@pytest.mark.parametrize("length", [200_000, delimited.LONGEST_LINE + 5, 3 * delimited.LONGEST_LINE])
def test_an_overlong_line_costs_only_itself(save: Save, length: int) -> None:
    rows = rows_of(save(f"编号,标题\n1,{'长' * length}\n2,裤\n", encoding="utf-8"))
    assert isinstance(rows[0], Rejected)
    assert "characters" in rows[0].reason
    assert isinstance(rows[1], Row)
    assert (rows[1].line, rows[1].cells["编号"]) == (3, "2")


def test_a_broken_byte_leaves_the_rest_of_the_file_readable(save: Save) -> None:
    content = "编号,标题\n1,裙".encode("gb18030") + b"\xff\n" + "2,裤\n".encode("gb18030")
    assert [cells["编号"] for cells in cells_of(save(content))] == ["1", "2"]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "found an empty file"),
        (b"\xef\xbb\xbf \r\n", "found an empty file"),
        (PNG, "found a PNG picture"),
        (b"\xff\xd8\xff\xe0" + b"x" * 50, "found a JPEG picture"),
        (b"%PDF-1.7 ...", "found a PDF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "found an old (.xls) or password-protected Excel file"),
        (b"<html><table><tr><td>\xe7\xbc\x96</td>", "found a web page (HTML)"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><HTML>", "found a web page (HTML)"),
        (b'<?xml version="1.0"?><Workbook/>', "found an XML document"),
        (b'[{"code": "D001"}]', "found JSON"),
        (bytes(range(1, 32)) * 50, "found binary data"),
        ("编号,价格\n1,2\n".encode("gb18030"), "found a header without 标题"),
        ("姓名,电话\n王,13812345678\n".encode("gb18030"), "found a table that begins '姓名, 电话'"),
        (b"\n,,\n,\n", "found a table that begins ''"),
    ],
)
def test_a_file_of_another_kind_is_named_in_one_sentence(save: Save, content: bytes, found: str) -> None:
    with pytest.raises(UnreadableFile) as unreadable:
        open_table(save(content, "orders.xls"), SHORT)
    assert str(unreadable.value) == f"orders.xls: expected a short table, {found}"


def test_a_missing_file_and_a_folder_are_told_apart_from_bad_content(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="can't be opened: No such file"):
        open_table(tmp_path / "none.csv", SHORT)
    with pytest.raises(UnreadableFile, match="can't be opened: Is a directory"):
        open_table(tmp_path, SHORT)


def test_reading_a_long_file_holds_one_row_at_a_time(save: Save) -> None:
    path = save("编号,标题\n" + "1,裙\n" * 50_000)
    rows = open_table(path, SHORT).rows()
    assert isinstance(next(rows), Row)
    assert sum(1 for _ in rows) == 49_999


@given(st.text(max_size=40))
def test_a_cleaned_cell_is_never_a_placeholder(text: str) -> None:
    assert cleaned(text).casefold() not in {"null", "无"}
    assert "\0" not in cleaned(text)


@given(
    content=st.binary(max_size=300) | st.text(alphabet="编号标题,\"\r\n\0='1", max_size=80).map(str.encode)
)
@settings(max_examples=300)
def test_any_bytes_are_rows_rejections_or_an_unreadable_file(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes("编号,标题\n".encode() + content)
    lines = [row.line for row in open_table(path, SHORT).rows()]
    assert lines == sorted(lines)
