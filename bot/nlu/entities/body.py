"""Body measures: heights and weights in the many ways they are typed, never a price or a parcel's weight.

Lengths in cm, weight in kg, age in months.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.measures import is_plausible
from bot.core.understanding import Entity
from bot.nlu.entities.context import Seen, cue
from bot.nlu.entities.numerals import number

JIN = 0.5
CHI = 100 / 3
USUAL_BMI = 21.5
USUAL_CHILD_BMI = 16.0
CHILD_BELOW = 140
JIN_FROM = 80
"""A bare weight from here on is in 斤 when no height says otherwise."""
ALONE_HEIGHT = (130, 210)
ALONE_WEIGHT = (30, 150)
"""cm and kg that are a body's without a word saying so."""

_CUES = {
    "under_bust": cue("下胸围?"),
    "bust": cue("上?胸围?"),
    "waist": cue("腰围?"),
    "hip": cue("臀围?|屁股"),
    "foot": cue("脚长|足长|脚"),
    "height": cue("身高|个子|净高|身长|(?<![度])高"),
}
_WEIGHT = cue("体重|净重|(?<![净毛])重|斤数")
_CHILD = re.compile(r"宝宝|宝贝|孩|娃|儿子|女儿|闺女|小朋友|妹妹|弟弟|岁|月龄|婴|新生儿")
_THING = re.compile(
    r"(?:衣长|裙长|裤长|肩宽|袖长|长|宽|厚|直径|高度|尺寸|床|窗|桌|柜|帘|屏|杯|锅|箱|包|被|毯|第|满|减)的?是?$"
)
_GOODS = re.compile(r"(?:买|拍|要|来|发|装|共|每|一箱|一袋|净含量|净重|毛重)[了的]?$")
_PACKED = re.compile(r"^(?:装|的?(?:苹果|橘子|米|大米|茶|肉|水果|橙|面)|一[箱袋包盒]|多少钱|包邮|起)")
_OTHER_UNIT = re.compile(
    r"^\s?(?:块|元|天|件|个|小时|分|秒|号|月|年|点|买|拍|卖|收|%|瓦|w|g|克|ml|毫升|升|寸|层|楼|次|单|折|包|盒|箱)"
)
_LASTING = re.compile(r"(?:用|穿|洗|等|保质期|过)了?$")
_PAIRED = re.compile(r"[\s,/、;.-]{0,3}|的|高|重|[\s,/]?体重[是:]?")
_FURNITURE = re.compile(r"窗|床|桌|柜|帘|屏|杯|锅|沙发|门|毯|架|冰箱|洗衣机|空调|纸箱")
_SPEAKER = cue("我|本人|老公|老婆|他|她|妈|爸")


@dataclass(frozen=True)
class _Measure:
    seen: Seen
    name: str
    value: float
    unit_unknown: bool = False
    """A weight that may be 斤 or kg."""


def body_entities(figures: Sequence[Seen]) -> Iterator[Entity]:
    """`figures` are the numeric marks of one text, in order."""
    told = [_told(seen) for seen in figures]
    for place in range(len(figures) - 1):
        if _stand_together(figures[place], figures[place + 1]):
            told[place : place + 2] = _paired(figures[place : place + 2], told[place : place + 2])
    measures = [measure for measure in told if measure]
    height = next((measure.value for measure in measures if measure.name == "height"), None)
    for measure in measures:
        kilograms = _weighed(measure.value, height) if measure.unit_unknown else measure.value
        if is_plausible(measure.name, kilograms):
            yield measure.seen.entity(measure.name, round(kilograms, 1))


def _told(seen: Seen) -> _Measure | None:
    """What its unit, or a word in front, says it is."""
    readers = {
        "centimetres": _length,
        "metres": _metres,
        "feet": _feet,
        "jin": _jin,
        "kilograms": _kilograms,
        "years": _years,
        "months": _months,
        "number": _bare,
    }
    reader = readers.get(seen.mark.label)
    return reader(seen) if reader else None


def _numbers(seen: Seen) -> list[float]:
    found = (
        number(part) for part in re.findall(r"\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+", seen.raw)
    )
    return [value for value in found if value is not None]


def _cued(seen: Seen) -> str | None:
    """The measure that the words right before name; a wardrobe has a height too, but no body's."""
    name = next((name for name, before in _CUES.items() if seen.follows(before)), None)
    return None if name == "height" and _FURNITURE.search(seen.text) else name


def _length(seen: Seen) -> _Measure | None:
    values = _numbers(seen)
    return _as_length(seen, values[0]) if values else None


