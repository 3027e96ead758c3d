"""Counts, couriers, tastes: what a pattern says, where the context agrees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.core.understanding import Entity
from bot.nlu.entities.context import Seen
from bot.nlu.entities.numerals import number, numbers

MOST_PIECES = 100_000
COARSEST_YARN = 40

_NOT_A_COUNT = re.compile(
    r"^(?:月|小时|钟头|星期|礼拜|工作日|人|半|钟|客服|问题|电话|多|样|色|码|号|位|劲|价|子|元|前|代发|星|个|装(?!修)|不[通进开]|龙)"
)
_ORDINAL = re.compile(r"(?:第|满|每|这|那|哪|某|再?等|(?<![只还共里就])有)$")
_PERSONS = re.compile(r"[们你我他她娘爷咱]$")
_PEN = re.compile(r"^[^\s,，。]{0,4}(?:笔|口红|牙膏|唇|雪糕|护手霜|花|玫瑰)")
_PART_OF_A_WORD = {"安能": re.compile(r"[毫不平]$"), "通达": re.compile(r"[四三一]$")}
_NAMED = frozenset({"courier", "fit"})


def thing_entities(marks: Sequence[Seen]) -> Iterator[Entity]:
    for seen in marks:
        if seen.mark.label in _NAMED:
            yield from _named(seen)
        elif seen.mark.label == "count":
            yield from _count(seen)


def _named(seen: Seen) -> Iterator[Entity]:
    inside = _PART_OF_A_WORD.get(seen.raw)
    if not (inside and inside.search(seen.before)):
        yield seen.entity(seen.mark.label, seen.mark.value)


def _count(seen: Seen) -> Iterator[Entity]:
    value = number(seen.mark.value) if seen.mark.value else next(iter(numbers(seen.raw)), None)
    if value is None or value != int(value) or not 0 < value <= MOST_PIECES:
        return
    if _ORDINAL.search(seen.before) or _NOT_A_COUNT.search(seen.after):
        return
    if (seen.mark.value and _PERSONS.search(seen.before)) or _is_yarn(seen, value):
        return
    yield seen.entity("quantity", int(value))


def _is_yarn(seen: Seen, value: float) -> bool:
    """60支 is how fine a cotton is spun."""
    return seen.raw.endswith("支") and value >= COARSEST_YARN and not _PEN.search(seen.after)
