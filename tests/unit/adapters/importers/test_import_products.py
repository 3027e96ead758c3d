from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timezone

import pytest

from bot.adapters.importers import read_products, read_promotions
from bot.core.catalogue import (
    ChartKind,
    Fit,
    Product,
    Promotion,
    PromotionKind,
    ReturnClass,
    SizeChart,
    SizeRow,
    Sku,
    Span,
)
from bot.core.imports import Read, Rejected, UnreadableFile

Fixture = Callable[..., object]

CHART = {
    "kind": "adult",
    "fit": "loose",
    "rows": [
        {"size": "S", "height": [155, 160], "weight": [45, 50.5], "garment": {"衣长": 98}},
        {"size": "M", "height": [160, 165], "weight": ["50", "55"]},
    ],
    "usual_sizes": {"36": "S"},
}
DRESS = {
    "code": "D001",
    "item_id": "123456789012",
    "title": "小雏菊碎花连衣裙女夏",
    "name": "小雏菊连衣裙",
    "category": "连衣裙",
    "price": "129",
    "floor": 119.9,
    "attributes": {"材质": "棉", "克重": 180},
    "strengths": ["透气"],
    "weaknesses": ["易皱"],
    "return_class": "normal",
    "gift": "发圈",
    "chart": CHART,
    "skus": [{"code": "D001-W-S", "color": "白", "size": "S", "stock": 5, "restock_on": "2024-06-01"}],
}
SALE = {
    "code": "P1",
    "kind": "full_reduction",
    "title": "满199减20",
    "how": "下单自动减",
    "starts_at": "2024-06-01 00:00:00",
    "ends_at": "2024-06-18",
    "threshold": 199,
    "reduction": "20元",
    "products": ["D001"],
}
ROW = {
    "商家编码": "D001",
    "商品ID": "123456789012",
    "标题": "小雏菊碎花连衣裙女夏",
    "简称": "小雏菊连衣裙",
    "价格": "129.00",
    "SKU编码": "D001-W-S",
    "颜色": "白",
    "尺码": "S",
    "库存": "5",
    "重量克": "300",
    "属性": "材质:棉；厚薄：适中",
}


def without(entry: dict[str, object], *keys: str, **changed: object) -> dict[str, object]:
    return {key: value for key, value in (entry | changed).items() if key not in keys}


@pytest.fixture
def read_one(save_json: Fixture, only: Fixture) -> Callable[[object], Product]:
    return lambda entry: only(read_products(save_json([entry]))).record  # type: ignore[attr-defined]


@pytest.fixture
def rejected(save_json: Fixture, reason: Fixture) -> Callable[[object], str]:
    return lambda entry: reason(read_products(save_json({"products": [entry]})))


def test_a_product_document_is_read_with_all_it_says(read_one: Callable[[object], Product]) -> None:
    chart = SizeChart(
        ChartKind.ADULT,
        (
            SizeRow("S", height=Span(155, 160), weight=Span(45, 50.5), garment={"衣长": 98}),
            SizeRow("M", height=Span(160, 165), weight=Span(50, 55)),
        ),
        Fit.LOOSE,
        {"36": "S"},
    )
    assert read_one(DRESS) == Product(
        code="D001",
        title="小雏菊碎花连衣裙女夏",
        name="小雏菊连衣裙",
        category="连衣裙",
        price=12900,
        floor=11990,
        item_id="123456789012",
        attributes={"材质": "棉", "克重": "180"},
        strengths=("透气",),
        weaknesses=("易皱",),
        gift="发圈",
        chart=chart,
        skus=(Sku("D001-W-S", "白", "S", 12900, 5, restock_on=date(2024, 6, 1)),),
    )


def test_a_product_without_floor_has_a_fixed_price(read_one: Callable[[object], Product]) -> None:
    assert read_one(without(DRESS, "floor")).floor == 12900


def test_what_a_product_may_leave_out_has_its_ordinary_meaning(read_one: Callable[[object], Product]) -> None:
    plain = read_one({"code": "D001", "title": "裙", "price": 129})
    assert plain == Product("D001", "裙", "裙", "", 12900, 12900)
    assert (plain.on_sale, plain.return_class) == (True, ReturnClass.NORMAL)


def test_a_product_taken_off_sale_is_read_so(read_one: Callable[[object], Product]) -> None:
    assert not read_one(without(DRESS, on_sale=False)).on_sale


@pytest.mark.parametrize("arrange", [lambda d: d, lambda d: [d], lambda d: {"products": [d]}])
def test_a_document_is_an_object_a_list_or_a_list_under_its_name(
    save_json: Fixture, only: Fixture, arrange: Callable[[object], object]
) -> None:
    assert only(read_products(save_json(arrange(DRESS)))).record.code == "D001"  # type: ignore[attr-defined]


