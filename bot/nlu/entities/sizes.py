"""Sizes: 38码, XL, a bare 42 where a size is due; the one usually worn apart from the one asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.core.understanding import Entity
from bot.nlu.entities.context import Seen
from bot.nlu.entities.numerals import numbers
from bot.nlu.entities.size_cues import (
    ASKED,
    DIMENSION,
    IS_ASKED,
    MOST_ASKED,
    NO_LETTER_AFTER,
    NO_LETTER_BEFORE,
    OTHER_UNIT,
    SWAPPED,
    TALKS_OF_SIZES,
    USUALLY,
    WEARABLE,
    is_a_size,
)

_TAIL = re.compile(r"(?:半码|[码号杯]半?)$")
_ASKED_LENGTH = re.compile(r"(?:要|的|是|换成?|拍|选|买|有|来|[,， ]){0,3}")
_FIGURES = frozenset({"number", "calendar"})
_COLORS = frozenset({"color", "tint"})
_BEHIND_COLORS = frozenset({"", "的", " ", "的 "})
_LENGTHS = frozenset({"centimetres", "metres"})


def size_entities(marks: Sequence[Seen]) -> Iterator[Entity]:
    before: Seen | None = None
    last_size: Seen | None = None
    for seen in marks:
        value = _value(seen, before, last_size)
        if value:
            yield from _named(seen, value)
            last_size = seen
        before = seen


def _value(seen: Seen, before: Seen | None, last_size: Seen | None) -> str | None:
    label = seen.mark.label
    if label == "size":
        return _told(seen)
    if label in _LENGTHS:
        return _length(seen) if _is_the_goods_length(seen, before) else None
    if label not in _FIGURES or not is_a_size(seen.raw) or OTHER_UNIT.search(seen.after):
        return None
    return _TAIL.sub("", seen.raw) if _is_due(seen, before, last_size) else None


def _told(seen: Seen) -> str | None:
    if NO_LETTER_BEFORE.search(seen.before) or NO_LETTER_AFTER.search(seen.after):
        return None
    name = _TAIL.sub("", seen.raw).upper()
    if re.search(r"[\dSMLX]", name):
        return f"{name}.5" if "半" in seen.raw else name
    figures = numbers(name)
    if not figures:
        return seen.raw
    return f"{figures[0]:g}" if is_a_size(f"{figures[0]:g}") else None


def _is_due(seen: Seen, before: Seen | None, last_size: Seen | None) -> bool:
    """A bare figure: after 平时 or 穿, right after something to wear, or in a row of sizes."""
    if seen.follows(USUALLY):
        return True
    if last_size and re.fullmatch(r"(?:码|号)?(?:还是|和|跟|或者?|[/、, ])", last_size.gap(seen)):
        return True
    if SWAPPED.search(seen.after):
        return True
    if before and _is_wearable(before) and not before.gap(seen).strip():
        return MOST_ASKED.search(seen.after) is not None
    if before and before.mark.label in _COLORS and before.gap(seen) in _BEHIND_COLORS:
        return True
    return seen.follows(ASKED) and TALKS_OF_SIZES.search(seen.text) is not None


def _is_wearable(seen: Seen) -> bool:
    return seen.mark.label == "product" and WEARABLE.search(seen.raw) is not None


def _is_the_goods_length(seen: Seen, before: Seen | None) -> bool:
    """床单1.8米的, 头盔要58cm的; not how wide a window at home is."""
    if not before or before.mark.label != "product" or not _ASKED_LENGTH.fullmatch(before.gap(seen)):
        return False
    return not DIMENSION.search(seen.before) and IS_ASKED.search(seen.after) is not None


def _length(seen: Seen) -> str:
    values = numbers(seen.raw)
    return f"{values[0]:g}" if seen.mark.label == "centimetres" and values else seen.raw


def _named(seen: Seen, value: str) -> Iterator[Entity]:
    """One that the buyer usually wears is a `usual_size`; one that stands alone may be either."""
    alone = not re.search(r"\w", seen.text[: seen.mark.start] + seen.text[seen.mark.end :])
    usual = seen.follows(USUALLY)
    if usual or alone:
        yield seen.entity("usual_size", value)
    if not usual:
        yield seen.entity("size", value)
