"""Edits put into YAML text, and scripts as files for other tools."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bot.adapters.importers.quick_phrases import read_quick_phrases
from bot.adapters.scripts.documents import read_text
from bot.adapters.scripts.exchange import defused, read_yaml, write_csv, write_yaml
from bot.adapters.scripts.rewriting import rewritten, written
from bot.core.imports import Read, Rejected, UnreadableFile
from bot.core.script_edits import Edit
from bot.core.scripts import Script, ScriptStatus, Unattended

TEXT = """script: hello
intent: greet
status: active            # since spring
unattended: answer
variants:
  # the shop's own customers
  - when: {order.known: true}
    texts:
      - 您好
      - '{shop.name}在的'
  - {text: 在的}
cases:
  - buyer: 在吗
    facts: {}
    expect: 在的
  - buyer: 在
    facts: {order.known: true, shop.name: 青禾}
    expect: 您好
"""


def document(text: str) -> object:
    return read_text(text, "hello.yml", "talk", "hello").document


def test_only_what_was_edited_changes_and_comments_stay() -> None:
    edit = Edit(ScriptStatus.RETIRED, {0: ("您好呀: 请说", "{shop.name} #1")}, {1: "您好呀: 请说"})
    new = rewritten(TEXT, edit)
    assert "status: retired            # since spring" in new
    assert "# the shop's own customers" in new
    assert new.splitlines()[:3] == [
        "script: hello",
        "intent: greet",
        "status: retired            # since spring",
    ]
    read = document(new)
    assert isinstance(read, dict)
    assert read["variants"][0]["texts"] == ["您好呀: 请说", "{shop.name} #1"]
    assert read["cases"][1]["expect"] == "您好呀: 请说"
    assert read["cases"][0] == {"buyer": "在吗", "facts": {}, "expect": "在的"}


def test_a_variant_on_one_line_and_facts_of_a_case_are_edited_too() -> None:
    new = rewritten(
        TEXT, Edit(None, {1: ("在, 您说", "it's")}, {}, {0: {"shop.name": "2231"}, 1: {"a.b": "1.5"}})
    )
    read = document(new)
    assert isinstance(read, dict)
    assert read["variants"][1] == {"texts": ["在, 您说", "it's"]}
    assert read["cases"][0]["facts"] == {"shop.name": "2231"}, "text stays text"
    assert read["cases"][1]["facts"] == {"order.known": True, "shop.name": "青禾", "a.b": "1.5"}


def test_a_document_of_another_shape_is_written_anew_with_the_same_meaning() -> None:
    blocks = TEXT.replace("    facts: {}\n", "    facts:\n      order.known: false\n")
    new = rewritten(blocks, Edit(None, {}, {}, {0: {"shop.name": "青禾"}}))
    read = document(new)
    assert isinstance(read, dict)
    assert read["cases"][0]["facts"] == {"order.known": False, "shop.name": "青禾"}
    assert document(written(read)) == read


def test_a_wording_that_was_emptied_is_left_to_the_checker() -> None:
    read = document(rewritten(TEXT, Edit(None, {0: ()})))
    assert isinstance(read, dict)
    assert read["variants"][0]["texts"] == []


@pytest.mark.parametrize("cell", ["=1+1", "+8", "-3", "@x", "\tx"])
def test_a_cell_that_a_spreadsheet_would_calculate_is_defused_and_comes_back_plain(
    tmp_path: Path, cell: str
) -> None:
    assert defused(cell) == f"'{cell}"
    path = tmp_path / "out.csv"
    write_csv(path, [("hy", "售前", cell)], "utf-8-sig")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1][2].startswith("'")
    (row,) = read_quick_phrases(path)
    assert isinstance(row, Read)
    assert row.record.text == cell.strip()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_phrases_come_back_in_either_encoding_with_line_breaks_and_emoji(
    tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "out.csv"
    rows = [("hy", "售前", '欢迎，"随时"问我😊'), ("bg", "售后", "第一步：拍照\n第二步：发我")]
    assert write_csv(path, rows, encoding) == 2
    read = [row.record for row in read_quick_phrases(path) if isinstance(row, Read)]
    assert [(one.shortcut, one.group, one.text) for one in read] == rows


def test_rows_that_can_not_be_read_are_named_by_line_and_other_tables_refused(tmp_path: Path) -> None:
    path = tmp_path / "phrases.csv"
    path.write_text('快捷编码,分组,短语内容\na,b,"没关\nc,d,e,f,g\nx,y,好的\n', encoding="utf-8")
    rows = list(read_quick_phrases(path))
    assert [(type(row), row.line) for row in rows] == [(Rejected, 2), (Rejected, 3), (Read, 4)]
    path.write_text("订单编号,金额\n1,2\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="a table of quick phrases"):
        read_quick_phrases(path)


def a_script(name: str, scene: str) -> Script:
    return Script(name, scene, "greet", ScriptStatus.ACTIVE, Unattended.ANSWER, ())


def test_scripts_go_out_and_come_back_as_they_were_in_one_file_or_a_folder(tmp_path: Path) -> None:
    other = TEXT.replace("script: hello", "script: other")
    scripts = [(a_script("hello", "talk"), TEXT), (a_script("other", "talk"), other)]
    for target in (tmp_path / "all.yml", tmp_path / "folder"):
        assert write_yaml(target, scripts) == 2
        assert read_yaml(target) == {"hello": TEXT, "other": other}
    assert (tmp_path / "folder" / "talk" / "hello.yml").read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "there is no script"),
        ("a: 1\n", "line 1: this is no script"),
        (TEXT + "---\n- 1\n", "line 20: this is no script"),
        (TEXT + "---\n" + TEXT, "the script hello stands twice"),
    ],
)
def test_a_file_that_holds_no_scripts_is_refused_in_one_sentence(
    tmp_path: Path, content: str, fault: str
) -> None:
    path = tmp_path / "scripts.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=fault):
        read_yaml(path)
