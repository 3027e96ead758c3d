"""Provinces, cities and, below them, districts, counties and towns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.core.understanding import Entity
from bot.nlu.entities.context import AS_TYPED, Seen
from bot.nlu.entities.marks import Mark

AFTER_PLACE = "after_place"
"""Names like 和平 or 朝阳 are a place only right behind the larger one."""

_PLACES = frozenset({"province", "city", "district"})
_STEP_DOWN = re.compile(r"(?:[省市]|的)?[ ,，/-]?")
_NOT_THE_PLACE = re.compile(r"^(?:石|装(?!修)|[东南西北中]?[一二三]?路|大街|烤鸭|拉面|火锅|小面|热干面)")
_MAY_BEGIN = re.compile(r"(?:^|[\s,，:。;、(]|[在到寄发送去往是从给们咱区市省县改成收来住俺我家换走离的至])$")
_UNLISTED = re.compile(r"[省市]?[ ,]?(?P<name>[\u4e00-\u9fff]{1,5}?(?:区|县|旗|镇|乡|街道))")
_NO_NAME = re.compile(
    r"[的了到送发在是这那我你不吗呢还能要给去来寄往附近个有没都也下几哪走用退换]"
    r"|(?:小|社|山|郊|地|市|城|园|校|景|战|灾|疫|库|专|特|省|乡|农|同|老|全)(?:区|县|镇|乡|街道)$"
)


def place_entities(marks: Sequence[Seen]) -> Iterator[Entity]:
    larger: Seen | None = None
    for place, seen in enumerate(marks):
        if seen.mark.label not in _PLACES:
            continue
        if _needs_a_larger(seen) and not (larger and _STEP_DOWN.fullmatch(larger.gap(seen))):
            continue
        if _NOT_THE_PLACE.search(seen.after) or _is_cut_out(seen, larger):
            continue
        yield from _named(seen)
        larger = seen
        for town in _unlisted(seen, marks[place + 1 :]):
            yield town.entity("district", AS_TYPED)
            larger = town


def _needs_a_larger(seen: Seen) -> bool:
    return seen.mark.value.endswith(AFTER_PLACE)


def _is_cut_out(seen: Seen, larger: Seen | None) -> bool:
    """石台 of 大理石台面: a short name begins where a place may be named at all."""
    if (
        seen.mark.label != "district"
        or len(seen.raw) > 2
        or (larger and _STEP_DOWN.fullmatch(larger.gap(seen)))
    ):
        return False
    return _MAY_BEGIN.search(seen.before) is None


def _named(seen: Seen) -> Iterator[Entity]:
    """A city also tells its province: delivery depends on it."""
    if seen.mark.label == "district":
        yield seen.entity("district", AS_TYPED)
        return
    province, _, city = seen.mark.value.removesuffix(AFTER_PLACE).partition("/")
    if city:
        yield seen.entity("city", city.removesuffix("/"))
    yield seen.entity("province", province)


def _unlisted(larger: Seen, later: Sequence[Seen]) -> Iterator[Seen]:
    """雷山县西江镇: what calls itself a town right behind a place, in no list of ours."""
    found = _UNLISTED.match(larger.text, larger.mark.end)
    if not found or _NO_NAME.search(found["name"]):
        return
    start, end = found.span("name")
    if not any(seen.mark.start < end for seen in later if seen.mark.label != "number"):
        yield Seen(Mark("district", "", start, end), larger.text)
