"""Copied chats as the shop tools write them, and what they add to a talk."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.conversations import MessageKind, Sender
from bot.core.pasted_chat import MOST_LINES, PastedChat, PastedLine, read_chat

NOW = datetime(2026, 11, 18, 14, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
SHOP = "花间集"
AGENT = "花间集:小美"


def read(text: str, **more: str) -> PastedChat:
    return read_chat(text, NOW, ours=[SHOP, "小美"], **more)


def said(chat: PastedChat) -> list[tuple[str, str]]:
    return [(line.sender.value, line.text) for line in chat.lines]


BOTH = [("buyer", "在吗"), ("agent", "在的，您说"), ("buyer", "165 108斤穿什么码")]

FORMS = {
    "name and time": f"""小鹿 2026-11-18 10:00:00
在吗
{AGENT} 2026-11-18 10:00:05
在的，您说
小鹿 2026-11-18 10:01:00
165 108斤穿什么码""",
    "no space": f"""小鹿2026-11-18 10:00:00
在吗
{AGENT}2026-11-18 10:00:05
在的，您说
小鹿2026-11-18 10:01:00
165 108斤穿什么码""",
    "two lines": f"""小鹿
2026-11-18 10:00:00
在吗

{AGENT}
2026-11-18 10:00:05
在的，您说
已读
小鹿
2026-11-18 10:01:00
165 108斤穿什么码""",
    "arrows": f"""小鹿 --> {AGENT} 2026-11-18 10:00:00
在吗
{AGENT} --> 小鹿 2026-11-18 10:00:05
在的，您说
小鹿 --> {AGENT} 2026-11-18 10:01:00
165 108斤穿什么码""",
    "brackets": f"""小鹿(2026-11-18 10:00:00):
在吗
{AGENT}(2026-11-18 10:00:05): 未读
在的，您说
小鹿(2026-11-18 10:01:00):
165 108斤穿什么码""",
    "time first": f"""[2026-11-18 10:00:00] 小鹿
在吗
[2026-11-18 10:00:05] {AGENT}
在的，您说
[2026-11-18 10:01:00] 小鹿
165 108斤穿什么码""",
    "one line each": f"""2026-11-18 10:00:00 小鹿：在吗
2026-11-18 10:00:05 {AGENT}：在的，您说
2026-11-18 10:01:00 小鹿：165 108斤穿什么码""",
    "hours only": """小鹿 10:00
在吗
商家 10:00
在的，您说
小鹿 10:01
165 108斤穿什么码""",
    "Chinese dates": f"""小鹿 2026年11月18日 上午10:00
在吗
{AGENT} 11月18日 10:00:05
在的，您说
小鹿 今天 10:01
165 108斤穿什么码""",
    "labels": "买家：在吗\n客服：在的，您说\n买家：165 108斤穿什么码",
    "noise": f"""以下为最新消息
