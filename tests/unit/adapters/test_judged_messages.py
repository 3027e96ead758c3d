"""Judged messages as people hand them in: a file, a folder, and lines that are something else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.adapters.judged_messages import read_judged
from bot.core.conversations import Sender
from bot.core.evaluation.judged import Kind

GREETING = {"kind": "single", "text": "在吗", "intents": ["greet"]}
FRAGMENT = {"kind": "fragment", "text": "那个"}


def written(file: Path, *lines: object) -> Path:
    file.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines), encoding="utf-8")
    return file


def texts(path: Path) -> list[str]:
    return [judged.text for judged in read_judged(path)]


def test_a_file_is_read_line_by_line(tmp_path: Path) -> None:
    turn = {"sender": "agent", "text": "您的身高体重是多少呢"}
    asked = {
        "kind": "context",
        "text": "168 62",
        "intents": ["ask_size"],
        "alt": ["inform"],
        "previous": [turn],
    }
    greeting, size = read_judged(written(tmp_path / "judged.jsonl", GREETING, asked))
    assert (greeting.kind, greeting.text, greeting.intents) == (Kind.SINGLE, "在吗", ("greet",))
    assert size.accepted == {"ask_size", "inform"}
    assert [(before.sender, before.text) for before in size.previous] == [(Sender.AGENT, turn["text"])]


def test_a_folder_is_all_its_json_lines_files_in_the_order_of_their_names(tmp_path: Path) -> None:
    written(tmp_path / "b.jsonl", FRAGMENT)
    written(tmp_path / "a.jsonl", GREETING)
    (tmp_path / "README.md").write_text("not a judged message", encoding="utf-8")
    assert texts(tmp_path) == ["在吗", "那个"]


def test_blank_lines_are_passed_over_and_still_counted(tmp_path: Path) -> None:
    file = tmp_path / "judged.jsonl"
    file.write_text(f"\n{json.dumps(GREETING)}\r\n   \n", encoding="utf-8")
    assert texts(file) == ["在吗"]
    file.write_text(f"\n{json.dumps(GREETING)}\n\noops", encoding="utf-8")
    with pytest.raises(ValueError, match=r"judged\.jsonl, line 4: "):
        read_judged(file)


def test_a_byte_order_mark_and_odd_line_ends_inside_a_message_are_no_fault(tmp_path: Path) -> None:
    file = written(tmp_path / "judged.jsonl", {**GREETING, "text": "在吗\u2028老板\x85"})
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert texts(file) == ["在吗\u2028老板\x85"]


@pytest.mark.parametrize(
    "line",
    [
        ["single", "在吗"],
        "在吗",
        {"kind": "odd", "text": "在吗"},
        {"kind": "fragment"},
        {"kind": "fragment", "text": 5},
        {"kind": "single", "text": "在吗"},
        {"kind": "multi", "text": "在吗 几天到", "intents": []},
        {"kind": "context", "text": "165", "previous": ["您多高"]},
        {"kind": "context", "text": "165", "previous": [{"sender": "robot", "text": "您多高"}]},
        {"kind": "entities", "text": "165", "entities": [{"entity": "height", "raw": "165"}]},
        {"kind": "entities", "text": "3岁", "entities": [{"entity": "age", "raw": "3岁", "value": "三"}]},
    ],
    ids=str,
)
def test_a_bad_line_is_named_with_its_file_and_number(tmp_path: Path, line: object) -> None:
    written(tmp_path / "a.jsonl", GREETING)
    written(tmp_path / "b.jsonl", FRAGMENT, line)
    with pytest.raises(ValueError, match=r"^b\.jsonl, line 2: "):
        read_judged(tmp_path)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    file = tmp_path / "judged.jsonl"
    file.write_bytes(json.dumps(GREETING, ensure_ascii=False).encode("gb18030"))
    with pytest.raises(ValueError, match=r"^judged\.jsonl is not in UTF-8$"):
        read_judged(file)


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        read_judged(tmp_path / "nowhere.jsonl")


def test_a_folder_without_judged_messages_has_none(tmp_path: Path) -> None:
    assert read_judged(tmp_path) == []
