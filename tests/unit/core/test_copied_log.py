"""A copied log becomes lines of buyers and ours, and whatever is none gets a reason."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.conversations import Sender
from bot.core.copied_log import FileLine, headings, read_copied
from bot.core.imports import Rejected
from bot.core.log_cast import Cast
from bot.core.log_lines import WrittenLine

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
BUYER, AGENT = Sender.BUYER, Sender.AGENT


def read(text: str, *ours: str) -> tuple[list[WrittenLine], list[Rejected]]:
    lines = [FileLine(number, row) for number, row in enumerate(text.splitlines(), 1)]
    cast = Cast(ours)
    cast.meet(headings(lines, NOW))
    found = list(read_copied(lines, NOW, cast))
    return (
        [one for one in found if isinstance(one, WrittenLine)],
        [one for one in found if isinstance(one, Rejected)],
    )


def said(text: str, *ours: str) -> list[tuple[Sender, str, str]]:
    return [(line.sender, line.talk, line.text) for line in read(text, *ours)[0]]


@pytest.mark.parametrize(
    "heading",
    [
        "小鹿 2026-11-10 10:00:00",
        "小鹿2026-11-10 10:00:00",
        "小鹿\n2026-11-10 10:00:00",
        "小鹿 --> 花间集:小美 2026-11-10 10:00:00",
        "小鹿 (2026-11-10 10:00:00):",
        "小鹿 2026/11/10 10:00:00 已读",
        "2026年11月10日 10:00:00 小鹿",
        "[2026-11-10 10:00:00] 小鹿",
    ],
)
def test_every_known_heading_tells_who_wrote_and_when(heading: str) -> None:
    lines, rejected = read(f"{heading}\n在吗\n花间集:小美 2026-11-10 10:00:09\n在的亲")
    assert rejected == []
    assert [(line.sender, line.talk, line.text) for line in lines] == [
        (BUYER, "小鹿", "在吗"),
        (AGENT, "小鹿", "在的亲"),
    ]
    assert lines[0].at == NOW.replace(day=10, hour=10)
    assert lines[1].author == "小美"


def test_what_the_shop_tool_wrote_is_dropped_without_a_word() -> None:
    noise = """当前用户来自 商品详情页
小鹿 2026-11-10 10:00:00
在吗
已读
由 服务助手 转交给 小红
系统消息 2026-11-10 10:00:05
您已接入会话
小鹿 2026-11-10 10:00:10
https://item.taobao.com/item.htm?id=650000000001
小鹿 2026-11-10 10:00:15
[商品] 羽绒服 https://item.taobao.com/item.htm?id=650000000001
小鹿 2026-11-10 10:00:20
小鹿撤回了一条消息
花间集:小美 2026-11-10 10:01:00
离线留言自动分配
在的"""
    assert read(noise) == (read(noise)[0], [])
    assert said(noise) == [(BUYER, "小鹿", "在吗"), (AGENT, "小鹿", "在的")]


def test_several_rows_below_a_heading_are_one_line() -> None:
    assert said("小鹿 2026-11-10 10:00:00\n收货人写错了\n改成 10:30 能收的") == [
        (BUYER, "小鹿", "收货人写错了\n改成 10:30 能收的")
    ]


def test_our_greeting_belongs_to_the_buyer_who_then_writes() -> None:
    log = "花间集:小美 2026-11-10 10:00:00\n欢迎光临\n小鹿 2026-11-10 10:00:10\n在吗"
    assert said(log) == [(AGENT, "小鹿", "欢迎光临"), (BUYER, "小鹿", "在吗")]


def test_an_arrow_tells_whose_talk_a_reply_belongs_to() -> None:
    log = """小鹿 2026-11-10 10:00:00
在吗
阿珍 2026-11-10 10:00:05
有货吗
花间集:小美 --> 小鹿 2026-11-10 10:00:20
在的"""
    assert said(log)[-1] == (AGENT, "小鹿", "在的")


def test_who_is_ours_is_told_by_a_person_or_by_how_the_log_goes() -> None:
    plain = "小鹿 2026-11-10 10:00:00\n在吗\n阿美 2026-11-10 10:00:20\n在的"
    assert [sender for sender, _, _ in said(plain)] == [BUYER, AGENT]
    assert [sender for sender, _, _ in said(plain, "小鹿")] == [AGENT, BUYER]
    many = "\n".join(
        f"买家{n} 2026-11-1{n} 10:00:00\n在吗\n阿美 2026-11-1{n} 10:00:20\n在的" for n in range(6)
    )
    assert {name for sender, name, _ in said(many) if sender is BUYER} == {f"买家{n}" for n in range(6)}


@pytest.mark.parametrize(
    ("log", "line", "reason"),
    [
        ("小鹿 2026-13-45 10:00:00\n在吗", 1, "no such date"),
        ("小鹿 2036-11-10 10:00:00\n在吗", 1, "lies in the future"),
        ("小鹿 1999-11-10 10:00:00\n在吗", 1, "before there were such talks"),
        ("没有人说\n小鹿 2026-11-10 10:00:00\n在吗", 1, "no name and time stand above it"),
        ("花间集:小美 2026-11-10 10:00:00\n在的", 1, "no buyer writes before or after it"),
        ("小鹿 2026-11-10 10:00:00\n" + "长" * 30_000, 1, "at most 20000 are read"),
    ],
)
def test_what_cannot_be_a_line_has_its_number_and_a_reason(log: str, line: int, reason: str) -> None:
    _, rejected = read(log)
    assert [one.line for one in rejected] == [line]
    assert reason in rejected[0].reason


def test_a_card_is_no_words_but_tells_what_the_next_ones_are_about() -> None:
    log = """小鹿 2026-11-10 10:00:00
[商品] 羽绒服 https://item.taobao.com/item.htm?id=650000000001
小鹿 2026-11-10 10:00:09
多少钱
花间集:小美 2026-11-10 10:00:30
这件 199
阿珍 2026-11-10 10:01:00
在吗"""
    told = [(line.text, line.product) for line in read(log)[0]]
    assert told == [("多少钱", "650000000001"), ("这件 199", "650000000001"), ("在吗", None)]


def test_a_shops_name_is_no_persons() -> None:
    log = "小鹿 2026-11-10 10:00:00\n在吗 (已读)\n花间集旗舰店 2026-11-10 10:00:09\n在"
    assert [(line.text, line.author) for line in read(log)[0]] == [("在吗", ""), ("在", "")]


def test_a_title_at_the_top_is_no_fault() -> None:
    assert read("千牛聊天记录导出\n=======\n小鹿 2026-11-10 10:00:00\n在吗")[1] == []


def test_control_characters_and_marks_that_turn_the_text_are_gone() -> None:
    assert said("小鹿 2026-11-10 10:00:00\n在\x07吗\u202e<script>")[0][2] == "在吗<script>"


@given(st.lists(st.text(alphabet="小鹿:： 0123456789-年月\n在已读>[]\x00", max_size=40), max_size=12))
def test_no_text_breaks_the_reader_and_every_number_is_one_of_the_file(rows: list[str]) -> None:
    text = "\n".join(rows)
    lines, rejected = read(text)
    numbers = range(1, len(text.splitlines()) + 1)
    assert all(one.number in numbers and one.text.strip() for one in lines)
    assert all(one.line in numbers for one in rejected)
