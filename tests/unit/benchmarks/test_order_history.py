"""The orders that drafts are measured with look like a shop's."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timezone
from pathlib import Path

from benchmarks.order_history import fill
from benchmarks.turns_to_draft import TURNS
from bot.bootstrap import House
from bot.core.orders import OrderState
from bot.services.scenes.registry import SCENE_FOR
from bot.settings import Settings

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=timezone.utc)
ORDERS = 300


def test_buyers_have_orders_in_every_state_with_goods_parcels_and_refunds(tmp_path: Path) -> None:
    house = House(Settings(home=tmp_path, database_url=""), lambda: NOW)
    buyers = fill(house, ORDERS, NOW)
    with house.store.read() as work:
        orders = [one for buyer in buyers for one in work.orders.of_buyer("demo", buyer.nick)]
    assert len(orders) == sum(buyer.orders for buyer in buyers) >= ORDERS
    assert {buyer.orders for buyer in buyers} > {1, 2, 3}
    assert set(Counter(order.state for order in orders)) == set(OrderState) - {OrderState.PART_SHIPPED}
    assert all(order.lines and all(line.product_code for line in order.lines) for order in orders)
    sent = [order for order in orders if order.shipped_at]
    assert all(order.parcels and order.parcels[0].events for order in sent)
    assert any(order.refund for order in orders)
    assert all(order.created_at <= NOW for order in orders)


def test_the_turns_name_intents_that_have_a_scene_and_are_many() -> None:
    intents = {intent for turn in TURNS for intent in turn.parse.intents}
    assert intents <= set(SCENE_FOR)
    assert len(intents) >= 20
