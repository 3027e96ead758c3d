"""What stands in chat text without being words: links, cards, pictures, emoji codes, masks.

Each is folded to one marker, so that a model sees "a link" and not its letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

EMOJI = "☺"
PICTURE = "▣"
LINK = "⇗"
ORDER_CARD = "▤"
ITEM_CARD = "▥"
CARDS = frozenset({LINK, ORDER_CARD, ITEM_CARD})
MARKERS = CARDS | {EMOJI, PICTURE}

MASKS = {
    "数字": "0",
    "金额": "00元",
    "日期": "0月0日",
    "时间": "0点",
    "电话": "00000000",
    "手机": "00000000",
}
"""Placeholders that anonymised chat logs put in place of figures."""

_ASCII = r"[!-~]"
_PATTERNS = re.compile(
    rf"""
      (?P<link> https?://{_ASCII}+ | \b(?:www\.|m\.|item\.|detail\.)[a-z0-9-]+\.{_ASCII}+ )
    | (?P<code> \#e-[a-z]{{0,3}}(?:\d{{1,3}}|\[数字x?\]) | /:[^\s\u4e00-\u9fff]{{2,6}} )
    | (?P<order> 订单(?:编?号)?[:：]\s*\d{{15,24}}
                 (?:[,，\s]*(?:订单金额|下单时间|商品|实付)[:：]?[^\s,，]{{0,30}})* )
    | \[(?P<bracket> [^\[\]\n☺▣⇗▤▥]{{1,40}} )\]
    """,
    re.VERBOSE,
)
_LINKED_ITEM = re.compile(r"(?:[?&/](?:id|itemid|item_id)=|/)(\d{8,14})(?!\d)")
_LINKED_ORDER = re.compile(r"order_?id=(\d{15,24})(?!\d)")
_MASK = re.compile("|".join(MASKS))
_ORDER_NUMBER = re.compile(r"(?<!\d)\d{15,24}(?!\d)")
_ITEM_NUMBER = re.compile(r"(?<!\d)\d{8,14}(?!\d)")


@dataclass(frozen=True)
class Reference:
    """An item or an order that a link or a card names; the span is that of the whole link or card."""

    entity: str
    number: str
    start: int
    end: int


@dataclass(frozen=True)
class Placeholder:
    start: int
    end: int
    marker: str
    entity: str = ""
    number: str = ""


def placeholders(text: str) -> Iterator[Placeholder]:
    """The spans of lower-case text that are no words, in order, with what stands for each."""
    for match in _PATTERNS.finditer(text):
        marker, entity, number = _read(match)
        yield Placeholder(match.start(), match.end(), marker, entity, number)


def _read(match: re.Match[str]) -> tuple[str, str, str]:
    body = match.group()
    if match["link"]:
        return _link(body)
    if match["code"]:
        return EMOJI, "", ""
    if match["order"]:
        return ORDER_CARD, *_numbered("order_number", _ORDER_NUMBER, body)
    return _bracket(match["bracket"])


def _link(body: str) -> tuple[str, str, str]:
    if order := _LINKED_ORDER.search(body):
        return LINK, "order_number", order[1]
    item = _LINKED_ITEM.search(body)
    return (LINK, "item_id", item[1]) if item else (LINK, "", "")


def _bracket(inside: str) -> tuple[str, str, str]:
    if "订单" in inside or inside.startswith("orderid"):
        return ORDER_CARD, *_numbered("order_number", _ORDER_NUMBER, inside)
    if any(word in inside for word in ("商品", "宝贝", "卡片")):
        return ITEM_CARD, *_numbered("item_id", _ITEM_NUMBER, inside)
    if "链接" in inside:
        return LINK, "", ""
    if any(word in inside for word in ("图", "照片", "视频", "语音", "文件")):
        return PICTURE, "", ""
    mask = _MASK.match(inside)
    return (MASKS[mask.group()] if mask else EMOJI), "", ""


def _numbered(entity: str, pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.search(text)
    return (entity, found.group()) if found else ("", "")
