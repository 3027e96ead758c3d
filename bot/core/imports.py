"""What reading a shop's file yields: rows that could be read, rows that could not, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Generic, TypeVar

from bot.core.masks import without_numbers
from bot.core.money import Fen
from bot.core.orders import OrderLine, OrderState, RefundState
from bot.core.parcels import ParcelEvent, ParcelState

T = TypeVar("T")

LONGEST_SHOWN = 40


class UnreadableFile(ValueError):
    """The file as a whole is of no use. The message is one sentence for the person who chose it."""


@dataclass(frozen=True)
class Rejected:
    line: int
    reason: str


@dataclass(frozen=True)
class Read(Generic[T]):
    line: int
    record: T
    shop_name: str | None = None
    extra: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Columns that the record has no place for, by their header; kept so that nothing is lost."""


@dataclass(frozen=True)
class OrderLineRow:
    """One row of a detail export: a line of an order that another file describes."""

    order_number: str
    line: OrderLine
    state: OrderState | None = None
    refund_state: RefundState | None = None
    """None when no refund was asked for."""
    refund_amount: Fen = Fen(0)
    payable: Fen | None = None
    paid: Fen | None = None
    created_at: datetime | None = None
    paid_at: datetime | None = None


@dataclass(frozen=True)
class ParcelUpdate:
    """What a courier's history says of one parcel; `courier` is empty when the file names none."""

    tracking_number: str
    courier: str
    state: ParcelState
    events: tuple[ParcelEvent, ...] = ()  # oldest first
    signed_at: datetime | None = None


def shown(value: str) -> str:
    """A value as a reason may quote it: short, on one line, phone numbers masked."""
    masked = without_numbers(" ".join(value.split()))
    return repr(masked if len(masked) <= LONGEST_SHOWN else masked[: LONGEST_SHOWN - 1] + "…")
