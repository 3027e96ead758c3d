"""What a channel hands in: cleaned, bounded, and sorted into talk and context."""

from __future__ import annotations

import re

LONGEST_TEXT = 20_000
"""Characters; longer messages are refused at the door rather than cut silently."""

ITEM_ID = re.compile(r"(?<!\d)\d{9,13}(?!\d)")
ORDER_NUMBER = re.compile(r"(?<!\d)\d{15,32}(?!\d)")

# Lines that shop tools write into a talk (docs/rules.md, system lines). They are nobody's words.
SYSTEM_LINES = re.compile(
    r"^\s*(?:当前用户来自|由\s*\S+\s*转交给|.{0,40}撤回了一条消息|离线留言自动分配|系统(?:提示|消息)[::])"
)


def clean(text: str) -> str:
    """Without NUL and lone surrogates, which no database stores, and with plain line ends."""
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", errors="replace").decode("utf-8")


def is_system_line(text: str) -> bool:
    return SYSTEM_LINES.match(text) is not None


def pointed_item(text: str) -> str | None:
    """The item id that a card or link carries."""
    found = ITEM_ID.search(text)
    return found.group() if found else None


def pointed_order(text: str) -> str | None:
    """The order number that a card carries."""
    found = ORDER_NUMBER.search(text)
    return found.group() if found else None
