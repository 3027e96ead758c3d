"""The demo shop as it is at several times of day: its data must hold together at all of them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.adapters.demo_shop import DemoShop, read_demo
from bot.core.catalogue import Product, Sku
from bot.core.orders import Order
from bot.core.parcels import Parcel

FOLDER = Path(__file__).parents[3] / "data" / "demo"
HOURS = ("00:00", "00:40", "09:30", "16:00", "23:59")


@pytest.fixture(scope="session")
def demo_folder() -> Path:
    return FOLDER


@pytest.fixture(scope="session", params=HOURS)
def now(request: pytest.FixtureRequest) -> datetime:
    return datetime.fromisoformat(f"2026-03-02T{request.param}:00").replace(tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(scope="session")
def demo(now: datetime) -> DemoShop:
    return read_demo(FOLDER, now)


@pytest.fixture(scope="session")
def products(demo: DemoShop) -> dict[str, Product]:
    return {product.code: product for product in demo.products}


@pytest.fixture(scope="session")
def skus(demo: DemoShop) -> dict[str, Sku]:
    return {sku.code: sku for product in demo.products for sku in product.skus}


@pytest.fixture(scope="session")
def parcels(demo: DemoShop) -> list[tuple[Order, Parcel]]:
    return [(order, parcel) for order in demo.orders for parcel in order.parcels]
