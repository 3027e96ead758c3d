"""The ports of a draft, in memory: as much of a store as reading a talk needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.core.answering_alone import Chosen, Mode
from bot.core.buyers import Buyer
from bot.core.catalogue import Product, Promotion
from bot.core.duties import Duty
from bot.core.orders import Order
from bot.core.shop import Shop


@dataclass
class FakeShops:
    shops: dict[str, Shop]

    def get(self, code: str) -> Shop | None:
        return self.shops.get(code)


@dataclass
class FakeCatalogue:
    products: list[Product]
    running: list[Promotion]

    def product(self, shop_code: str, code: str) -> Product | None:
        return next((p for p in self.products if code in (p.code, p.item_id)), None)

    def several(self, shop_code: str, codes: Collection[str]) -> list[Product]:
        return [p for p in self.products if p.code in codes]

    def in_stock(self, shop_code: str, category: str, limit: int = 8) -> list[Product]:
        fitting = [p for p in self.products if p.category == category and p.on_sale]
        return [p for p in fitting if any(sku.stock > 0 for sku in p.skus)][:limit]

    def promotions(self, shop_code: str, at: datetime) -> list[Promotion]:
        return self.promotions_between(shop_code, at, at)

    def promotions_between(self, shop_code: str, since: datetime, until: datetime) -> list[Promotion]:
        fitting = [p for p in self.running if p.starts_at <= until and p.ends_at > since]
        return sorted(fitting, key=lambda p: p.ends_at)


@dataclass
class FakeOrders:
    orders: list[Order]

    def get(self, shop_code: str, number: str) -> Order | None:
        return next((order for order in self.orders if order.number == number), None)

    def of_buyer(self, shop_code: str, nick: str, limit: int = 20) -> list[Order]:
        own = [order for order in self.orders if order.buyer_nick == nick]
        return sorted(own, key=lambda order: order.created_at, reverse=True)[:limit]


@dataclass
class FakeBuyers:
    buyers: list[Buyer]

    def by_nick(self, shop_code: str, nickname: str) -> Buyer | None:
        return next((buyer for buyer in self.buyers if buyer.nickname == nickname), None)


class FakeDuties:
    def recent(self, shop_code: str, limit: int = 60) -> list[Duty]:
        return []


@dataclass
class FakeAlone:
    raised: frozenset[str]

    def chosen(self, shop_code: str) -> dict[str, Chosen]:
        return {intent: Chosen(Mode.ANSWER) for intent in self.raised}


@dataclass
class FakeStore:
    """A store and its only unit of work at once; `Any` where a port is more than a draft needs."""

    shop: Shop
    products: list[Product] = field(default_factory=list)
    orders_known: list[Order] = field(default_factory=list)
    buyers_known: list[Buyer] = field(default_factory=list)
    running: list[Promotion] = field(default_factory=list)
    raised: frozenset[str] = frozenset()
    """Intents that the shop lets the desk answer alone."""

    def __post_init__(self) -> None:
        self.shops = FakeShops({self.shop.code: self.shop})
        self.catalogue = FakeCatalogue(self.products, self.running)
        self.orders = FakeOrders(self.orders_known)
        self.buyers = FakeBuyers(self.buyers_known)
        self.duties = FakeDuties()
        self.alone = FakeAlone(self.raised)

    @contextmanager
    def read(self) -> Iterator[Any]:
        yield self
