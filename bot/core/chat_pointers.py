"""What a copied chat is about: the item or the order that its links, cards and lines name last."""

from __future__ import annotations

import re

ITEM = re.compile(
    r"(?:[?&](?:id|goods_id|itemId|item_id|skuId)=|(?:商品|宝贝)\s*(?:ID|Id|id|编号|编码)\s*[:：]?\s*"
    r"|item\.jd\.com/)(?P<item>[A-Za-z]?\d{3,19})(?!\d)"
)
ORDER = re.compile(
    r"订单(?:编号|号码?|ID|id)?\s*[:：]?\s*(?P<order>\d{6}-\d{15}|\d{15,32})(?!\d)"
    r"|(?<![\d=])(?P<bare>\d{6}-\d{15}|\d{18,19})(?!\d)"
)
"""Without the word only as long as platforms make them: shorter numbers are parcels and telephones."""
LINK = r"https?://\S+"
CARD = re.compile(rf"^(?:\s|{LINK}|[\[【［](?:商品|宝贝|订单|链接|卡片)[^\]】］]*[\]】］])+$")
PICTURE = re.compile(r"^\s*[\[【［](?:图片|动画表情|视频|语音)[\]】］]\s*$")


def last_item(text: str) -> str | None:
    found = [match["item"] for match in ITEM.finditer(text)]
    return found[-1] if found else None


def last_order(text: str) -> str | None:
    found = [match["order"] or match["bare"] for match in ORDER.finditer(text)]
    return found[-1] if found else None


def is_card(text: str) -> bool:
    """Whether there is nothing but links and cards: what is shown, not what is said."""
    return CARD.match(text) is not None


def is_picture(text: str) -> bool:
    return PICTURE.match(text) is not None
