"""A shop with orders in every state, and the drafts it gets for after-sale wishes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from bot.adapters.scripts.book import load_book, load_guard
from bot.adapters.scripts.intents import load_intents
from bot.core.buyers import Buyer
from bot.core.catalogue import ChartKind, Product, ReturnClass, SizeChart, SizeRow, Sku, Span
from bot.core.money import Fen
from bot.core.orders import Order, OrderLine, OrderState, Refund, RefundState
from bot.core.parcels import Parcel, ParcelEvent, ParcelState
from bot.core.shop import ReturnAddress, Shop
from bot.core.suggestions import Drafted
from bot.core.turns import BuyerTurn
from bot.core.understanding import Entity, meant
from bot.services.suggest import Suggest
from tests.unit.services.fakes import FakeStore

DATA = Path(__file__).resolve().parents[3] / "data"
BOOK = load_book(DATA)
GUARD = load_guard(DATA)
INTENTS = load_intents(DATA / "intents.yml")

NOW = datetime(2026, 6, 10, 6, 0, tzinfo=timezone.utc)  # 14:00 in Shanghai
NIGHT = datetime(2026, 6, 10, 18, 0, tzinfo=timezone.utc)  # 02:00 of the 11th
DAY = timedelta(days=1)
BUYER = Buyer(1, "web", "b-1", "小鱼")
SHOP = Shop(
    "demo",
    "青禾小筑",
    return_address=ReturnAddress("售后组", "13800006218", "浙江省杭州市余杭区桂巷路18号2幢一楼退货仓"),
    freight_insurance=True,
)
SIZES = ("S", "M", "L")
CHART = SizeChart(ChartKind.ADULT, tuple(SizeRow(size, height=Span(150, 170)) for size in SIZES))


def a_product(code: str = "DX001", cls: ReturnClass = ReturnClass.NORMAL, **stock: int) -> Product:
    """A dress in black and white; `stock` by size, of both colours."""
    skus = tuple(
        Sku(f"{code}-{color}-{size}", color, size, Fen(15900), stock.get(size, 3))
        for color in ("黑色", "白色")
        for size in SIZES
    )
    return Product(
        code,
        f"{code}连衣裙",
        "小雏菊连衣裙",
        "裙",
        Fen(15900),
        Fen(15900),
        return_class=cls,
        chart=CHART,
        skus=skus,
    )


def a_parcel(state: ParcelState, days_ago: float = 2) -> Parcel:
    at = NOW - days_ago * DAY
    return Parcel(
        "中通快递",
        "77000001973060",
        state,
        shipped_at=at - 2 * DAY,
        signed_at=at if state is ParcelState.SIGNED else None,
        events=(ParcelEvent(at, "【杭州市】", state, "杭州"),),
    )


def an_order(
    state: OrderState,
    *parcels: Parcel,
    refund: Refund | None = None,
    number: str = "40210000000000002231",
    codes: Sequence[str] = ("DX001",),
    paid_days_ago: float = 1,
) -> Order:
    paid = NOW - paid_days_ago * DAY
    lines = tuple(
        OrderLine(f"{number}{place}", "连衣裙", 1, Fen(15900), code, f"{code}-黑色-M", "颜色:黑色;尺码:M")
        for place, code in enumerate(codes)
    )
    order = Order(
        number, "小鱼", state, paid, Fen(15900), Fen(15900), lines=lines, parcels=parcels, refund=refund
    )
    return order if state is OrderState.UNPAID else replace(order, paid_at=paid)


def received(days_ago: float = 2, **order: Any) -> Order:
    return an_order(
        OrderState.SHIPPED, a_parcel(ParcelState.SIGNED, days_ago), paid_days_ago=days_ago + 4, **order
    )


def a_refund(state: RefundState, hours_ago: float = 20, goods_back: bool = True) -> Refund:
    return Refund(state, Fen(12900), "不想要", NOW - timedelta(hours=hours_ago), goods_back)


def draft(intent: str, text: str, *orders: Order, entities: tuple[Entity, ...] = (), **given: Any) -> Drafted:
    """`given`: shop, products, promotions, and whatever a BuyerTurn takes."""
    shop = given.pop("shop", SHOP)
    products = given.pop("products", [a_product()])
    store = FakeStore(shop, products, list(orders), [BUYER], given.pop("promotions", []))
    turn = BuyerTurn(text, given.pop("at", NOW), shop.code, **{"buyer": "小鱼", **given})
    return Suggest(store, BOOK, GUARD, INTENTS).drafted(meant(text, intent, entities), turn)


def first(intent: str, text: str, *orders: Order, **given: Any) -> str:
    return draft(intent, text, *orders, **given).suggestions[0].text


def every_kind_of_orders() -> Iterator[tuple[Order, ...]]:
    """None, two at once, and one in every state with every parcel and every refund, broken ones included."""
    yield ()
    yield (an_order(OrderState.PAID), an_order(OrderState.SHIPPED, number="40210000000000009999"))
    for state in OrderState:
        yield (an_order(state),)
        yield (an_order(state, codes=()),)
        yield (an_order(state, codes=("UNKNOWN",)),)
        yield (an_order(state, paid_days_ago=9),)
        yield (replace(an_order(state), paid_at=None, paid=Fen(0)),)
        for parcel in ParcelState:
            for days_ago in (0.5, 7, 30) if state is OrderState.SHIPPED else (4,):
                yield (an_order(state, a_parcel(parcel, days_ago), paid_days_ago=days_ago + 3),)
        unrecorded = replace(a_parcel(ParcelState.SIGNED), events=(), shipped_at=None, signed_at=None)
        yield (an_order(state, unrecorded),)
        yield (an_order(state, a_parcel(ParcelState.SIGNED), a_parcel(ParcelState.IN_TRANSIT)),)
        for refund in RefundState:
            for hours_ago in (20, 90):
                yield (an_order(state, a_parcel(ParcelState.SIGNED), refund=a_refund(refund, hours_ago)),)