def test_entries_are_reported_by_the_line_they_begin_on(save: Fixture) -> None:
    text = (
        '{"note": "x",\n "products": [\n  {"code": "A",\n   "title": "a", "price": 1},\n  {"code": "B"}\n]}'
    )
    rows = list(read_products(save(text, "p.json", "utf-8")))
    assert [(type(row), row.line) for row in rows] == [(Read, 3), (Rejected, 5)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_document_is_read_in_any_usual_encoding(save: Fixture, only: Fixture, encoding: str) -> None:
    text = '[{"code": "A", "title": "裙子", "price": 1}]'
    assert only(read_products(save(text, "p.json", encoding))).record.title == "裙子"  # type: ignore[attr-defined]


def test_unknown_keys_are_kept_aside(save_json: Fixture, only: Fixture) -> None:
    read = only(read_products(save_json([without(DRESS, brand="小雨", sizes=[1], shop="小雨家")])))
    assert (dict(read.extra), read.shop_name) == ({"brand": "小雨", "sizes": "[1]"}, "小雨家")


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("D001", "the product is not an object"),
        (without(DRESS, "code"), "商家编码 / code is missing"),
        (without(DRESS, "title"), "标题 / title is missing"),
        (without(DRESS, price=0), "price: '0' is no price: it must be more than 0"),
        (without(DRESS, price={"yuan": 1}), "price is not a plain value"),
        (without(DRESS, price=True), "price: 'true' is not an amount in yuan"),
        (without(DRESS, floor=130), "the floor 130 is above the price 129"),
        (without(DRESS, item_id="abc"), "item_id: 'abc' is not an item number of digits"),
        (without(DRESS, on_sale="vielleicht"), "on_sale: 'vielleicht' is neither 是 nor 否"),
        (without(DRESS, attributes=["棉"]), "attributes is not an object"),
        (without(DRESS, strengths=[["透气"]]), "\"['透气']\" is not a plain value"),
        (without(DRESS, skus=["S"]), "SKU 1 of D001: it is not an object"),
        (without(DRESS, skus=[{"code": "a"}]), "SKU 1 of D001: 库存 / stock is missing"),
        (without(DRESS, skus=[{"code": "a", "stock": 1}] * 2), "two SKUs of D001 have the same code"),
        (without(DRESS, chart="S"), "chart is not an object"),
        (without(DRESS, chart={"kind": "adult"}), "a chart needs rows with different sizes, found none"),
        (
            without(DRESS, chart=without(CHART, kind="dwarf")),
            "kind: 'dwarf' is none of adult, child, shoes, bra, one_size",
        ),
        (
            without(DRESS, chart=without(CHART, usual_sizes={"36": "XL"})),
            "usual_sizes: '36' leads to 'XL', which the chart lacks",
        ),
        (
            without(DRESS, chart=without(CHART, rows=[{"size": "S", "height": [1.55, 1.6]}])),
            "chart row 1: '1.55' is not between 30 and 250",
        ),
        (
            without(DRESS, chart=without(CHART, rows=[{"size": "S", "height": [160, 150]}])),
            "chart row 1: the range 160 to 150 runs backwards",
        ),
        (
            without(DRESS, chart=without(CHART, rows=[{"size": "S", "height": [160]}])),
            "chart row 1: '[160]' is not a range [low, high]",
        ),
    ],
)
def test_a_bad_product_is_rejected_with_its_reason(
    rejected: Callable[[object], str], entry: object, why: str
) -> None:
    assert rejected(entry) == why


def test_a_code_that_comes_again_must_say_the_same(save_json: Fixture) -> None:
    _, same, other = read_products(save_json([DRESS, DRESS, without(DRESS, price=139)], indent=None))
    assert isinstance(same, Read)
    assert other == Rejected(1, "D001 differs from line 1")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b'{"products": [{"code": }]}', "found JSON with a mistake"),
        (b'[{"code": "A", "price": NaN}]', "found JSON with a mistake (NaN is no number)"),
        (b'[{"price": 1e99999999999999999999}]', "is no plausible number"),
        (b"[" * 100_000, "found JSON with a mistake"),
        (b'{"products": {"code": "A"}}', "found 'products' that is no list"),
        (b'["\xff\xfe\xff"]', "neither UTF-8 nor GB18030"),
    ],
)
def test_a_document_that_is_none_is_unreadable(save: Fixture, content: bytes, found: str) -> None:
    with pytest.raises(UnreadableFile) as unreadable:
        read_products(save(content, "p.json"))
    assert str(unreadable.value).startswith("p.json: expected a product table or a JSON document")
    assert found in str(unreadable.value)


def test_huge_numbers_are_refused_like_any_other_nonsense(
    rejected: Callable[[object], str], save: Fixture
) -> None:
    (row,) = read_products(save('[{"code": "A", "title": "a", "price": 1e999999999}]', "p.json"))
    assert row == Rejected(1, "price: '1E+999999999' is not an amount in yuan")
    rows = [{"size": "S", "height": [10**400, 10**400]}]
    assert "is not between 30 and 250" in rejected(without(DRESS, chart=without(CHART, rows=rows)))


