"""Buyers and what the desk knows of their bodies (for size advice only)."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import datetime

VIP = "VIP"
"""The tag of a buyer with prices of their own."""
PRICED_TAGS = frozenset({VIP})
"""Tags that prices rest on (bot/core/rule_prices.py): who may allow prices sets them."""


@dataclass(frozen=True)
class Body:
    """Lengths in cm, weight in kg, age in months. None is unknown."""

    height: float | None = None
    weight: float | None = None
    bust: float | None = None
    under_bust: float | None = None
    waist: float | None = None
    hip: float | None = None
    foot: float | None = None
    age: float | None = None
    usual_size: str | None = None

    def updated(self, newer: Body) -> Body:
        """This body with everything the newer one knows."""
        known = {f.name: getattr(newer, f.name) for f in fields(newer)}
        return replace(self, **{name: value for name, value in known.items() if value is not None})


@dataclass(frozen=True)
class Buyer:
    id: int
    channel: str
    external_id: str
    nickname: str
    tags: frozenset[str] = frozenset()
    city: str = ""
    province: str = ""
    body: Body = field(default_factory=Body)
    paid_orders: int = 0
    note: str = ""
    stopped_at: datetime | None = None
    """When they asked not to be written to unasked; it holds until it is taken back."""

    @property
    def is_returning(self) -> bool:
        return self.paid_orders > 0

    @property
    def wants_no_messages(self) -> bool:
        return self.stopped_at is not None

    @property
    def is_vip(self) -> bool:
        return any(tag.strip().upper() == VIP for tag in self.tags)
