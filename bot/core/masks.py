"""Personal data as it may stand on a screen where it need not be whole (handbook B1)."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.orders import Order, Receiver

_DIGITS = re.compile(r"\d")

MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)[- ]?\d{4}[- ]?(\d{4})(?!\d)")
LANDLINE = re.compile(r"(?<!\d)(0\d{2,3}-?)\d{4}(\d{3,4})(?!\d)")
HIDDEN = "***"
SHORTEST_HIDDEN = 4
"""Characters of an address that are looked for in remarks; a shorter one would hit other words."""

SHOWN_IN_FRONT = 3
SHOWN_AT_END = 4
LONGEST_TAIL = 7
"""Of a number this short only its last digits are shown: with both ends it would be whole."""


def masked_phone(phone: str) -> str:
    """138****5678; whatever stands between the digits stays, so that an extension is still seen as one."""
    digits = len(_DIGITS.findall(phone))
    front = SHOWN_IN_FRONT if digits > LONGEST_TAIL else 0
    end = min(SHOWN_AT_END, digits // 2)
    position = 0

    def mask(found: re.Match[str]) -> str:
        nonlocal position
        position += 1
        return found.group() if position <= front or position > digits - end else "*"

    return _DIGITS.sub(mask, phone)


def phone_tail(phone: str) -> str:
    """The last four digits; empty when the number doesn't end in four."""
    found = re.search(r"\d{4}$", re.sub(r"[^\d*]", "", phone))
    return found.group() if found else ""


def masked_name(name: str) -> str:
    """沈** for 沈念安."""
    plain = name.strip()
    return plain[:1] + "*" * min(len(plain) - 1, 2) if len(plain) > 1 else ""


def without_numbers(text: str) -> str:
    """Phone numbers inside a text, masked."""
    return LANDLINE.sub(r"\1****\2", MOBILE.sub(r"\1****\2", text))


def masked_receiver(receiver: Receiver) -> Receiver:
    """沈** 138****5678 浙江省杭州市 ***: enough to ask the buyer whether it is the right one."""
    return replace(
        receiver,
        name=masked_name(receiver.name) or (HIDDEN if receiver.name else ""),
        phone=masked_phone(receiver.phone),
        address=HIDDEN if receiver.address else "",
    )


def masked_order(order: Order) -> Order:
    """Without its receiver, also where remarks or the parcel's way repeat phone or address."""
    return replace(
        order,
        receiver=masked_receiver(order.receiver),
        buyer_message=_without(order.receiver, order.buyer_message),
        seller_note=_without(order.receiver, order.seller_note),
        parcels=tuple(
            replace(
                parcel,
                events=tuple(
                    replace(event, text=_without(order.receiver, event.text, numbers=False))
                    for event in parcel.events
                ),
            )
            for parcel in order.parcels
        ),
    )


def _without(receiver: Receiver, text: str, *, numbers: bool = True) -> str:
    """`numbers` hides every phone number; without it the courier's own stay."""
    if receiver.phone:
        text = text.replace(receiver.phone, masked_phone(receiver.phone))
    if len(receiver.address) >= SHORTEST_HIDDEN:
        text = text.replace(receiver.address, HIDDEN)
    return without_numbers(text) if numbers else text
