"""Long numbers: orders, parcels, items, phones and identity papers, told apart by length and context."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.core.identity_numbers import is_identity_number
from bot.core.understanding import Entity
from bot.nlu.entities.context import Seen, cue

SHORTEST_ORDER = 15
ITEM_LENGTHS = range(9, 14)
LONGEST_NUMBER = 24
TAIL_LENGTHS = range(3, 7)

_PHONE = re.compile(r"1[3-9]\d{9}")
_PARCEL = re.compile(
    r"运单|快递单?号?|物流|寄回|寄出|退回|中通|圆通|申通|韵达|顺丰|极兔|邮政|ems|百世|德邦|京东"
)
_TAIL = cue("尾号|后四位|后几位|最后四位|末四位|尾数")
_TELEPHONE = re.compile(r"手机|电话|号码")


def number_entities(marks: Sequence[Seen]) -> Iterator[Entity]:
    for seen in marks:
        name = _name(seen)
        if name:
            yield seen.entity(name, re.sub(r"[\s-]", "", seen.raw).upper())


def _name(seen: Seen) -> str | None:
    if seen.mark.label == "code":
        return "tracking_number"
    if seen.mark.label == "phone":
        return "phone"
    if seen.mark.label == "identity":
        return "identity_number" if is_identity_number(seen.raw) else None
    return _digits(seen) if seen.mark.label == "number" and seen.raw.isdigit() else None


def _digits(seen: Seen) -> str | None:
    length = len(seen.raw)
    if length in TAIL_LENGTHS:
        return _tail(seen)
    if not ITEM_LENGTHS.start <= length <= LONGEST_NUMBER:
        return None
    if _PHONE.fullmatch(seen.raw):
        return "phone"
    return "identity_number" if is_identity_number(seen.raw) else _goods_number(seen, length)


def _goods_number(seen: Seen, length: int) -> str:
    if _PARCEL.search(seen.before):
        return "tracking_number"
    if length >= SHORTEST_ORDER:
        return "order_number"
    return "item_id" if length in ITEM_LENGTHS else "tracking_number"


def _tail(seen: Seen) -> str | None:
    if not seen.follows(_TAIL):
        return None
    around = seen.text[max(0, seen.mark.start - 12) : seen.mark.end + 4]
    return "phone_tail" if _TELEPHONE.search(around) else "order_tail"
