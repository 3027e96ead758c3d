"""Who of a copied chat is the buyer: everybody else in it is us."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.core.chat_headers import Header

SHOP_NAME = re.compile(r"(?:旗舰店|专营店|专卖店|企业店|官方店|客服\d*)$")
OUR_WORDS = frozenset({"我", "客服", "商家", "卖家", "店家", "店铺"})
BUYER_WORDS = frozenset({"买家", "顾客", "客户"})
SUB_ACCOUNT = re.compile(r"[:：]\S")
"""店铺名:客服名. A buyer's nickname has no colon."""


def is_ours(name: str, ours: frozenset[str]) -> bool:
    return (
        name in ours
        or name in OUR_WORDS
        or SUB_ACCOUNT.search(name) is not None
        or bool(SHOP_NAME.search(name))
    )


def is_masked(name: str) -> bool:
    """小**鹿: several buyers are called so, and a name that is nobody's own must not join their talks."""
    return "*" in name or "＊" in name


def buyer_among(headers: Sequence[Header], named: str, ours: frozenset[str]) -> str | None:
    """The buyer's name as the chat writes it; None when only we speak. `named` is what the agent says."""
    names = list(dict.fromkeys(header.name for header in headers))
    if named in names:
        return named
    addressed = [header.to for header in headers if is_ours(header.name, ours) and header.to in names]
    strangers = [name for name in names if not is_ours(name, ours)]
    return next(iter([*addressed, *strangers]), None)
