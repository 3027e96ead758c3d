"""Money is an integer number of fen (1/100 yuan); yuan exist only in what people read and write."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NewType

Fen = NewType("Fen", int)

LARGEST_YUAN = Decimal(100_000_000)


def fen_from_yuan(yuan: Decimal | str | int) -> Fen:
    """Read an amount in yuan, rounded half up to the fen.

    Raises ValueError for what is no finite amount below 100 million yuan.
    """
    try:
        amount = Decimal(yuan)
    except InvalidOperation:
        raise ValueError(f"not an amount in yuan: {yuan!r}") from None
    if not amount.is_finite() or abs(amount) >= LARGEST_YUAN:
        raise ValueError(f"not a plausible amount in yuan: {yuan!r}")
    return Fen(int((amount * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)))


def yuan_text(fen: Fen) -> str:
    """As a shop writes it: 129, 129.5, 0.01."""
    yuan = Decimal(fen) / 100
    if yuan == yuan.to_integral_value():
        return str(int(yuan))
    return f"{yuan:.2f}".rstrip("0")


def percent_of(fen: Fen, percent: int) -> Fen:
    """`percent` hundredths of an amount, rounded half up to the fen."""
    return Fen(int((Decimal(fen) * percent / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)))
