"""A shop with years behind it: any number of orders with lines, parcels, journeys and refunds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import insert

from benchmarks.past_orders import OrderPast, Row, past_of
from bot.adapters.demo_shop import read_demo
from bot.adapters.store.tables.orders import OrderLineRow, OrderRow, ParcelEventRow, ParcelRow, RefundRow
from bot.adapters.store.tables.talks import BuyerRow
from bot.bootstrap import DATA, House
from bot.core.catalogue import Product, Sku

PRODUCTS = 600
BUYERS_A_WRITE = 4_000
SEED = 20261121
ORDER_COUNTS = (1, 2, 3, 4, 5, 6, 8, 10, 14, 20)
HOW_OFTEN = (46, 20, 11, 7, 5, 4, 3, 2, 1, 1)
"""Most buyers come once; of a hundred, one has twenty orders."""
PLACES = (
    ("浙江省", "杭州市"),
    ("广东省", "广州市"),
    ("湖北省", "武汉市"),
    ("四川省", "成都市"),
    ("新疆", "乌鲁木齐市"),
)
TABLES: tuple[Any, ...] = (BuyerRow, OrderRow, OrderLineRow, ParcelRow, ParcelEventRow, RefundRow)


@dataclass(frozen=True)
class MadeBuyer:
    nick: str
    orders: int


def fill(house: House, orders: int, now: datetime) -> list[MadeBuyer]:
    """The demo shop's goods, many times over, and buyers with 1 to 20 orders each until there are as many."""
    products = _put_goods(house, now)
    chance = random.Random(SEED)  # noqa: S311 - made-up orders, no secret
    history = _History(chance, products, now)
    made: list[MadeBuyer] = []
    while history.made < orders:
        rows: dict[Any, list[Row]] = {table: [] for table in TABLES}
        made += [history.buyer(rows) for _ in range(BUYERS_A_WRITE) if history.made < orders]
        with house.store.write() as work:
            for table, found in rows.items():
                work.session.execute(insert(table.__table__), found)
    return made


def _put_goods(house: House, now: datetime) -> Sequence[Product]:
    demo = read_demo(DATA / "demo", now)
    copies = (_copy(demo.products[n % len(demo.products)], n) for n in range(PRODUCTS - len(demo.products)))
    products = [*demo.products, *copies]
    with house.store.write() as work:
        work.shops.put(demo.shop)
        for product in products:
            work.catalogue.put(demo.shop.code, product)
        for promotion in demo.promotions:
            work.catalogue.put_promotion(demo.shop.code, promotion)
    return products


def _copy(product: Product, number: int) -> Product:
    skus = tuple(replace(sku, code=f"{sku.code}-{number}") for sku in product.skus)
    return replace(product, code=f"{product.code}-{number}", item_id="", skus=skus)


class _History:
    """Makes rows with ids of its own, for tables that are empty."""

    def __init__(self, chance: random.Random, products: Sequence[Product], now: datetime) -> None:
        self.made = 0
        self._chance = chance
        self._skus = [(product, sku) for product in products for sku in product.skus]
        self._now = now
        self._buyers, self._parcels = count(1), count(1)

    def buyer(self, rows: dict[Any, list[Row]]) -> MadeBuyer:
        number = next(self._buyers)
        nick, place = f"买家{number:07}", self._chance.choice(PLACES)
        (orders,) = self._chance.choices(ORDER_COUNTS, HOW_OFTEN)
        rows[BuyerRow].append(_buyer_row(number, nick, place, self._chance))
        for _ in range(orders):
            self._order(nick, place, past_of(self._chance, self._now), rows)
        return MadeBuyer(nick, orders)

    def _order(self, nick: str, place: tuple[str, str], past: OrderPast, rows: dict[Any, list[Row]]) -> None:
        self.made += 1
        number = f"{40_000_000 + self.made}{self._chance.randrange(10**10):010}"
        bought = self._chance.choices(self._skus, k=self._chance.choice((1, 1, 1, 2, 3)))
        total = sum(sku.price for _, sku in bought)
        rows[OrderRow].append(
            {"id": self.made, "shop_id": 1, "number": number, "buyer_nick": nick, **past.order(total)}
            | _receiver(number, place)
        )
        for position, (product, sku) in enumerate(bought):
            rows[OrderLineRow].append(_line_row(self.made, f"{number}{position}", product, sku))
        if past.refund:
            rows[RefundRow].append({"order_id": self.made, "amount": total, **past.refund})
        if past.journey:
            parcel = next(self._parcels)
            rows[ParcelRow].append({"id": parcel, "order_id": self.made, **past.parcel(parcel)})
            rows[ParcelEventRow] += [{"parcel_id": parcel, **event} for event in past.journey]


def _buyer_row(number: int, nick: str, place: tuple[str, str], chance: random.Random) -> Row:
    body = {"height": float(chance.randrange(150, 176)), "weight": float(chance.randrange(42, 75))}
    return {
        "id": number,
        "shop_id": 1,
        "channel": "taobao",
        "external_id": nick,
        "nickname": nick,
        "tags": [],
        "province": place[0],
        "city": place[1],
        "body": body if chance.random() < 0.3 else {},
    }


def _receiver(number: str, place: tuple[str, str]) -> Row:
    return {
        "receiver_name": "沈念安",
        "receiver_phone": f"139{number[-8:]}",
        "receiver_province": place[0],
        "receiver_city": place[1],
        "receiver_address": f"云雀街{int(number[-3:])}号青葵家园8幢2单元1103室",
    }


def _line_row(order_id: int, number: str, product: Product, sku: Sku) -> Row:
    """As exports have them: the SKU only, its product is looked up when the order is read."""
    return {
        "order_id": order_id,
        "number": number,
        "title": product.title,
        "quantity": 1,
        "price": sku.price,
        "product_code": "",
        "sku_code": sku.code,
        "options": f"颜色:{sku.color};尺码:{sku.size}",
    }
