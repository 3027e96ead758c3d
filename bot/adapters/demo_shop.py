"""The demo shop (data/demo): a small shop to try the desk with, dated as if it had been open all along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.adapters.demo_documents import load_document, read_each, refuse_unread
from bot.adapters.demo_orders import OrderReader
from bot.adapters.demo_times import RelativeTimes
from bot.adapters.importers.parts import Parts
from bot.adapters.importers.product_fields import product_from, sku_from
from bot.adapters.importers.promotions import promotion_from
from bot.adapters.importers.size_charts import chart_from
from bot.core.buyers import Body
from bot.core.catalogue import Product, Promotion, Sku
from bot.core.measures import LIMITS
from bot.core.orders import Order
from bot.core.shop import Shop
from bot.core.shop_settings import shop_from_settings

T = TypeVar("T")

SHOP, PRODUCTS, BUYERS = "shop.yml", "products.yml", "buyers.yml"
ORDERS = ("orders_stories.yml", "orders_background.yml")


@dataclass(frozen=True)
class DemoBuyer:
    nick: str
    tags: frozenset[str]
    province: str
    city: str
    body: Body
    story: str = ""
    """What there is to try with this buyer, for people; empty for an everyday buyer."""


@dataclass(frozen=True)
class DemoShop:
    shop: Shop
    products: tuple[Product, ...]
    promotions: tuple[Promotion, ...]
    orders: tuple[Order, ...]
    buyers: tuple[DemoBuyer, ...]


def read_demo(folder: Path, now: datetime) -> DemoShop:
    """The shop in `folder`, its times counted from `now` (aware) in shop time.

    Raises ValueError with one sentence for what can't be read, OSError for a missing file.
    """
    document = load_document(folder / SHOP, "code", "name", "settings", "promotions")
    shop = shop_from_settings(document["code"], document["name"], document["settings"])
    times = _times(now, shop.timezone)
    products = _all(folder / PRODUCTS, "products", lambda value: _product(value, times))
    orders = OrderReader({product.code: product for product in products}, times)
    return DemoShop(
        shop=shop,
        products=products,
        promotions=read_each(SHOP, document["promotions"], lambda value: _promotion(value, times)),
        orders=tuple(order for name in ORDERS for order in _all(folder / name, "orders", orders.order)),
        buyers=_all(folder / BUYERS, "buyers", _buyer),
    )


def _all(path: Path, key: str, read: Callable[[object], T]) -> tuple[T, ...]:
    return read_each(path.name, load_document(path, key)[key], read)


def _times(now: datetime, zone: ZoneInfo) -> RelativeTimes:
    if now.tzinfo is None:
        raise ValueError("the demo needs to know the time zone of its present moment")
    return RelativeTimes(now.replace(microsecond=0), zone)


def _product(value: object, times: RelativeTimes) -> Product:
    parts = Parts(value, "the product")
    chart = parts.inner("chart")
    plain = product_from(parts, chart=chart_from(chart) if chart else None)
    skus = tuple(_sku(sku, plain, times) for sku in parts.items("skus"))
    for read in filter(None, (parts, chart)):
        refuse_unread(read)
    return replace(plain, skus=skus)


def _sku(value: object, product: Product, times: RelativeTimes) -> Sku:
    if isinstance(value, Mapping) and "restock_on" in value:
        value = {**value, "restock_on": times.day(str(value["restock_on"])).isoformat()}
    parts = Parts(value, "the SKU")
    sku = sku_from(parts, product)
    refuse_unread(parts)
    return sku


def _promotion(value: object, times: RelativeTimes) -> Promotion:
    written = Parts(value, "the promotion")
    dates = {f"{end}_at": written.required(times.moment, end).isoformat() for end in ("starts", "ends")}
    parts = Parts({**written.cells, **written.nested, **dates}, "the promotion")
    parts.mark_read("starts", "ends")
    promotion = promotion_from(parts)
    refuse_unread(parts)
    return promotion


def _buyer(value: object) -> DemoBuyer:
    parts = Parts(value, "the buyer")
    body = parts.inner("body") or Parts({}, "the body")
    buyer = DemoBuyer(
        nick=parts.required(str, "nick"),
        tags=frozenset(parts.texts("tags")),
        province=parts.text("province"),
        city=parts.text("city"),
        body=Body(
            **{measure: body.optional(float, measure) for measure in LIMITS},
            usual_size=body.text("usual_size") or None,
        ),
        story=parts.text("story"),
    )
    refuse_unread(body)
    refuse_unread(parts)
    return buyer
