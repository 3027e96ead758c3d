from __future__ import annotations

from copy import deepcopy
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from bot.adapters.demo_shop import DemoShop, read_demo
from bot.core.buyers import Body
from bot.core.catalogue import ChartKind, PromotionKind, ReturnClass, Span
from bot.core.orders import Flag, OrderState, RefundState
from bot.core.parcels import ParcelState

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 1, 4, 30, 15, 999, tzinfo=timezone.utc)  # 12:30 in Shanghai

SHOP = {
    "code": "corner",
    "name": "街角小铺",
    "settings": {"couriers": ["中通快递"], "free_postage_from": "88"},
    "promotions": [
        {
            "code": "FULL199",
            "kind": "full_reduction",
            "title": "满199减20",
            "how": "自动减",
            "threshold": "199",
            "reduction": "20",
            "products": ["L1"],
            "starts": "-1d 10:00",
            "ends": "+2d 00:00",
        }
    ],
}
PRODUCT = {
    "code": "L1",
    "item_id": "700012308141",
    "name": "小裙子",
    "title": "碎花小裙子女夏",
    "category": "连衣裙",
    "price": "129.5",
    "floor": "119",
    "return_class": "intimate",
    "gift": "发圈",
    "attributes": {"材质": "棉"},
    "strengths": ["软"],
    "weaknesses": ["皱"],
    "chart": {
        "kind": "adult",
        "fit": "loose",
        "usual_sizes": {"S": "36"},
        "rows": [{"size": "36", "weight": [40, 47.5], "garment": {"衣长": 110.5}}],
    },
    "skus": [
        {"code": "L1-36", "color": "白", "size": "36", "price": "139", "stock": 0, "restock_on": "+5d"},
    ],
}
LINE = {"product": "L1", "sku": "L1-36", "quantity": 2, "price": "130"}
ORDER = {
    "number": "4021000000000001234",
    "buyer": "柚子茶",
    "state": "shipped",
    "created": "-3d 14:20",
    "paid": "-3d 14:22",
    "shipped": "-2d 17:00",
    "receiver": {
        "name": "林晚禾",
        "phone": "13800001234",
        "province": "浙江省",
        "city": "杭州市",
        "address": "西湖区青禾路3号",
    },
    "lines": [LINE],
    "postage": "6",
    "discount": "20.5",
    "parcels": [
        {
            "courier": "中通快递",
            "number": "77000001234567",
            "state": "signed",
            "events": [
                {"at": "-2d 19:00", "state": "picked_up", "place": "杭州", "text": "已揽收"},
                {"at": "-3h", "state": "signed", "place": "杭州", "text": "已签收"},
            ],
        }
    ],
    "refund": {
        "state": "wait_buyer_return",
        "amount": "245.5",
        "reason": "质量问题",
        "goods_back": True,
        "asked": "-2h",
        "changed": "-1h",
    },
    "flag": "red",
    "buyer_message": "放门口",
    "seller_note": "已核对",
}
BUYER = {
    "nick": "柚子茶",
    "tags": ["老客"],
    "province": "浙江",
    "city": "杭州",
    "body": {"height": 160, "weight": 50.5, "usual_size": "S"},
    "story": "Has two open orders.",
}


@pytest.fixture
def documents() -> dict[str, Any]:
    return deepcopy(
        {
            "shop.yml": SHOP,
            "products.yml": {"products": [PRODUCT]},
            "orders_stories.yml": {"orders": [ORDER]},
            "orders_background.yml": {"orders": []},
            "buyers.yml": {"buyers": [BUYER]},
        }
    )


def read(folder: Path, documents: dict[str, Any]) -> DemoShop:
    for name, document in documents.items():
        (folder / name).write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    return read_demo(folder, NOW)


def only_order(documents: dict[str, Any]) -> dict[str, Any]:
    order: dict[str, Any] = documents["orders_stories.yml"]["orders"][0]
    return order


