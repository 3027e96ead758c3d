"""Chat logs as files: every form and encoding that shops have, and files that are none."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.adapters.chat_logs import read_chat_log
from bot.adapters.chat_logs.text_lines import LONGEST_LINE
from bot.core.conversations import Sender
from bot.core.imports import Rejected, UnreadableFile
from bot.core.log_cast import Cast
from bot.core.log_lines import WrittenLine

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
COPIED = (
    "小鹿 2026-11-10 10:00:00\r\n在吗 165 108斤穿什么码\r\n花间集:小美 2026-11-10 10:00:20\r\n亲，建议M码\r\n"
)
TWO = [("buyer", "在吗 165 108斤穿什么码"), ("agent", "亲，建议M码")]


def read(file: Path) -> tuple[list[WrittenLine], list[Rejected]]:
    found = list(read_chat_log(file, NOW, Cast(("花间集",))))
    return (
        [one for one in found if isinstance(one, WrittenLine)],
        [one for one in found if isinstance(one, Rejected)],
    )


def said(file: Path) -> list[tuple[str, str]]:
    return [(line.sender.value, line.text) for line in read(file)[0]]


def made(folder: Path, content: bytes, name: str = "log.txt") -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_the_encoding_is_told_by_the_bytes(tmp_path: Path, encoding: str) -> None:
    file = made(tmp_path, COPIED.encode(encoding))
    assert said(file) == TWO
    assert read(file)[1] == []


def test_a_log_glued_together_from_two_encodings_is_read_line_by_line(tmp_path: Path) -> None:
    more = "小鹿 2026-11-10 10:05:00\n有货吗\n".encode("gb18030")
    assert said(made(tmp_path, COPIED.encode() + more))[-1] == ("buyer", "有货吗")


def test_short_words_that_are_utf8_by_accident_are_still_chinese(tmp_path: Path) -> None:
    text = "小鹿 2026-11-10 10:00:00\n什么\n"
    assert text.encode("gb18030").decode("utf-8")
    assert said(made(tmp_path, text.encode("gb18030"))) == [("buyer", "什么")]
    assert said(made(tmp_path, (text + COPIED).encode("gb18030")))[0] == ("buyer", "什么")


def test_bytes_that_are_no_text_are_one_rejected_row(tmp_path: Path) -> None:
    _, rejected = read(made(tmp_path, COPIED.encode() + b"\xff\xff\xff\n"))
    assert rejected == [Rejected(5, "the line is neither UTF-8 nor GB18030")]


def test_json_lines_and_csv_have_the_same_four_columns(tmp_path: Path) -> None:
    rows = [
        {"conversation": "小鹿", "at": "2026-11-10T10:00:00+08:00", "sender": "buyer", "text": TWO[0][1]},
        {"conversation": "小鹿", "at": "2026-11-10 10:00:20", "sender": "agent", "text": TWO[1][1]},
    ]
    lines = made(tmp_path, "\n".join(json.dumps(row) for row in rows).encode())
    header = "conversation,at,sender,text"
    cells = "\r\n".join([header, *(",".join(row.values()) for row in rows)]).encode("gb18030")
    table = made(tmp_path, cells, "log.csv")
    assert said(lines) == said(table) == TWO
    assert [one.at for one in read(lines)[0]] == [one.at for one in read(table)[0]]


def test_a_line_of_json_that_is_wrong_has_its_number_and_a_reason(tmp_path: Path) -> None:
    good = {"conversation": "小鹿", "at": "2026-11-10 10:00:00", "sender": "buyer", "text": "在吗"}
    rows = [
        json.dumps(good),
        json.dumps({**good, "at": "昨天"}),
        json.dumps({**good, "sender": "robot"}),
        json.dumps({**good, "text": None}),
        json.dumps({**good, "conversation": {"id": 1}}),
        json.dumps({**good, "at": 1e300}),
        "[" * 5000,
        '["no object"]',
        json.dumps({**good, "text": "\ud800 在"}),
        json.dumps(good)[:-9],
    ]
    lines, rejected = read(made(tmp_path, "\n".join(rows).encode()))
    assert [line.number for line in lines] == [1, 9]
    assert [one.line for one in rejected] == [2, 3, 4, 5, 6, 7, 8, 10]


CHATWOOT = [
    {
        "id": 1,
        "content": "在吗",
        "message_type": "incoming",
        "created_at": 1794276000,
        "sender": {"name": "小鹿"},
    },
    {"id": 2, "content": "在的", "message_type": 1, "created_at": 1794276020, "sender": {"name": "小美"}},
    {"id": 3, "content": "内部备注", "message_type": 1, "created_at": 1794276030, "private": True},
    {"id": 4, "content": "小美接手了会话", "message_type": 2, "created_at": 1794276040},
    {"id": 5, "content": "欢迎光临", "message_type": "template", "created_at": "2026-11-10T02:01:00Z"},
]


@pytest.mark.parametrize("form", ["messages", "payload", "conversation", "pages", "lines"])
def test_every_form_of_chatwoots_export_is_read_without_what_buyers_do_not_see(
    tmp_path: Path, form: str
) -> None:
    named = [{**message, "conversation_id": 7} for message in CHATWOOT]
    talk = {"id": 7, "meta": {"sender": {"name": "小鹿"}}, "messages": CHATWOOT}
    documents: dict[str, object] = {
        "messages": named,
        "payload": {"meta": {}, "payload": named},
        "conversation": talk,
        "pages": {"data": {"meta": {}, "payload": [talk]}},
    }
    content = "\n".join(map(json.dumps, named)) if form == "lines" else json.dumps(documents[form], indent=2)
    lines, rejected = read(made(tmp_path, content.encode(), "export.json"))
    assert rejected == []
    assert [(line.sender, line.text) for line in lines] == [
        (Sender.BUYER, "在吗"),
        (Sender.AGENT, "在的"),
        (Sender.AGENT, "欢迎光临"),
    ]
    assert {line.talk for line in lines} == {"chatwoot 7"}


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "an empty file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "a PNG picture"),
        (bytes(range(256)) * 50, "expected a chat log"),
        (b"<html><script>alert(1)</script></html>", "a web page"),
        (b"x" * 10_000_000, "no line with a name and a time"),
        ("只有一些话，没有人名和时间\n".encode() * 30, "no line with a name and a time"),
        (b'{"messages": [{"id": 1,', "expected a chat log"),
    ],
)
def test_what_is_no_chat_log_is_refused_in_one_sentence(tmp_path: Path, content: bytes, found: str) -> None:
    with pytest.raises(UnreadableFile, match=found) as refused:
        read(made(tmp_path, content))
    assert "\n" not in str(refused.value)


def test_an_archive_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "logs.zip", "w") as archive:
        archive.writestr("log.txt", COPIED)
    with pytest.raises(UnreadableFile):
        read(tmp_path / "logs.zip")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_enormous_line_is_rejected_and_the_next_one_read(tmp_path: Path, encoding: str) -> None:
    more = "小鹿 2026-11-10 10:05:00\n有货吗\n"
    file = made(tmp_path, (COPIED + "长" * (3 * LONGEST_LINE) + "\n" + more).encode(encoding))
    lines, rejected = read(file)
    assert lines[-1].text == "有货吗"
    assert [one.line for one in rejected] == [5]


def test_a_truncated_file_gives_what_is_whole(tmp_path: Path) -> None:
    assert said(made(tmp_path, COPIED.encode()[:-10]))[0] == TWO[0]


def test_progress_ends_at_the_length_of_the_file(tmp_path: Path) -> None:
    heard: list[int] = []
    file = made(tmp_path, COPIED.encode())
    list(read_chat_log(file, NOW, Cast(), heard.append))
    assert heard[-1] == file.stat().st_size
    assert heard == sorted(heard)
