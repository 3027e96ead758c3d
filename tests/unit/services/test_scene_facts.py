"""Whatever a scene is asked, its facts are of the vocabulary and keep the vocabulary's promises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.adapters.scripts.book import load_book
from bot.core.buyers import Buyer
from bot.core.catalogue import ChartKind, Product, Promotion, PromotionKind, SizeChart, SizeRow, Sku, Span
from bot.core.money import Fen
from bot.core.orders import Order, OrderLine, OrderState, Receiver, Refund, RefundState
from bot.core.parcels import Parcel, ParcelEvent, ParcelState
from bot.core.shop import Region, ReturnAddress, Shop
from bot.core.turns import BuyerTurn
from bot.core.understanding import Entity, meant
from bot.services.context import TalkContext, load_context
from bot.services.scenes.registry import SCENE_FOR
from tests.unit.services.fakes import FakeStore

VOCABULARY = load_book(Path(__file__).resolve().parents[3] / "data").vocabulary
NOW = datetime(2026, 11, 20, 6, 0, tzinfo=timezone.utc)
ENTITIES = (
    Entity("height", 165.0, "165", 0, 3),
    Entity("weight", 54.0, "108斤", 4, 8),
    Entity("size", "M", "M", 9, 10),
    Entity("money", 99.0, "99", 11, 13),
    Entity("order_number", "2231", "2231", 14, 18),
)
CHARTS = (
    None,
    SizeChart(ChartKind.ADULT, ()),
    SizeChart(ChartKind.ONE_SIZE, (SizeRow("均码"),)),
    SizeChart(ChartKind.SHOES, (SizeRow("37", foot=Span(23.3, 23.7)), SizeRow("38", foot=Span(23.8, 24.2)))),
    SizeChart(
        ChartKind.ADULT,
        (
            SizeRow("S", height=Span(150, 160), weight=Span(40, 50)),
            SizeRow("M", weight=Span(50, 54), garment={"衣长": 118.0}),
            SizeRow("L", height=Span(165, 170), weight=Span(54, 62), bust=Span(88, 94)),
        ),
    ),
)
DRESS = Product(
    "DX001",
    "法式连衣裙",
    "小雏菊连衣裙",
    "连衣裙",
    Fen(15900),
    Fen(12900),
    attributes={"面料": "棉"},
    skus=(Sku("s", "黑色", "M", Fen(15900), 2), Sku("t", "白色", "M", Fen(15900), 0)),
)
SHOP = Shop(
    "demo",
    "青禾小筑",
    couriers=("中通快递",),
    regions=(Region("江浙沪", frozenset({"浙江省"}), (1, 2)),),
    return_address=ReturnAddress("王小姐", "13800138000", "杭州市余杭区桂巷路8号"),
)
COUPON = Promotion(
    "c",
    PromotionKind.COUPON,
    "满199减20",
    "领券",
    NOW - timedelta(days=1),
    NOW + timedelta(days=1),
    Fen(19900),
    Fen(2000),
)


def orders() -> Iterator[tuple[Order, ...]]:
    plain = Order(
        "40210000000000002231", "小鱼", OrderState.PAID, NOW - timedelta(days=4), Fen(15900), Fen(15900)
    )
    line = OrderLine("1", "连衣裙", 1, Fen(15900), "DX001", "s", "颜色:黑色;尺码:M")
    event = ParcelEvent(NOW - timedelta(days=3), "【杭州市】已揽收", ParcelState.PICKED_UP, "杭州")
    receiver = Receiver("沈念安", "13900004928", "浙江省", "宁波市", "鄞州区云雀街66号")
    yield ()
    yield (plain,)
    yield (plain, replace(plain, number="40210000000000009999"))
    for state in OrderState:
        for parcel in ParcelState:
            moving = Parcel("中通快递", "77000001973060", parcel, NOW - timedelta(days=3), events=(event,))
            yield (replace(plain, state=state, lines=(line,), parcels=(moving,), receiver=receiver),)
        for refund in RefundState:
            asked = Refund(refund, Fen(15900), "不想要", NOW - timedelta(days=1), goods_back=True)
            yield (
                replace(plain, state=state, lines=(line,), refund=asked, finished_at=NOW - timedelta(days=2)),
            )


def contexts() -> Iterator[TalkContext]:
    for product in (None, *(replace(DRESS, chart=chart) for chart in CHARTS)):
        yield context((), product)
    for known in orders():
        yield context(known, None)


def context(known: tuple[Order, ...], product: Product | None) -> TalkContext:
    store = FakeStore(SHOP, [product or DRESS], list(known), [Buyer(1, "web", "b", "小鱼")], [COUPON])
    turn = BuyerTurn("165 108斤 M 99", NOW, "demo", "小鱼", product.code if product else None)
    with store.read() as work:
        return load_context(work, turn)


@pytest.mark.parametrize("intent", sorted(SCENE_FOR))
def test_facts_are_of_the_vocabulary(intent: str) -> None:
    for known in contexts():
        for entities in ((), ENTITIES[:2], ENTITIES[2:3], ENTITIES[2:]):
            parse = meant(known.turn.text, intent, entities)
            found = SCENE_FOR[intent].facts_for(intent, parse.clauses[0], parse, known)
            assert VOCABULARY.faults_of(found.facts) == []