def test_the_shop_follows_its_settings(tmp_path: Path, documents: dict[str, Any]) -> None:
    shop = read(tmp_path, documents).shop
    assert (shop.code, shop.name, shop.couriers) == ("corner", "街角小铺", ("中通快递",))
    assert shop.free_postage_from == 8800


def test_a_product_keeps_its_prices_chart_and_restock_day(tmp_path: Path, documents: dict[str, Any]) -> None:
    (product,) = read(tmp_path, documents).products
    assert (product.price, product.floor, product.return_class) == (12950, 11900, ReturnClass.INTIMATE)
    assert product.chart is not None
    assert product.chart.kind is ChartKind.ADULT
    assert product.chart.rows[0].weight == Span(40, 47.5)
    assert product.chart.rows[0].garment == {"衣长": 110.5}
    assert product.skus[0].restock_on == date(2026, 3, 6)


def test_a_promotion_runs_from_and_to_times_relative_to_today(
    tmp_path: Path, documents: dict[str, Any]
) -> None:
    (promotion,) = read(tmp_path, documents).promotions
    assert (promotion.kind, promotion.threshold) == (PromotionKind.FULL_REDUCTION, 19900)
    assert promotion.starts_at == datetime(2026, 2, 28, 10, tzinfo=SHANGHAI)
    assert promotion.ends_at == datetime(2026, 3, 3, tzinfo=SHANGHAI)
    assert promotion.products == {"L1"}


def test_an_order_is_read_with_everything_on_it(tmp_path: Path, documents: dict[str, Any]) -> None:
    (order,) = read(tmp_path, documents).orders
    assert (order.state, order.flag, order.seller_note) == (OrderState.SHIPPED, Flag.RED, "已核对")
    assert order.created_at == datetime(2026, 2, 26, 14, 20, tzinfo=SHANGHAI)
    assert order.receiver.city == "杭州市"
    assert order.refund is not None
    assert (order.refund.state, order.refund.goods_back) == (RefundState.WAIT_BUYER_RETURN, True)


def test_what_is_paid_is_lines_and_postage_without_the_discount(
    tmp_path: Path, documents: dict[str, Any]
) -> None:
    (order,) = read(tmp_path, documents).orders
    assert (order.total, order.paid, order.postage) == (24550, 24550, 600)


def test_an_unpaid_order_has_a_total_but_nothing_paid(tmp_path: Path, documents: dict[str, Any]) -> None:
    for key in ("paid", "shipped", "parcels", "refund"):
        del only_order(documents)[key]
    (order,) = read(tmp_path, documents).orders
    assert (order.total, order.paid, order.paid_at) == (24550, 0, None)


def test_a_lone_line_has_its_orders_number_and_the_products_words(
    tmp_path: Path, documents: dict[str, Any]
) -> None:
    (line,) = read(tmp_path, documents).orders[0].lines
    assert line.number == ORDER["number"]
    assert (line.title, line.options) == ("碎花小裙子女夏", "颜色:白;尺码:36")


def test_several_lines_have_numbers_of_their_own(tmp_path: Path, documents: dict[str, Any]) -> None:
    only_order(documents)["lines"] = [LINE, LINE]
    numbers = [line.number for line in read(tmp_path, documents).orders[0].lines]
    assert numbers == ["4021000000000001235", "4021000000000001236"]


def test_a_parcel_left_with_its_order_and_was_signed_when_its_history_says(
    tmp_path: Path, documents: dict[str, Any]
) -> None:
    (order,) = read(tmp_path, documents).orders
    (parcel,) = order.parcels
    assert parcel.state is ParcelState.SIGNED
    assert parcel.shipped_at == order.shipped_at
    assert parcel.signed_at == datetime(2026, 3, 1, 1, 30, 15, tzinfo=timezone.utc)


