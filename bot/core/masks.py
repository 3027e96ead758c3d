"""Personal data as it may stand on a screen where it need not be whole (handbook B1)."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"\d")

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
