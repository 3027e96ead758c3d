from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from bot.adapters.demo_shop import DemoShop
from bot.core.catalogue import PromotionKind
from bot.core.regions import PROVINCES


def test_every_province_lies_in_exactly_one_region(demo: DemoShop) -> None:
    listed = Counter(name for region in demo.shop.regions for name in region.provinces)
    assert listed == Counter(PROVINCES.keys())


def test_only_hong_kong_macau_and_taiwan_are_out_of_reach(demo: DemoShop) -> None:
    unreached = [region.provinces for region in demo.shop.regions if not region.reachable]
    assert unreached == [{"香港", "澳门", "台湾"}]


def test_parcels_leave_from_hangzhou_by_zto_first(demo: DemoShop) -> None:
    assert (demo.shop.warehouse, demo.shop.couriers[0]) == ("杭州", "中通快递")


def test_promotions_are_past_running_and_to_come(demo: DemoShop, now: datetime) -> None:
    ended = [promotion.ends_at for promotion in demo.promotions if promotion.ends_at <= now]
    coming = [promotion.starts_at for promotion in demo.promotions if promotion.starts_at > now]
    running = {promotion.kind for promotion in demo.promotions if promotion.runs_at(now)}
    assert [end.astimezone(now.tzinfo).date() for end in ended] == [now.date() - timedelta(days=1)]
    assert [start.astimezone(now.tzinfo).date() for start in coming] == [now.date() + timedelta(days=1)]
    assert {PromotionKind.COUPON, PromotionKind.FULL_REDUCTION, PromotionKind.GIFT} <= running


def test_promotions_hold_for_products_that_exist(demo: DemoShop) -> None:
    codes = {product.code for product in demo.products}
    assert all(promotion.products <= codes for promotion in demo.promotions)