def _as_length(seen: Seen, value: float) -> _Measure | None:
    if name := _cued(seen):
        return _Measure(seen, name, value)
    if seen.after.startswith("脚"):
        return _Measure(seen, "foot", value)
    if _THING.search(seen.before) or _FURNITURE.search(seen.text):
        return None
    low = 50 if _CHILD.search(seen.text) else ALONE_HEIGHT[0]
    return _Measure(seen, "height", value) if low <= value <= ALONE_HEIGHT[1] else None


def _metres(seen: Seen) -> _Measure | None:
    values = _numbers(seen)
    if not values or values[0] > 2.4:
        return None
    centimetres = values[0] * 100
    if len(values) > 1:
        digits = f"{values[1]:g}"
        centimetres += values[1] * (10 if len(digits) == 1 else 1)
        if len(digits) > 2:
            return None
    elif values[0] == int(values[0]) and not _cued(seen):
        return None  # 1米 of cloth
    return _as_length(seen, centimetres)


def _feet(seen: Seen) -> _Measure | None:
    """二尺一 of a waist: chi and tenths."""
    values = _numbers(seen)
    if not values or values[0] > 4:
        return None
    name = _cued(seen) or "waist"
    return _Measure(seen, name, (values[0] + (values[1] / 10 if len(values) > 1 else 0)) * CHI)


def _jin(seen: Seen) -> _Measure | None:
    values = _numbers(seen)
    return _mass(seen, (values[0] + (0.5 if "半" in seen.raw else 0)) * JIN) if values else None


def _kilograms(seen: Seen) -> _Measure | None:
    values = _numbers(seen)
    return _mass(seen, values[0]) if values else None


def _mass(seen: Seen, kilograms: float) -> _Measure | None:
    if seen.follows(_WEIGHT):
        return _Measure(seen, "weight", kilograms)
    if _GOODS.search(seen.before) or _PACKED.search(seen.after):
        return None
    low = 3 if _CHILD.search(seen.text) else ALONE_WEIGHT[0]
    return _Measure(seen, "weight", kilograms) if low <= kilograms <= ALONE_WEIGHT[1] else None


def _years(seen: Seen) -> _Measure | None:
    values = _numbers(seen)
    return _Measure(seen, "age", values[0] * 12 + (6 if "半" in seen.raw else 0)) if values else None


def _months(seen: Seen) -> _Measure | None:
    values = _numbers(seen)
    is_child = _CHILD.search(seen.text) is not None and not _LASTING.search(seen.before)
    return _Measure(seen, "age", values[0]) if values and is_child else None


def _bare(seen: Seen) -> _Measure | None:
    values = _numbers(seen)
    if not values or _OTHER_UNIT.search(seen.after):
        return None
    if seen.follows(_WEIGHT):
        return _Measure(seen, "weight", values[0], unit_unknown=True) if values[0] > 0 else None
    if seen.follows(_SPEAKER):
        return _bare_height(seen)
    name = _cued(seen)
    value = values[0] * 100 if name == "height" and values[0] < 2.4 else values[0]
    return _Measure(seen, name, value) if name else None


def _stand_together(first: Seen, second: Seen) -> bool:
    between = first.text[first.mark.end : second.mark.start]
    return _PAIRED.fullmatch(between) is not None


def _paired(seen: Sequence[Seen], told: Sequence[_Measure | None]) -> list[_Measure | None]:
    """165 108, 163/52, 168cm 110: a height and a weight beside each other."""
    first, second = told
    if first is None and (second is None or second.name == "weight"):
        first = _bare_height(seen[0])
    if first and first.name == "height" and second is None:
        second = _bare_weight(seen[1])
    elif first and first.name == "weight" and second is None:
        second = _bare_height(seen[1])
    return [first, second] if first and second else list(told)


def _bare_height(seen: Seen) -> _Measure | None:
    values = _numbers(seen) if seen.mark.label == "number" and not _THING.search(seen.before) else []
    if not values:
        return None
    value = values[0] * 100 if values[0] < 2.4 else values[0]
    low = 80 if _CHILD.search(seen.text) else ALONE_HEIGHT[0]
    return _Measure(seen, "height", value) if low <= value <= ALONE_HEIGHT[1] else None


def _bare_weight(seen: Seen) -> _Measure | None:
    values = _numbers(seen) if seen.mark.label == "number" and not _OTHER_UNIT.search(seen.after) else []
    is_one = bool(values) and 20 <= values[0] <= 200
    return _Measure(seen, "weight", values[0], unit_unknown=True) if is_one else None


def _weighed(value: float, height: float | None) -> float:
    """A weight without a unit in kg: 斤 or kg, whichever makes the likelier body."""
    if height is None:
        return value * JIN if value >= JIN_FROM else value
    usual = USUAL_CHILD_BMI if height < CHILD_BELOW else USUAL_BMI

    def oddness(kilograms: float) -> float:
        return abs(math.log(kilograms / (height / 100) ** 2 / usual))

    return min((value * JIN, value), key=oddness)