def test_a_promotion_is_read_and_runs_to_the_end_of_its_last_day(save_json: Fixture, only: Fixture) -> None:
    path = save_json({"products": [], "promotions": [SALE]})
    assert only(read_promotions(path)).record == Promotion(
        code="P1",
        kind=PromotionKind.FULL_REDUCTION,
        title="满199减20",
        how="下单自动减",
        starts_at=datetime(2024, 5, 31, 16, tzinfo=timezone.utc),
        ends_at=datetime(2024, 6, 18, 16, tzinfo=timezone.utc),
        threshold=19900,
        reduction=2000,
        products=frozenset({"D001"}),
    )
    assert list(read_products(path)) == []


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (without(SALE, "code"), "code is missing"),
        (
            without(SALE, kind="lottery"),
            "kind: 'lottery' is none of coupon, full_reduction, gift, second_piece",
        ),
        (without(SALE, ends_at="2024-05-01"), "the promotion ends before it starts"),
        (without(SALE, reduction=200), "the reduction 200 is more than the threshold 199"),
    ],
)
def test_a_bad_promotion_is_rejected_with_its_reason(
    save_json: Fixture, reason: Fixture, entry: object, why: str
) -> None:
    assert reason(read_promotions(save_json({"promotions": [entry]}))) == why


def test_a_table_or_a_bare_list_has_no_promotions(save_csv: Fixture, save_json: Fixture) -> None:
    assert list(read_promotions(save_csv(ROW))) == []
    assert list(read_promotions(save_json([DRESS]))) == []


def test_the_rows_of_a_table_become_one_product_with_its_skus(save_csv: Fixture, only: Fixture) -> None:
    second = {
        "商家编码": "D001",
        "SKU编码": "D001-W-M",
        "颜色": "白",
        "尺码": "M",
        "库存": "0",
        "SKU价格": "¥139",
    }
    read = only(
        read_products(save_csv(ROW | {"条码": "69001", "店铺名称": "小雨家"}, second | {"条码": "69002"}))
    )
    product = read.record
    assert (product.code, product.name, product.price, product.floor) == (
        "D001",
        "小雏菊连衣裙",
        12900,
        12900,
    )
    assert product.attributes == {"材质": "棉", "厚薄": "适中"}
    assert product.skus == (
        Sku("D001-W-S", "白", "S", 12900, 5, weight_grams=300),
        Sku("D001-W-M", "白", "M", 13900, 0),
    )
    assert (read.shop_name, dict(read.extra)) == ("小雨家", {"条码": "69001; 69002"})


def test_a_sku_without_a_code_goes_by_product_colour_and_size(save_csv: Fixture, only: Fixture) -> None:
    named = only(read_products(save_csv(without(ROW, "SKU编码")))).record
    assert [sku.code for sku in named.skus] == ["D001-白-S"]
    single = only(read_products(save_csv(without(ROW, "SKU编码", "颜色", "尺码")))).record
    assert [sku.code for sku in single.skus] == ["D001"]
    bare = only(read_products(save_csv(without(ROW, "SKU编码", "颜色", "尺码", "库存")))).record
    assert bare.skus == ()


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("七天无理由", ReturnClass.NORMAL),
        ("贴身", ReturnClass.INTIMATE),
        ("clearance", ReturnClass.CLEARANCE),
    ],
)
def test_return_classes_have_chinese_names(
    save_csv: Fixture, only: Fixture, cell: str, kind: ReturnClass
) -> None:
    assert only(read_products(save_csv(ROW | {"退货类型": cell}))).record.return_class is kind


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (ROW | {"标题": "别的"}, "标题 differs from line 2 of the same product"),
        (ROW | {"库存": "6"}, "SKU D001-W-S differs from line 2"),
        (ROW | {"商家编码": "D002"}, "SKU D001-W-S differs from line 2"),
        (ROW | {"SKU编码": "D001-W-M", "库存": ""}, "库存 / stock is missing"),
        (ROW | {"商家编码": ""}, "商家编码 / code is missing"),
        (ROW | {"属性": "棉"}, "属性 differs from line 2 of the same product"),
        (ROW | {"商家编码": "D002", "属性": "棉"}, "属性: '棉' is not written name:value"),
        (ROW | {"商家编码": "D002", "退货类型": "随便"}, "退货类型: '随便' is none of "),
    ],
)
def test_a_bad_row_is_rejected_and_the_product_keeps_its_good_ones(
    save_csv: Fixture, second: dict[str, str], why: str
) -> None:
    rejected, product = read_products(save_csv(ROW, second))
    assert isinstance(rejected, Rejected)
    assert rejected.line == 3
    assert rejected.reason.startswith(why)
    assert isinstance(product, Read)
    assert [sku.code for sku in product.record.skus] == ["D001-W-S"]


def test_a_first_row_with_a_bad_sku_still_tells_of_its_product(save_csv: Fixture) -> None:
    second = {"商家编码": "D001", "SKU编码": "D001-W-M", "库存": "3"}
    rejected, product = read_products(save_csv(ROW | {"库存": "many"}, second))
    assert isinstance(rejected, Rejected)
    assert isinstance(product, Read)
    assert [sku.code for sku in product.record.skus] == ["D001-W-M"]


def test_a_product_with_only_bad_rows_does_not_come_at_all(save_csv: Fixture, reason: Fixture) -> None:
    assert "库存" in reason(read_products(save_csv(ROW | {"库存": "-1"})))
