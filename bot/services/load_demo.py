"""Put the demo shop into an empty database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from bot.core.buyers import Body
from bot.core.catalogue import Product, Promotion
from bot.core.orders import Order
from bot.core.shop import Shop
from bot.services.ports import Store


class DemoBuyer(Protocol):
    @property
    def nick(self) -> str: ...
    @property
    def tags(self) -> Collection[str]: ...
    @property
    def province(self) -> str: ...
    @property
    def city(self) -> str: ...
    @property
    def body(self) -> Body: ...


class Demo(Protocol):
    @property
    def shop(self) -> Shop: ...
    @property
    def products(self) -> Sequence[Product]: ...
    @property
    def promotions(self) -> Sequence[Promotion]: ...
    @property
    def orders(self) -> Sequence[Order]: ...
    @property
    def buyers(self) -> Sequence[DemoBuyer]: ...


def load_demo(store: Store, demo: Demo, channel: str) -> None:
    """All of it in one transaction: a killed start leaves nothing half loaded."""
    code = demo.shop.code
    with store.write() as work:
        work.shops.put(demo.shop)
        for product in demo.products:
            work.catalogue.put(code, product)
        for promotion in demo.promotions:
            work.catalogue.put_promotion(code, promotion)
        for order in demo.orders:
            work.orders.put(code, order, {})
        for buyer in demo.buyers:
            buyer_id = work.buyers.seen(code, channel, buyer.nick, buyer.nick)
            work.buyers.describe(buyer_id, tags=sorted(buyer.tags), province=buyer.province, city=buyer.city)
            work.buyers.remember_body(buyer_id, buyer.body)