当前用户来自 商品详情页
小鹿 2026-11-18 10:00:00
在吗
由 服务助手 转交给 {AGENT}
{AGENT} 2026-11-18 10:00:05
在的，您说 已读
小鹿撤回了一条消息
离线留言自动分配
小鹿 2026-11-18 10:01:00
165 108斤穿什么码""",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_format_tells_who_said_what(form: str, line_end: str) -> None:
    assert said(read(FORMS[form].replace("\n", line_end))) == BOTH


@pytest.mark.parametrize("form", set(FORMS) - {"labels"})
def test_the_buyer_is_named_by_the_chat(form: str) -> None:
    assert read(FORMS[form]).buyer == "小鹿"


def test_times_are_the_shops() -> None:
    lines = read(FORMS["two lines"]).lines
    assert [line.at and line.at.isoformat() for line in lines] == [
        "2026-11-18T10:00:00+08:00",
        "2026-11-18T10:00:05+08:00",
        "2026-11-18T10:01:00+08:00",
    ]


def test_a_date_without_a_year_lies_in_the_past() -> None:
    (line,) = read("小鹿 12-30 10:00:00\n在吗").lines
    assert line.at
    assert line.at.year == 2025


def test_bubbles_of_several_lines_stay_whole() -> None:
    chat = read("小鹿 2026-11-18 10:00:00\n我要改地址\n杭州市西湖区 2号")
    assert said(chat) == [("buyer", "我要改地址\n杭州市西湖区 2号")]


@pytest.mark.parametrize(
    "words",
    [
        "在吗",
        "明天 10:00\n能到吗",
        "颜色：红色\n尺码：M",
        "张三\n13800000000\n浙江省杭州市西湖区文三路1号",
        "我要 2026-11-18 之前到",
        "昨天10:30拍的，还没发？",
    ],
)
def test_anything_else_is_the_buyers_words(words: str) -> None:
    assert said(read(words)) == [("buyer", line) for line in words.split("\n")]
    assert read(words).buyer == ""


def test_the_agents_word_decides_who_the_buyer_is() -> None:
    text = "阿花 2026-11-18 10:00:00\n在吗\n阿草 2026-11-18 10:00:09\n在的"
    assert said(read(text)) == [("buyer", "在吗"), ("agent", "在的")]
    assert said(read(text, buyer="阿草")) == [("agent", "在吗"), ("buyer", "在的")]


def test_an_agent_without_a_shops_name_is_known_by_whom_the_shop_writes_to() -> None:
    text = f"{AGENT} --> 小鹿 2026-11-18 10:00:00\n您好\n小鹿 --> {AGENT} 2026-11-18 10:00:09\n在吗"
    assert said(read(text)) == [("agent", "您好"), ("buyer", "在吗")]


def test_pictures_and_cards_are_no_words() -> None:
    chat = read(
        "小鹿 2026-11-18 10:00:00\n[图片]\n小鹿 2026-11-18 10:00:01\nhttps://item.taobao.com/item.htm?id=612345678901"
    )
    assert [line.kind for line in chat.lines] == [MessageKind.IMAGE, MessageKind.CARD]


@pytest.mark.parametrize(
    ("text", "product", "order"),
    [
        ("https://item.taobao.com/item.htm?spm=a1&id=612345678901 这个有货吗", "612345678901", None),
        ("https://mobile.yangkeduo.com/goods.html?goods_id=4412345678", "4412345678", None),
        ("商品ID：612345678901", "612345678901", None),
        ("订单编号：4412345678901234567\n到哪了", None, "4412345678901234567"),
        ("订单号 231231-123456789012345", None, "231231-123456789012345"),
        ("4412345678901234567 这个单", None, "4412345678901234567"),
        ("运单773123456789012 电话13812345678", None, None),
        ("id=1 在吗", None, None),
    ],
)
def test_links_cards_and_numbers_tell_what_it_is_about(
    text: str, product: str | None, order: str | None
) -> None:
    chat = read(text)
    assert (chat.product, chat.order) == (product, order)


def test_noise_alone_is_nothing_to_answer() -> None:
    assert read("当前用户来自 商品详情页\n已读\n").lines == ()


def test_of_a_very_long_chat_the_newest_lines_count() -> None:
    rows = [f"小鹿 2026-11-18 10:00:00\n第{number}句" for number in range(MOST_LINES + 5)]
    lines = read("\n".join(rows)).lines
    assert (len(lines), lines[-1].text) == (MOST_LINES, f"第{MOST_LINES + 4}句")


@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from("小鹿 :：-—>2026-11-18 10:0509[]()\n已读今天年月日"), st.characters()
        )
    )
)
def test_no_text_whatsoever_is_refused(text: str) -> None:
    chat = read(text)
    assert all(line.text.strip() for line in chat.lines)
    assert all(line.at is None or line.at.tzinfo for line in chat.lines)


@given(
    st.lists(
        st.text(st.characters(whitelist_categories=["Lo"]), min_size=1, max_size=20), min_size=1, max_size=9
    )
)
def test_of_bare_words_nothing_is_lost(rows: list[str]) -> None:
    assert said(read("\n".join(rows))) == [("buyer", row.strip()) for row in rows]


WORDS = st.sampled_from(["在吗", "好的", "多少钱", "便宜点\n再便宜点", "能用券吗？"])
TALK = st.lists(st.tuples(st.booleans(), WORDS, st.integers(0, 900)), min_size=1, max_size=12)
WRITTEN = {
    "name and time": "{name} {at}\n{text}",
    "no space": "{name}{at}\n{text}",
    "two lines": "{name}\n{at}\n{text}\n",
    "time first": "{at} {name}\n{text}",
}


@pytest.mark.parametrize("form", WRITTEN)
@given(talk=TALK)
def test_what_a_tool_writes_is_read_back(form: str, talk: list[tuple[bool, str, int]]) -> None:
    at, rows, lines = NOW - timedelta(days=1), [], []
    for is_buyer, text, seconds in [(True, "在吗", 0), *talk]:
        at += timedelta(seconds=seconds)
        name = "tb123小鹿" if is_buyer else AGENT
        rows.append(WRITTEN[form].format(name=name, at=at.strftime("%Y-%m-%d %H:%M:%S"), text=text))
        lines.append(PastedLine(Sender.BUYER if is_buyer else Sender.AGENT, text, at=at))
    assert list(read("\n".join(rows)).lines) == lines
