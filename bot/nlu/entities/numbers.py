"""Long numbers: orders, parcels, items, phones and identity papers, told apart by length and context."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.core.identity_numbers import is_identity_number, resembles_identity_number
from bot.core.understanding import Entity
from bot.nlu.entities.context import Seen, cue

SHORTEST_ORDER = 15
ITEM_LENGTHS = range(9, 14)
LONGEST_NUMBER = 24
PHONE_LENGTH = 11
PARCEL_LENGTHS = range(12, 16)
"""Of couriers' numbers without letters; platforms' order numbers are longer."""
TAIL_LENGTHS = range(3, 7)

_PHONE = re.compile(r"1[3-9]\d{9}")
_PARCEL = re.compile(
    r"运单|快递单?号?|物流|寄回|寄出|退回|中通|圆通|申通|韵达|顺丰|极兔|邮政|ems|百世|德邦|京东"
)
_COURIER = re.compile(r"中通|圆通|申通|韵达|顺丰|顺风|极兔|邮政|ems|百世|德邦")
_ORDER = re.compile(r"订单(?:编?号)?(?:码)?(?:是|为|:|#| )*$")
_THAT_ORDER = re.compile(r"^ ?[这那]?个?(?:京东|淘宝|天猫|拼多多|抖音)?(?:的?订单|单(?!号))")
_NO_CODE = frozenset({"id", "no", "tel", "vx", "wx", "qq", "sku", "pid"})
_CHINA = "86"
_TAIL = cue("尾号|后四位|后几位|最后四位|末四位|尾数")
_TELEPHONE = re.compile(r"手机|电话|号码")


def number_entities(marks: Sequence[Seen]) -> Iterator[Entity]:
    for seen in marks:
        name = _name(seen)
        if name:
            yield seen.entity(name, _plain(name, seen.raw))


def _plain(name: str, raw: str) -> str:
    value = re.sub(r"[\s-]", "", raw).upper()
    return value.removeprefix(_CHINA) if name == "phone" and len(value) > PHONE_LENGTH else value


def _name(seen: Seen) -> str | None:
    if seen.mark.label == "code":
        return None if seen.raw.rstrip("0123456789") in _NO_CODE else "tracking_number"
    if seen.mark.label == "phone":
        return "phone"
    if seen.mark.label == "identity":
        return "id_number" if is_identity_number(seen.raw) else None
    return _digits(seen) if seen.mark.label == "number" and seen.raw.isdigit() else None


def _digits(seen: Seen) -> str | None:
    length = len(seen.raw)
    if length in TAIL_LENGTHS:
        return _tail(seen)
    if not ITEM_LENGTHS.start <= length <= LONGEST_NUMBER:
        return None
    if _PHONE.fullmatch(seen.raw.removeprefix(_CHINA) if length == len(_CHINA) + PHONE_LENGTH else seen.raw):
        return "phone"
    if is_identity_number(seen.raw) or resembles_identity_number(seen.raw):
        return "id_number"
    return _goods_number(seen, length)


def _goods_number(seen: Seen, length: int) -> str:
    is_order = _ORDER.search(seen.before) or _THAT_ORDER.search(seen.after)
    if not is_order and _is_a_parcels(seen, length):
        return "tracking_number"
    if is_order or length >= SHORTEST_ORDER:
        return "order_number"
    return "item_id" if length in ITEM_LENGTHS else "tracking_number"


def _is_a_parcels(seen: Seen, length: int) -> bool:
    """Said right before; where too short for an order, also right behind or by a courier's name."""
    if _PARCEL.search(seen.before):
        return True
    return length in PARCEL_LENGTHS and bool(_PARCEL.search(seen.after) or _COURIER.search(seen.text))


def _tail(seen: Seen) -> str | None:
    if not seen.follows(_TAIL):
        return None
    around = seen.text[max(0, seen.mark.start - 12) : seen.mark.end + 4]
    return "phone_tail" if _TELEPHONE.search(around) else "order_tail"
