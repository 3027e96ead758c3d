"""Personal data out of what people write: masks stand in its place that say what it was.

〈姓名〉〈电话〉〈地址〉〈证件号〉〈订单号〉〈运单号〉〈账号〉〈邮箱〉.
Sizes, weights, prices, dates and SKU codes stay.
Own expressions instead of jionlp: its reading of places alone costs 5 ms a line, an import has 0.2 ms.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.core.address_words import without_addresses
from bot.core.name_words import GIVEN, NAME
from bot.core.number_kinds import without_personal_numbers

NAME_MASK, EMAIL_MASK = "〈姓名〉", "〈邮箱〉"
SHORTEST_NAME = 2
SHORTEST_ID = 5
"""Of letters and digits alone; a shorter one is also a size or a number."""
EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
LABELLED_NAME = re.compile(
    rf"(?P<label>(?:收货|收件|寄件|联系|签收|提货)人?(?:姓名|名字)?|(?:真实)?姓名|名字|户名|开户名)"
    rf"(?P<between>\s*(?:[:：]|叫|是|为|写|(?:改|换)(?:成|为))\s*)(?P<name>{NAME}|(?<=[:：]){GIVEN}{{2,4}}(?![\u4e00-\u9fff]))"
)
NAMED_BESIDE = re.compile(
    rf"(?P<label>(?:收货|收件|寄件|联系)人(?:姓名)?)(?P<between>\s*)(?P<name>{NAME})(?=$|[\s,，、。;；〈])"
)
OWN_NAME = re.compile(
    r"(?P<label>(?:我|他|她|对方|买家|顾客|客户|妈妈?|爸爸?|老公|老婆|朋友|同事)的?(?:名字)?(?:叫做?|姓名是?|名字是))"
    rf"(?P<between>\s*)(?P<name>{NAME})"
)
TITLED_NAME = re.compile(rf"{NAME}(?=先生|女士|小姐(?!姐))")
_INTRODUCES = re.compile("叫|我名|我的名|姓名|名字|户名|收货|收件|寄件|联系|签收|提货")
BESIDE = re.compile(
    rf"(?:(?<=〈电话〉)|(?<=〈地址〉))(?P<gap>[\s,，、:：]*){NAME}(?=收?(?:$|[\s,，、。;；]))"
    rf"|(?:^|(?<=[\s,，、。;；:：])){NAME}(?=[\s,，、:：]*〈(?:电话|地址)〉)"
)


def without_personal_data(text: str, names: Collection[str] = ()) -> str:
    """`names` are people that the talk is known to be about, nicknames too. Masking twice changes nothing."""
    text = _without_names(text, names)
    if "@" in text:
        text = EMAIL.sub(EMAIL_MASK, text)
    text = without_personal_numbers(text)
    text = without_addresses(text)
    for introduced in (LABELLED_NAME, NAMED_BESIDE, OWN_NAME):
        text = introduced.sub(rf"\g<label>\g<between>{NAME_MASK}", text)
    text = TITLED_NAME.sub(NAME_MASK, text)
    return BESIDE.sub(lambda found: (found["gap"] or "") + NAME_MASK, text) if "〈" in text else text


def names_told(text: str) -> set[str]:
    """People whom a text introduces by name, so that they can be masked where it only mentions them."""
    found = [*LABELLED_NAME.finditer(text), *OWN_NAME.finditer(text)] if _INTRODUCES.search(text) else ()
    return {one["name"] for one in found}


def _without_names(text: str, names: Collection[str]) -> str:
    """The longest first: one name may begin with another."""
    for name in sorted(names, key=len, reverse=True):
        if len(name) >= (SHORTEST_ID if name.isascii() else SHORTEST_NAME) and name in text:
            text = text.replace(name, NAME_MASK)
    return text