def test_a_parcel_may_have_left_later_than_its_order(tmp_path: Path, documents: dict[str, Any]) -> None:
    only_order(documents)["parcels"][0]["shipped"] = "-1d 09:00"
    (parcel,) = read(tmp_path, documents).orders[0].parcels
    assert parcel.shipped_at == datetime(2026, 2, 28, 9, tzinfo=SHANGHAI)


def test_a_buyer_is_read_with_body_and_story(tmp_path: Path, documents: dict[str, Any]) -> None:
    (buyer,) = read(tmp_path, documents).buyers
    assert buyer.body == Body(height=160, weight=50.5, usual_size="S")
    assert (buyer.tags, buyer.story) == (frozenset({"老客"}), "Has two open orders.")


def test_story_orders_come_before_background_orders(tmp_path: Path, documents: dict[str, Any]) -> None:
    documents["orders_background.yml"]["orders"] = [ORDER | {"number": "4020000000000001234"}]
    orders = read(tmp_path, documents).orders
    assert [order.number for order in orders] == ["4021000000000001234", "4020000000000001234"]


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("created", "2026-02-26", "created: '2026-02-26' is not a time like"),
        ("state", "lost", "state: 'lost' is none of unpaid"),
        ("lines", [], "it has no lines"),
        ("lines", [LINE | {"sku": "L1-40"}], "there is no SKU L1-40 of a product L1"),
        ("lines", [LINE | {"product": "L2"}], "there is no SKU L1-36 of a product L2"),
        ("lines", [LINE | {"colour": "白"}], "unknown colour"),
        ("discount", "260", "the discount 260 is not below the goods' 260"),
        ("receiver", None, "it has no receiver"),
        ("sellernote", "x", "unknown sellernote"),
    ],
)
def test_a_bad_order_is_named_with_its_fault(
    tmp_path: Path, documents: dict[str, Any], key: str, value: object, reason: str
) -> None:
    only_order(documents)[key] = value
    with pytest.raises(
        ValueError, match=r"orders_stories\.yml, entry 1: order 4021000000000001234: "
    ) as raised:
        read(tmp_path, documents)
    assert reason in str(raised.value)


@pytest.mark.parametrize(
    ("file", "key", "reason"),
    [
        ("products.yml", "products", "products.yml, entry 1: unknown colour"),
        ("buyers.yml", "buyers", "buyers.yml, entry 1: unknown colour"),
    ],
)
def test_a_misspelt_key_is_no_silent_loss(
    tmp_path: Path, documents: dict[str, Any], file: str, key: str, reason: str
) -> None:
    documents[file][key][0]["colour"] = "白"
    with pytest.raises(ValueError, match=reason):
        read(tmp_path, documents)


@pytest.mark.parametrize("place", ["chart", "skus"])
def test_a_misspelt_key_inside_a_product_is_no_silent_loss(
    tmp_path: Path, documents: dict[str, Any], place: str
) -> None:
    inner = documents["products.yml"]["products"][0][place]
    (inner if place == "chart" else inner[0])["colour"] = "白"
    with pytest.raises(ValueError, match=r"products.yml, entry 1: unknown colour"):
        read(tmp_path, documents)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("orders: [", "orders_background.yml is no YAML"),
        ("order: []", "orders_background.yml should hold orders and nothing else"),
        ("orders: 3", "orders_background.yml holds no list where one is due"),
        ("", "orders_background.yml should hold orders"),
    ],
)
def test_a_file_of_another_shape_is_named(
    tmp_path: Path, documents: dict[str, Any], text: str, reason: str
) -> None:
    read(tmp_path, documents)
    (tmp_path / "orders_background.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=reason):
        read_demo(tmp_path, NOW)


def test_a_present_moment_without_a_zone_is_refused(tmp_path: Path, documents: dict[str, Any]) -> None:
    read(tmp_path, documents)
    with pytest.raises(ValueError, match="time zone"):
        read_demo(tmp_path, NOW.replace(tzinfo=None))
