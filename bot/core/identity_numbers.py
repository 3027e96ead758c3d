"""Chinese identity numbers (GB 11643: 17 digits and a check character)."""

from __future__ import annotations

import re

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10x98765432"

_SHAPE = re.compile(
    r"[1-8]\d{5}(?:19[3-9]|20[0-2])\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx]", re.IGNORECASE
)


def is_identity_number(text: str) -> bool:
    """Tells one from an order number of the same length by its check character."""
    if len(text) != len(WEIGHTS) + 1 or not (text[:-1].isascii() and text[:-1].isdigit()):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, WEIGHTS, strict=False))
    return CHECKS[total % 11] == text[-1].lower()


def resembles_identity_number(text: str) -> bool:
    """A region and a birthday inside, whatever the check character: mistyped ones are personal data too."""
    return _SHAPE.fullmatch(text) is not None
