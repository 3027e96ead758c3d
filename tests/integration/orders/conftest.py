"""A shop with a buyer, a product and orders in several states, on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.adapters.scripts.book import load_book, load_guard
from bot.adapters.store import views_side
from bot.adapters.store.tables.desk import AuditRow, EventRow
from bot.adapters.store.work import SqlStore
from bot.bootstrap import DATA
from bot.core.accounts import Account, Role
from bot.core.catalogue import ChartKind, Product, SizeChart, SizeRow, Sku, Span
from bot.core.conversations import MessageKind, Sender
from bot.core.money import Fen
from bot.core.orders import Order, OrderLine, OrderState, Receiver
from bot.core.shop import CourierRate, Region, Shop
from bot.services.context import TalkContext, load_context
from bot.services.guarding import Guarding
from bot.services.order_work import OrderWork
from bot.services.receive import Incoming, Receive
from bot.services.reply import Reply, existing
from bot.services.talk_turn import buyer_turn
from tests.integration.conftest import Clock

AGENT = Account(2, "xiaomei", "小美", Role.AGENT)
CLERK = Account(3, "laozhou", "老周", Role.CLERK)
MANAGER = Account(1, "linjie", "林姐", Role.SUPERVISOR)
NUMBER = "3141592653589792231"
SHOP = Shop(
    "demo",
    "演示店",
    couriers=("中通快递", "顺丰速运"),
    upgrades=(
        CourierRate("顺丰速运", "近", Fen(1300), Fen(200)),
        CourierRate("顺丰速运", "远", Fen(2800), Fen(2000)),
    ),
    regions=(
        Region("近", frozenset({"浙江", "上海"}), (1, 2)),
        Region("远", frozenset({"新疆"}), (6, 9), Fen(1500), Fen(800)),
        Region("寄不到", frozenset({"香港"}), (0, 0), reachable=False),
    ),
)
CHART = SizeChart(
    ChartKind.ADULT,
    (
        SizeRow("M", Span(155, 165), Span(45, 52)),
        SizeRow("L", Span(160, 170), Span(52, 60)),
    ),
)
DRESS = Product(
    "L1",
    "碎花连衣裙女夏",
    "小雏菊连衣裙",
    "连衣裙",
    Fen(18900),
    Fen(16900),
    chart=CHART,
    skus=(
        Sku("s-m", "奶杏", "M", Fen(18900), 3, 400),
        Sku("s-l", "奶杏", "L", Fen(19900), 2, 450),
        Sku("s-xl", "奶杏", "XL", Fen(18900), 0, 500),
    ),
)
RECEIVER = Receiver("沈念安", "13900001234", "浙江省", "杭州市", "西湖区文三路99号2单元")


class Desk:
    def __init__(self, store: SqlStore, clock: Clock) -> None:
        self.store, self.clock = store, clock
        self.book, self.guard = load_book(DATA), load_guard(DATA)
        self.receive = Receive(store, clock, "demo")
        guarding = Guarding(self.guard, self.book.vocabulary, clock)
        self.reply = Reply(store, guarding.reply, clock)
        self.work = OrderWork(store, lambda: self.book, self.guard, clock)
        with store.write() as work:
            work.shops.put(SHOP)
            work.catalogue.put("demo", DRESS)

    def plant(self, state: OrderState = OrderState.PAID, **more: Any) -> None:
        now = self.clock()
        line = OrderLine("1", DRESS.title, 1, Fen(18900), "L1", "s-m", "颜色:奶杏;尺码:M")
        fields: dict[str, Any] = {
            "paid_at": None if state is OrderState.UNPAID else now - timedelta(hours=2),
            "receiver": RECEIVER,
            "lines": (line,),
        }
        created = now - timedelta(hours=3)
        paid = Fen(0) if state is OrderState.UNPAID else Fen(18900)
        order = Order(
            more.pop("number", NUMBER), "小鹿", state, created, Fen(18900), paid, **{**fields, **more}
        )
        with self.store.write() as work:
            work.orders.put("demo", order, {})

    def talk(self, text: str = "帮我改下地址", message_id: str = "m1") -> int:
        incoming = Incoming(
            "api",
            "talk",
            message_id,
            Sender.BUYER,
            MessageKind.TEXT,
            text,
            "b1",
            "小鹿",
            product="L1",
            order=NUMBER,
        )
        return self.receive.message(incoming).conversation_id

    def order(self, number: str = NUMBER) -> Order:
        with self.store.read() as work:
            found = work.orders.get("demo", number)
        assert found
        return found

    def side(self, talk: int) -> views_side.SideView:
        with self.store.read() as work:
            found = views_side.side(work, talk, self.clock())
        assert found
        return found

    def context(self, talk: int, text: str = "") -> TalkContext:
        with self.store.read() as work:
            turn = buyer_turn(existing(work, talk), text, self.clock(), before=(), heard=())
            return load_context(work, turn)

    def audit(self, action: str) -> list[tuple[str, str, dict[str, Any]]]:
        with self.store.read() as work:
            rows = work.session.execute(
                select(AuditRow).where(AuditRow.action == action).order_by(AuditRow.id)
            ).scalars()
            return [(row.actor, row.subject, dict(row.detail)) for row in rows]

    def events(self, kind: str) -> int:
        with self.store.read() as work:
            return len(work.session.execute(select(EventRow).where(EventRow.kind == kind)).all())


@pytest.fixture
def desk(store: SqlStore, clock: Clock) -> Desk:
    return Desk(store, clock)
