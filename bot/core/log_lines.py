"""Lines as a chat log has them, before anything is masked or grouped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from bot.core.chat_pointers import is_card
from bot.core.conversations import Sender
from bot.core.imports import Rejected
from bot.core.intake import LONGEST_TEXT, clean
from bot.core.pasted_chat import words_in

EARLIEST = datetime(2003, 1, 1, tzinfo=timezone.utc)
"""Before any of the shop tools was there."""
CLOCKS_APART = timedelta(days=1)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters, and those that turn the direction of what stands behind them."""
_CARD_ROW = re.compile(r"^\s*[\[【［](?:商品|宝贝|订单|链接|卡片|商品卡片|商品链接|订单卡片|优惠券)[\]】］]")
"""Shown by the tool, whatever title or link stands behind: nobody types it."""
_FLAG = re.compile(r"\s+[（(\[](?:已读|未读)[）)\]]$")
SYSTEM_NAMES = frozenset({"系统", "系统消息", "系统提示", "服务助手", "千牛", "平台客服消息", "官方消息"})


@dataclass(frozen=True)
class WrittenLine:
    """One bubble as it stands in a file."""

    number: int
    """Line of the file on which it begins."""
    talk: str
    """What the file names the talk by: the buyer's nick or a conversation's id."""
    sender: Sender
    at: datetime
    text: str
    buyer: str = ""
    """The buyer's nick where the talk goes by something else."""
    author: str = ""
    """What our side is called in it."""
    product: str | None = None
    """What a card or a link has pointed at so far."""
    order: str | None = None


def spoken(rows: Iterable[str]) -> str:
    """What somebody says in these rows; empty when they hold nothing but what the shop tool wrote."""
    kept = (_FLAG.sub("", words_in(_CONTROLS.sub("", row))) for row in rows if not _CARD_ROW.match(row))
    text = "\n".join(filter(None, kept)).strip()
    return "" if is_card(text) else text


def checked(line: WrittenLine, now: datetime) -> WrittenLine | Rejected:
    """With plain text, or the reason why nobody can have written this."""
    if len(line.text) > LONGEST_TEXT:
        return Rejected(
            line.number, f"the text has {len(line.text)} characters, at most {LONGEST_TEXT} are read"
        )
    if line.at < EARLIEST:
        return Rejected(line.number, f"{line.at:%Y-%m-%d} is before there were such talks")
    if line.at > now + CLOCKS_APART:
        return Rejected(line.number, f"{line.at:%Y-%m-%d %H:%M} lies in the future")
    return line


def split_rows(text: str) -> list[str]:
    return clean(text).split("\n")
