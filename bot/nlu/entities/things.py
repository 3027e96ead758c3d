"""Sums, counts, sizes, places, couriers, colours: what a pattern says, where the context agrees."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.core.understanding import Entity
from bot.nlu.entities.context import Seen
from bot.nlu.entities.numerals import number

MOST_PIECES = 100_000

_FIGURE = re.compile(r"\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+")
_WEARS = re.compile(r"平时|平常|通常|一般|习惯|都是?穿|穿|日常|往常|码数")
_NOT_A_COUNT = re.compile(
    r"^(?:月|小时|钟头|星期|礼拜|工作日|人|半|钟|客服|问题|电话|多|样|色|码|号|位|劲|价|子)"
)
_ORDINAL = re.compile(r"(?:第|满|每|这|那|哪|某|再?等|有)$")

Reader = Callable[[Seen], Iterator[Entity]]


def thing_entities(marks: Sequence[Seen]) -> Iterator[Entity]:
    for seen in marks:
        if reader := _READERS.get(seen.mark.label):
            yield from reader(seen)


def _named(seen: Seen) -> Iterator[Entity]:
    yield seen.entity(seen.mark.label, seen.mark.value)


def _place(seen: Seen) -> Iterator[Entity]:
    """A city also tells its province: delivery depends on it."""
    province, _, city = seen.mark.value.partition("/")
    yield seen.entity("city", city)
    yield seen.entity("province", province)


def _money(seen: Seen) -> Iterator[Entity]:
    values = [number(part) for part in _FIGURE.findall(seen.raw)]
    whole, *rest = values or [None]
    if whole is None:
        return
    tenths = rest[0] / 10 if rest and rest[0] is not None and rest[0] < 10 else 0
    yield seen.entity("amount", round(whole + tenths, 2))


def _count(seen: Seen) -> Iterator[Entity]:
    found = _FIGURE.match(seen.raw)
    value = number(found.group()) if found else None
    if value is None or value != int(value) or not 0 < value <= MOST_PIECES:
        return
    if not _ORDINAL.search(seen.before) and not _NOT_A_COUNT.search(seen.after):
        yield seen.entity("quantity", int(value))


def _size(seen: Seen) -> Iterator[Entity]:
    """Any size named is a `size`; one the buyer says to wear, or names alone, is a `usual_size` too."""
    name = re.sub(r"[码号]$", "", seen.raw).upper()
    value = name if re.search(r"[\dSMLX]", name) else seen.raw
    yield seen.entity("size", value)
    alone = not re.search(r"\w", seen.text[: seen.mark.start] + seen.text[seen.mark.end :])
    if alone or _WEARS.search(seen.before):
        yield seen.entity("usual_size", value)


_READERS: Mapping[str, Reader] = {
    "province": _named,
    "courier": _named,
    "color": _named,
    "fit": _named,
    "date": _named,
    "city": _place,
    "money": _money,
    "count": _count,
    "size": _size,
}
