"""Messages as programs write them: the columns of our own JSON Lines and CSV."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from bot.core.cells import parse_time
from bot.core.chat_sides import BUYER_WORDS, OUR_WORDS
from bot.core.conversations import Sender
from bot.core.imports import shown
from bot.core.log_cast import Cast
from bot.core.log_lines import WrittenLine, split_rows, spoken

BUYER_COLUMNS = ("buyer", "buyer_nick", "买家", "买家昵称", "客户")
COLUMNS = {
    "conversation": (
        "conversation",
        "conversation_id",
        "会话",
        "会话ID",
        "会话编号",
        "买家",
        "买家昵称",
        "客户",
    ),
    "at": ("at", "time", "时间", "发送时间", "消息时间"),
    "sender": ("sender", "发送方", "发送者", "发送人", "角色"),
    "text": ("text", "content", "内容", "消息", "消息内容", "聊天内容"),
}
A_BUYER, AN_AGENT = frozenset({"buyer", "customer"}) | BUYER_WORDS, frozenset({"agent", "seller"}) | OUR_WORDS
FIRST_SECOND, LAST_SECOND = 10**8, 10**11
"""Numbers between them count seconds since 1970, a thousand times as many milliseconds."""
NO_TIME = "is not a time like 2024-01-02 10:00:00"


class NoTalk(Exception):
    """An entry that is no line of a talk, and no mistake either."""


def plain_line(entry: Mapping[str, Any], number: int, cast: Cast) -> WrittenLine:
    """Raises ValueError with the reason, NoTalk for what nobody said."""
    conversation = _field(entry, "conversation")
    at = moment_of(_value(entry, "at"))
    buyer = next((str(entry[name]).strip() for name in BUYER_COLUMNS if entry.get(name)), "")
    sender, author = _sender(_field(entry, "sender"), buyer or conversation, cast)
    return WrittenLine(number, conversation, sender, at, text_of(_value(entry, "text")), buyer, author)


def moment_of(value: object) -> datetime:
    """ISO and the forms of the shop tools, or seconds (milliseconds) since 1970. Raises ValueError."""
    if value is None or isinstance(value, (bool, dict, list)):
        raise ValueError("at is missing")
    text = str(value).strip()
    try:
        number = float(text)
    except ValueError:
        return parse_time(text)
    seconds = number / 1000 if number >= LAST_SECOND else number
    if not FIRST_SECOND <= seconds < LAST_SECOND:
        raise ValueError(f"{shown(text)} {NO_TIME}")
    try:
        return datetime.fromtimestamp(seconds, timezone.utc)
    except (OverflowError, OSError, ValueError):
        raise ValueError(f"{shown(text)} {NO_TIME}") from None


def text_of(value: object) -> str:
    """Raises ValueError, NoTalk."""
    if not isinstance(value, str):
        raise ValueError("text is missing" if value is None else "text is no text")
    text = spoken(split_rows(value))
    if not text:
        raise NoTalk
    return text


def _value(entry: Mapping[str, Any], name: str) -> object:
    return next((entry[column] for column in COLUMNS[name] if entry.get(column) not in (None, "")), None)


def _field(entry: Mapping[str, Any], name: str) -> str:
    value = _value(entry, name)
    if value is None or isinstance(value, (dict, list)) or not str(value).strip():
        raise ValueError(f"{name} is missing")
    return str(value).strip()


def _sender(told: str, buyer: str, cast: Cast) -> tuple[Sender, str]:
    if told.casefold() in A_BUYER:
        return Sender.BUYER, ""
    if told.casefold() in AN_AGENT:
        return Sender.AGENT, ""
    if cast.is_ours(told):
        return Sender.AGENT, cast.label(told)
    if told == buyer:
        return Sender.BUYER, ""
    raise ValueError(f"sender: {shown(told)} is neither buyer nor agent")
