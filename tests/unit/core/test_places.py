"""Where a parcel goes, told from what the model has read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest

from bot.core.money import Fen
from bot.core.orders import Order, OrderState, Receiver
from bot.core.places import Place, going_to, names_abroad, place_of, place_told
from bot.core.understanding import Entity


def city(name: str, province: str, text: str) -> tuple[Entity, Entity]:
    start = text.index(name)
    return (
        Entity("city", name, name, start, start + len(name)),
        Entity("province", province, name, start, start + len(name)),
    )


def test_a_city_brings_its_province() -> None:
    assert place_told("寄武汉几天", city("武汉", "湖北", "寄武汉几天")) == Place("湖北", "武汉")


def test_a_province_alone_is_a_place() -> None:
    assert place_told("到新疆", (Entity("province", "新疆", "新疆", 1, 3),)) == Place("新疆", "新疆")


def test_the_place_the_parcel_comes_from_is_not_where_it_goes() -> None:
    text = "我在拉萨 你们从义乌发 多少天到"
    found = place_told(text, (*city("拉萨", "西藏", text), *city("义乌", "浙江", text)))
    assert found == Place("西藏", "拉萨")


def test_of_several_places_the_last_is_meant() -> None:
    text = "广州到哈尔滨慢不慢"
    found = place_told(text, (*city("广州", "广东", text), *city("哈尔滨", "黑龙江", text)))
    assert found == Place("黑龙江", "哈尔滨")


def test_a_province_in_front_serves_a_city_that_does_not_repeat_it() -> None:
    entities = (Entity("province", "浙江", "浙江", 0, 2), Entity("city", "杭州", "杭州", 2, 4))
    assert place_told("浙江杭州", entities) == Place("浙江", "杭州")


def test_nothing_named_is_no_place() -> None:
    assert place_told("几天到", ()) is None


@pytest.mark.parametrize(
    ("province", "city_name", "found"),
    [
        ("湖北省", "武汉市", Place("湖北", "武汉")),
        ("北京市", "北京市", Place("北京", "北京")),
        ("新疆维吾尔自治区", "", Place("新疆", "新疆")),
        ("", "武汉市", None),
        ("某省", "某市", None),
    ],
)
def test_an_address_gives_its_place(province: str, city_name: str, found: Place | None) -> None:
    assert place_of(province, city_name) == found


def test_other_countries_are_told_from_words() -> None:
    assert names_abroad("能寄加拿大吗")
    assert not names_abroad("能寄武汉吗")


def test_an_order_goes_to_the_named_city_or_province() -> None:
    at = datetime(2026, 6, 10, tzinfo=timezone.utc)
    address = Receiver(province="新疆维吾尔自治区", city="乌鲁木齐市")
    order = Order("1", "小鱼", OrderState.SHIPPED, at, Fen(100), Fen(100), receiver=address)
    unknown = replace(order, number="2", receiver=Receiver())
    assert going_to(Place("新疆", "乌鲁木齐"), (order, unknown)) == (order,)
    assert going_to(Place("新疆", "新疆"), (order,)) == (order,)
    assert going_to(Place("新疆", "喀什"), (order,)) == ()
    assert going_to(Place("上海", "上海"), (order,)) == ()
