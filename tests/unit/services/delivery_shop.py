"""A shop that sends parcels: regions, couriers, its own words on payment; and the drafts it gets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timezone
from typing import Any

from bot.core.money import Fen
from bot.core.orders import Flag, Order, OrderState, Receiver
from bot.core.parcels import Parcel, ParcelState
from bot.core.shop import DispatchRule, Region
from bot.core.suggestions import Drafted, Suggestion
from bot.core.understanding import Entity
from tests.unit.services import after_sale_shop
from tests.unit.services.after_sale_shop import NOW, a_parcel, an_order, every_kind_of_orders

LATE = datetime(2026, 6, 10, 9, 30, tzinfo=timezone.utc)  # 17:30 in Shanghai, past the cut-off
RECEIVER = Receiver("沈念安", "13900004928", "湖北省", "武汉市", "江汉区云雀街66号青葵家园8幢2单元1103室")
ELSEWHERE = replace(RECEIVER, address="洪山区珞喻路1号3栋501室")
SHOP = replace(
    after_sale_shop.SHOP,
    couriers=("中通快递", "圆通速递", "顺丰速运"),
    dispatch=DispatchRule(time(16), 48, frozenset({date(2026, 6, 13)}), works_on_sunday=False),
    regions=(
        Region("江浙沪", frozenset({"浙江", "上海"}), (1, 2)),
        Region("华中", frozenset({"湖北", "湖南"}), (2, 3), Fen(600)),
        Region("新疆", frozenset({"新疆"}), (6, 9), Fen(1500), Fen(800)),
        Region("港澳台", frozenset({"香港"}), (0, 0), reachable=False),
    ),
    free_postage_from=Fen(20000),
    notes={
        "invoice": "电子普通发票，确认收货后三天内开好",
        "instalment": "满100可用花呗分期，手续费以付款页为准",
        "cash_on_delivery": "不支持货到付款",
        "express_upgrade": "默认中通，改顺丰按重量补差价",
        "custom_made": "姓名刺绣付款后三天内绣好发出",
    },
)
BARE_SHOP = replace(SHOP, couriers=(), regions=(), notes={}, free_postage_from=None)


def sent(state: ParcelState, days_ago: float = 1, **order: Any) -> Order:
    return ordered(OrderState.SHIPPED, a_parcel(state, days_ago), paid_days_ago=days_ago + 3, **order)


def ordered(state: OrderState, *parcels: Parcel, **order: Any) -> Order:
    """As `an_order`, to Wuhan; `flag`, `lines`, `created_at` and the like replace what it has."""
    made = {name: order.pop(name) for name in ("codes", "number", "paid_days_ago", "refund") if name in order}
    return replace(an_order(state, *parcels, **made), **{"receiver": RECEIVER, **order})


def draft(intent: str, text: str, *orders: Order, **given: Any) -> Drafted:
    return after_sale_shop.draft(intent, text, *orders, **{"shop": SHOP, **given})


def best(intent: str, text: str, *orders: Order, **given: Any) -> Suggestion:
    return draft(intent, text, *orders, **given).suggestions[0]


def first(intent: str, text: str, *orders: Order, **given: Any) -> str:
    return best(intent, text, *orders, **given).text


def named(entity: str, value: str, text: str, raw: str = "") -> Entity:
    """An entity as the model would have read it out of the text."""
    raw = raw or value
    start = text.index(raw)
    return Entity(entity, value, raw, start, start + len(raw))


def every_order() -> Iterator[tuple[Order, ...]]:
    """As `every_kind_of_orders`, with receivers, held orders and twins."""
    for orders in every_kind_of_orders():
        yield tuple(replace(order, receiver=RECEIVER) for order in orders)
    yield (ordered(OrderState.PAID, flag=Flag.YELLOW),)
    twins = ordered(OrderState.PAID), ordered(OrderState.PAID, number="40210000000000003131")
    yield twins
    yield tuple(replace(order, flag=Flag.YELLOW) for order in twins)
    yield (
        ordered(OrderState.PAID),
        ordered(OrderState.PAID, number="40210000000000003131", receiver=ELSEWHERE),
    )
    yield (sent(ParcelState.IN_TRANSIT), ordered(OrderState.PAID, number="40210000000000003131"))
    yield (replace(sent(ParcelState.WAITING_PICKUP), receiver=Receiver(), lines=()),)


__all__ = [
    "BARE_SHOP",
    "ELSEWHERE",
    "LATE",
    "NOW",
    "RECEIVER",
    "SHOP",
    "best",
    "draft",
    "every_order",
    "first",
]
