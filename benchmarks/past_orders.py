"""What has become of an order: when it was placed, paid, sent, signed for, refunded."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

Row = dict[str, Any]

DAYS = 3 * 365
COURIERS = ("中通快递", "圆通速递", "韵达快递")
JOURNEY = (
    ("picked_up", "【杭州市】已揽收", "杭州"),
    ("in_transit", "【杭州市】已发往武汉转运中心", "杭州"),
    ("in_transit", "【武汉市】已到达转运中心", "武汉"),
    ("in_transit", "【武汉市】已发往目的地网点", "武汉"),
    ("delivering", "【目的地】正在派件", ""),
    ("signed", "【目的地】已签收", ""),
)
STEP = timedelta(hours=11)
"""Between two events of a journey."""
OLD = timedelta(days=12)
"""After which an order is over."""


@dataclass(frozen=True)
class OrderPast:
    state: str
    created_at: datetime
    paid_at: datetime | None
    shipped_at: datetime | None
    finished_at: datetime | None
    journey: tuple[Row, ...]
    refund: Row | None
    courier: str

    def order(self, total: int) -> Row:
        return {
            "state": self.state,
            "created_at": self.created_at,
            "paid_at": self.paid_at,
            "shipped_at": self.shipped_at,
            "finished_at": self.finished_at,
            "total": total,
            "paid": total if self.paid_at else 0,
            "postage": 0,
            "flag": "none",
            "buyer_message": "",
            "seller_note": "",
            "close_reason": "",
            "extra": {},
            "recorded_at": self.created_at,
        }

    def parcel(self, number: int) -> Row:
        last = self.journey[-1]
        return {
            "courier": self.courier,
            "tracking_number": f"77{number:012}",
            "state": last["state"],
            "shipped_at": self.shipped_at,
            "signed_at": last["at"] if last["state"] == "signed" else None,
            "recorded_at": last["at"],
        }


def past_of(chance: random.Random, now: datetime) -> OrderPast:
    """One order in six is recent enough to be open."""
    days = chance.uniform(0, 9) if chance.random() < 1 / 6 else chance.uniform(9, DAYS)
    created = (now - timedelta(days=days)).replace(microsecond=0)
    paid = None if chance.random() < 0.04 else created + timedelta(minutes=chance.randrange(1, 90))
    shipped = paid + timedelta(hours=chance.randrange(4, 40)) if paid else None
    shipped = shipped if shipped and shipped < now else None
    finished = created + OLD if shipped and created + OLD < now else None
    journey = _journey(shipped, now) if shipped else ()
    return OrderPast(
        state=_state(paid, shipped, finished, created < now - OLD),
        created_at=created,
        paid_at=paid,
        shipped_at=shipped,
        finished_at=finished,
        journey=journey,
        refund=_refund(chance, created, now) if paid and chance.random() < 0.05 else None,
        courier=chance.choice(COURIERS),
    )


def _state(paid: datetime | None, shipped: datetime | None, finished: datetime | None, is_old: bool) -> str:
    if finished:
        return "finished"
    if shipped:
        return "shipped"
    if paid:
        return "paid"
    return "closed" if is_old else "unpaid"


def _journey(shipped: datetime, now: datetime) -> tuple[Row, ...]:
    events = ((shipped + number * STEP, *one) for number, one in enumerate(JOURNEY))
    return tuple(
        {"at": at, "state": state, "text": words, "place": place}
        for at, state, words, place in events
        if at < now or at == shipped
    )


def _refund(chance: random.Random, created: datetime, now: datetime) -> Row:
    asked = min(created + timedelta(days=chance.randrange(1, 8)), now)
    is_open = asked > now - timedelta(days=3)
    return {
        "state": "wait_seller_agree" if is_open else "success",
        "reason": "尺码不合适",
        "asked_at": asked,
        "changed_at": None,
        "goods_back": chance.random() < 0.6,
        "recorded_at": asked,
    }
