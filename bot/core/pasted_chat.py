"""What an agent pastes: a chat copied out of a shop tool, or the buyer's bare words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.chat_headers import READ, Header, header, moment
from bot.core.chat_pointers import is_card, is_picture, last_item, last_order
from bot.core.chat_sides import BUYER_WORDS, OUR_WORDS, buyer_among, is_ours
from bot.core.conversations import MessageKind, Sender
from bot.core.intake import clean, is_system_line

MOST_LINES = 300
"""Bubbles of one paste; of a longer chat the newest."""

NOISE = re.compile(
    r"^\s*(?:已读|未读|送达|.{0,30}正在输入.*|以[上下](?:是|为).{0,12}消息|-{3,}.*|—{2,}.*|查看更多消息"
    r"|商品详情页.*|来自商品详情页.*|您?正在为.{0,30}服务.*|.{0,30}(?:进入|结束)(?:了)?(?:本次)?(?:会话|咨询)。?"
    r"|(?:会话|消息)已(?:转接|转交).*|.{0,30}转接给.{0,30}|.{0,40}加入了?(?:会话|咨询)|自动回复|\[自动回复\])\s*$"
)
BEHIND = re.compile(rf"(?<=\S)[ \t]+(?:已读|未读){READ}$")
LABEL = re.compile(r"^\s*(?P<name>[^:：\s][^:：]{0,39}?)\s*[:：]\s*(?P<says>.*)$")


@dataclass(frozen=True)
class PastedLine:
    sender: Sender
    text: str
    kind: MessageKind = MessageKind.TEXT
    at: datetime | None = None
    """When the chat says that it was written."""


@dataclass(frozen=True)
class PastedChat:
    lines: tuple[PastedLine, ...]
    buyer: str = ""
    """As the chat names them."""
    product: str | None = None
    order: str | None = None


_Said = tuple[Header, list[str]]


def read_chat(text: str, now: datetime, *, buyer: str = "", ours: Iterable[str] = ()) -> PastedChat:
    """`ours` are our side's names in chats, `buyer` the one that the agent gave; `now` is shop time."""
    text, known = clean(text), frozenset(name for name in ours if name)
    rows = [row for row in text.split("\n") if row.strip()]
    said = _timed(rows, now, buyer, known) or _labelled(rows, buyer, known)
    name = buyer_among([heading for heading, _ in said], buyer, known)
    lines = list(_lines(said, name)) if name else []
    if not lines:
        lines, name = list(_bare(rows)), ""
    return PastedChat(
        lines=tuple(lines[-MOST_LINES:]),
        buyer="" if name in BUYER_WORDS else name or "",
        product=last_item(text),
        order=last_order(text),
    )


def _timed(rows: Sequence[str], now: datetime, buyer: str, ours: frozenset[str]) -> list[_Said]:
    """What stands under each line of a name and a time."""
    said: list[_Said] = []
    for place, row in enumerate(rows):
        below = moment(rows[place + 1], now) if place + 1 < len(rows) else None
        heading = header(row, now)
        if below and not (heading and heading.is_dated):
            heading = Header(row.strip(), below)
        if heading:
            said.append(_with_words(heading, ours))
        elif said and not (moment(row, now) and not said[-1][1]):
            said[-1][1].append(row)
    return said if _is_chat([heading for heading, _ in said], buyer, ours) else []


def _with_words(heading: Header, ours: frozenset[str]) -> _Said:
    """花间集:小美 is a name, 小鹿:在吗 a name and what it says, 花间集:小美:在的 both."""
    if not heading.words or not is_ours(heading.name, ours):
        return heading, [heading.words] if heading.words else []
    agent, _, words = heading.words.replace("：", ":").partition(":")
    return replace(heading, name=f"{heading.name}:{agent.strip()}"), [words]


def _is_chat(headings: Sequence[Header], buyer: str, ours: frozenset[str]) -> bool:
    """One hour behind a few words (明天 10:00) is no heading, unless the words are somebody's name."""
    return (
        len(headings) > 1
        or any(heading.is_dated for heading in headings)
        or any(heading.name == buyer or is_ours(heading.name, ours) for heading in headings)
    )


def _labelled(rows: Sequence[str], buyer: str, ours: frozenset[str]) -> list[_Said]:
    """买家：在吗 - only the names that we know, since buyers write 颜色：红 too."""
    names = ours | OUR_WORDS | BUYER_WORDS | {buyer}
    said: list[_Said] = []
    for row in rows:
        found = LABEL.match(row)
        if found and found["name"].strip() in names:
            said.append((Header(found["name"].strip(), None), [found["says"]]))
        elif said:
            said[-1][1].append(row)
    return said


def _lines(said: Iterable[_Said], buyer: str) -> Iterable[PastedLine]:
    for heading, rows in said:
        text = "\n".join(filter(None, map(words_in, rows))).strip()
        if text:
            sender = Sender.BUYER if heading.name == buyer else Sender.AGENT
            yield PastedLine(sender, text, _kind(text), heading.at)


def _bare(rows: Iterable[str]) -> Iterable[PastedLine]:
    for text in filter(None, map(words_in, rows)):
        yield PastedLine(Sender.BUYER, text, _kind(text))


def words_in(row: str) -> str:
    """A row without what the shop tool wrote into it."""
    if is_system_line(row) or NOISE.match(row):
        return ""
    return BEHIND.sub("", row).strip()


def _kind(text: str) -> MessageKind:
    if is_picture(text):
        return MessageKind.IMAGE
    return MessageKind.CARD if is_card(text) else MessageKind.TEXT
