"""Sums: with a unit, or bare beside words that only a price has (才159, 89能卖不, 满300减40)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.core.understanding import Entity
from bot.nlu.entities.context import Seen
from bot.nlu.entities.numerals import number, numbers

LARGEST = 100_000
LEAST_SPELT = 10
"""A bare Chinese numeral below it is hardly a sum: 给一下, 少二两."""
_STEP = {"千": 1000, "百": 100}

_PRICED = re.compile(
    r"(?:只要|卖|付|花|价格?|降|满|减|便宜|少|补|退|赔|返|改成?|改为|抹|差|优惠|券后|到手|页面|标价|别家|人家|隔壁|涨"
    r"|实付|运费|邮费|一共|总共|合计|收|拍下|买成|补偿|红包|预算|贵|多收|多付|扣)"
    r"(?:了|我|的|到|成|才|是|个|你|它|就|只|要|给|你们|我们|吧|过|款|钱|大概|差不多|价|都|卖|退|按|:| )"
    r"{0,4}$"
)
_ONLY = re.compile(r"(?:才|今天就|现在就?|原来|之前|给我?|按|当时|昨天|也就?)(?:是|卖|了| )?$")
_NOT_A_PRICE = re.compile(r"(?:评分|分数|电量|好评|降到|还剩|进度|信用|温度|满意度|第|缩|度)[^\s]{0,3}$")
_BARGAINED = re.compile(
    r"^(?:就?能?(?:卖|拿下|成交|拍)|包邮|贵|可以卖|卖|出不出|减[\d一二两三四五六七八九十百]|立减|拿[走下]|多少能|的价|的券|我就[买拍要]|你卖)"
)
_REDUCED = re.compile(
    r"^(?:行|可以|好|成|怎么样|吧|中不|得不|贵|太贵|,|\s|\?|？|。|$|咋|的|了|吗|呢|能|怎么|够|就|是|么|不|算)"
)
_OTHER_UNIT = re.compile(
    r"^\s?(?:天|件|个|小时|分|秒|号|月|年|点|折|%|瓦|w|g|克|ml|毫|升|寸|层|楼|次|包(?!邮)|盒|箱|码|斤|岁|米|cm|mm|万|度|人|位|款|样|种|半|倍|开头|多?位)"
)


def money_entities(marks: Sequence[Seen]) -> Iterator[Entity]:
    for seen in marks:
        value = _value(seen)
        if value is not None and 0 < value <= LARGEST:
            yield seen.entity("amount", round(value, 2))
        elif value == 0 and seen.mark.label == "money":
            yield seen.entity("amount", 0.0)


def _value(seen: Seen) -> float | None:
    if seen.mark.label == "money":
        return _with_tenths(numbers(seen.raw))
    if seen.mark.label == "jiao":
        return next(iter(numbers(seen.raw)), 0.0) / 10 or None
    if seen.mark.label == "thousands" and _is_priced(seen):
        return _thousands(seen.raw)
    if seen.mark.label == "number" and _is_priced(seen):
        return _bare(seen)
    return None


def _with_tenths(values: Sequence[float]) -> float | None:
    """3块5 is 3.5."""
    if not values:
        return None
    return values[0] + (values[1] / 10 if len(values) > 1 and values[1] < 10 else 0)


def _thousands(raw: str) -> float | None:
    """1千2 is 1200."""
    head, unit, rest = re.split(r"([千百])", raw, maxsplit=1)
    last = (number(rest) or 0) if rest else 0
    return float(head) * _STEP[unit] + (last * _STEP[unit] / 10 if last < 10 else last)


def _bare(seen: Seen) -> float | None:
    value = number(seen.raw)
    spelt = not seen.raw[:1].isdigit()
    return None if value is None or (spelt and value < LEAST_SPELT) else value


def _is_priced(seen: Seen) -> bool:
    if _OTHER_UNIT.search(seen.after) or _NOT_A_PRICE.search(seen.before):
        return False
    if _BARGAINED.search(seen.after):
        return True
    return bool((_PRICED.search(seen.before) or _ONLY.search(seen.before)) and _REDUCED.search(seen.after))
