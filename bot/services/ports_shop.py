"""What the services need of the shop: its goods, orders and buyers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.core.buyers import Body, Buyer
from bot.core.catalogue import Product, Promotion
from bot.core.orders import Order, OrderLine, Refund
from bot.core.parcels import Parcel
from bot.core.shop import Shop


class Shops(Protocol):
    def get(self, code: str) -> Shop | None: ...
    def by_name(self, name: str) -> Shop | None: ...
    def put(self, shop: Shop) -> bool:
        """Store a shop; True when that changed anything."""


class Catalogue(Protocol):
    def product(self, shop_code: str, code: str) -> Product | None:
        """By the shop's code or by the platform's item id."""

    def several(self, shop_code: str, codes: Collection[str]) -> Sequence[Product]:
        """Those of the codes that the shop has."""

    def in_stock(self, shop_code: str, category: str, limit: int = 8) -> Sequence[Product]:
        """Products of a category that are on sale and in stock, with their SKUs and size charts."""

    def put(self, shop_code: str, product: Product) -> bool: ...
    def promotions(self, shop_code: str, at: datetime) -> Sequence[Promotion]:
        """Those running at a moment, soonest to end first."""

    def promotions_between(self, shop_code: str, since: datetime, until: datetime) -> Sequence[Promotion]:
        """Those running at any moment of a span, soonest to end first."""

    def put_promotion(self, shop_code: str, promotion: Promotion) -> bool: ...


class Orders(Protocol):
    def get(self, shop_code: str, number: str) -> Order | None: ...
    def of_buyer(self, shop_code: str, nick: str, limit: int = 20) -> Sequence[Order]:
        """Newest first."""

    def put(self, shop_code: str, order: Order, extra: Mapping[str, str]) -> bool:
        """Store what an export says of an order; its lines stay when the export has none."""

    def put_line(
        self, shop_code: str, order_number: str, line: OrderLine, refund: Refund | None = None
    ) -> bool: ...

    def put_refund(self, shop_code: str, order_number: str, refund: Refund) -> None:
        """The latest refund of an order."""

    def with_parcel(self, tracking_number: str) -> tuple[str, Order] | None:
        """(shop code, order) that a tracking number belongs to."""

    def put_parcel(self, shop_code: str, order_number: str, parcel: Parcel) -> bool: ...


class Buyers(Protocol):
    def get(self, buyer_id: int) -> Buyer | None: ...
    def by_nick(self, shop_code: str, nickname: str) -> Buyer | None: ...
    def seen(self, shop_code: str, channel: str, external_id: str, nickname: str) -> int:
        """The id of a channel's buyer, who is made on first sight."""

    def describe(self, buyer_id: int, *, tags: Sequence[str], province: str, city: str) -> None: ...
    def remember_body(self, buyer_id: int, body: Body) -> None: ...
    def rewrite(self, buyer_id: int, *, tags: Sequence[str], note: str, body: Body) -> None:
        """Set what agents say of a buyer; measures that `body` lacks are forgotten."""

    def stop_messages(self, buyer_id: int, at: datetime | None) -> bool:
        """The buyer wants no unasked messages since then, or again does; whether that is news."""
