"""Statements that contradict the data of the talk, with the real rules of data/scripts/_forbidden.yml."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.scripts.book import load_guard
from bot.core.catalogue import (
    ChartKind,
    Product,
    Promotion,
    PromotionKind,
    ReturnClass,
    SizeChart,
    SizeRow,
    Sku,
)
from bot.core.delivery import dispatch_promise
from bot.core.guard import GuardContext
from bot.core.guard_data import NO_DATA, TalkData
from bot.core.money import Fen
from bot.core.orders import Order, OrderLine, OrderState, Receiver
from bot.core.parcels import Parcel, ParcelState
from bot.core.shop import Region, ReturnAddress, Shop
from bot.core.suggestions import Finding

GUARD = load_guard(Path(__file__).resolve().parents[3] / "data")

MORNING = datetime(2026, 11, 25, 3, 0, tzinfo=timezone.utc)  # Wednesday, 11:00 in Shanghai
EVENING = MORNING + timedelta(hours=7)
DAY = timedelta(days=1)

SHOP = Shop(
    "demo",
    "巷口桂花衣铺",
    couriers=("中通快递", "圆通速递"),
    regions=(
        Region("江浙沪", frozenset({"浙江", "江苏"}), (1, 2)),
        Region("西北", frozenset({"甘肃"}), (4, 6)),
    ),
    return_address=ReturnAddress(phone="13800006218"),
)
DRESS = Product(
    "L101",
    "法式小雏菊碎花连衣裙",
    "小雏菊连衣裙",
    "连衣裙",
    Fen(18900),
    Fen(16900),
    attributes={"材质": "雪纺（聚酯纤维）", "洗涤": "30度以下手洗，不可机洗，不可烘干"},
    chart=SizeChart(ChartKind.ADULT, (SizeRow("S"), SizeRow("M"), SizeRow("L"))),
    skus=(
        Sku("1", "奶杏", "S", Fen(18900), 8),
        Sku("2", "奶杏", "M", Fen(18900), 21),
        Sku("3", "雾蓝", "M", Fen(18900), 2),
        Sku("4", "雾蓝", "L", Fen(18900), 0),
    ),
)
LINE = OrderLine("1", DRESS.title, 1, Fen(18900), "L101", "2")
PAID = Order(
    "4027245421293242382",
    "糖豆",
    OrderState.PAID,
    MORNING - DAY,
    Fen(18900),
    Fen(17900),
    paid_at=MORNING - timedelta(hours=1),
    receiver=Receiver("沈念安", "13900004928", "浙江省", "宁波市", "鄞州区云雀街66号"),
    lines=(LINE,),
)
PARCEL = Parcel("中通快递", "77000003077052", ParcelState.SIGNED, MORNING - 3 * DAY, MORNING - DAY)
RECEIVED = replace(
    PAID, state=OrderState.SHIPPED, paid_at=MORNING - 4 * DAY, shipped_at=MORNING - 3 * DAY, parcels=(PARCEL,)
)
JUST_PAID = replace(PAID, paid_at=EVENING)
INSURED = replace(SHOP, freight_insurance=True)
OLD = replace(RECEIVED, parcels=(replace(PARCEL, signed_at=MORNING - 20 * DAY),))
CUSTOM = replace(DRESS, return_class=ReturnClass.CUSTOM)
MIXED = replace(DRESS, attributes={"材质": "涤纶，不含棉"})
LABELLED = replace(DRESS, skus=(Sku("1", "奶杏", "M（165/88A）", Fen(18900), 8),), chart=None)
COUPON = Promotion(
    "C",
    PromotionKind.COUPON,
    "满129减30",
    "店铺首页领券",
    MORNING - DAY,
    MORNING + DAY,
    Fen(12900),
    Fen(3000),
)

SELLING = TalkData(now=MORNING, shop=SHOP, product=DRESS)
ORDERED = replace(SELLING, product=None, order=PAID, orders=(PAID,), ordered={"L101": DRESS})


def of(order: Order, product: Product = DRESS, shop: Shop = SHOP) -> TalkData:
    return replace(ORDERED, shop=shop, order=order, orders=(order,), ordered={"L101": product})


def findings(text: str, data: TalkData) -> dict[str, Finding]:
    context = GuardContext(data=data, floor=data.product.floor if data.product else None)
    return {finding.rule: finding for finding in GUARD.check(text, context)}


@pytest.mark.parametrize(
    ("text", "data", "rule", "better"),
    [
        ("雾蓝L码有货的", SELLING, "wrong_stock_there", "说清楚"),
        ("奶杏M码没货了，看看别的", SELLING, "wrong_stock_gone", "还有21件"),
        ("奶杏S码只剩2件了，要的话抓紧", SELLING, "wrong_stock_count", "还有8件"),
        ("奶杏M快断货了", SELLING, "wrong_stock_count", "还有21件"),
        ("现价159元，您直接拍", replace(SELLING, product=replace(DRESS, floor=Fen(100))), "wrong_price", ""),
        ("最低给您150块", SELLING, "below_floor", ""),
        ("一般3-5天到您那边", ORDERED, "wrong_arrival", "1-2天"),
        ("到甘肃大概两天就到了", SELLING, "wrong_arrival", "4-6天"),
        ("今天就能到的", ORDERED, "wrong_arrival", "1-2天"),
        ("今天给您发出", replace(ORDERED, now=EVENING, order=JUST_PAID), "wrong_dispatch", "11月26日"),
        ("24小时内发货", SELLING, "wrong_dispatch", "48小时"),
        ("下午5点前付款都是当天发", SELLING, "wrong_dispatch", "16:00"),
        ("大后天发出", SELLING, "wrong_dispatch", "11月25日"),
        ("给您发韵达", SELLING, "wrong_courier", "中通快递"),
        ("面料是纯棉的，透气", SELLING, "wrong_attribute", "雪纺"),
        ("可以机洗的", SELLING, "wrong_attribute", "手洗"),
        ("建议您拍XXL", SELLING, "wrong_size", "S、M、L"),
        ("尾号9999这单今天会出库", ORDERED, "wrong_number", "2382"),
        ("快递单号77000009999999，您查一下", of(RECEIVED), "wrong_number", "2382"),
        ("您拍的那双运动鞋今天会出库", ORDERED, "wrong_product", "小雏菊连衣裙"),
        ("您这单不能退货的，我们换一件", of(RECEIVED), "denied_return", "还有7天"),
        ("不合适七天内都可以退", of(RECEIVED, CUSTOM), "granted_return", "退货规则"),
        ("支持七天无理由的，您寄回来", of(OLD), "granted_return", "退货规则"),
        ("退货运费您这边出", of(RECEIVED, shop=INSURED), "freight_with_insurance", "运费险"),
        ("退货的运费我们出", of(RECEIVED), "freight_without_ground", ""),
        ("拆封了就不能退", SELLING, "unfair_term", "法定"),
        ("支持七天无理由的，您寄回来", replace(SELLING, product=CUSTOM), "granted_return", "退货规则"),
        ("现价169元，您直接拍", SELLING, "wrong_price", ""),
        ("建议您拍XXL", replace(SELLING, product=replace(DRESS, skus=())), "wrong_size", "S、M、L"),
        ("您拍的那双运动鞋今天会出库", replace(ORDERED, ordered={}), "wrong_product", ""),
        ("面料是全棉的", replace(SELLING, product=MIXED), "wrong_attribute", "不含棉"),
    ],
)  # fmt: skip
def test_what_the_data_contradict_is_found_with_what_they_say(
    text: str, data: TalkData, rule: str, better: str
) -> None:
    found = findings(text, data)
    assert set(found) == {rule}
    assert better in found[rule].better
    assert found[rule].excerpt in text
    assert found[rule].reason and found[rule].source


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("奶杏M码有货的，雾蓝L码没有货了", SELLING),
        ("雾蓝M只剩2件了", SELLING),
        ("雾蓝L码卖完了，奶杏还有", SELLING),
        ("粉色没有货", SELLING),
        ("没货的话我告诉您", SELLING),
        ("现价189元", SELLING),
        ("原价189，领券后159元", replace(SELLING, promotions=(COUPON,))),
        ("到手159", replace(SELLING, promotions=(COUPON,))),
        ("给您算175", SELLING),
        ("一般1-2天到", ORDERED),
        ("发甘肃一般4到6天到", ORDERED),
        ("后天能到的话我提醒您", ORDERED),
        ("退款3天到账", ORDERED),
        ("下午4点前付款当天发", SELLING),
        ("48小时内发货", SELLING),
        ("今天能发出", SELLING),
        ("我们发中通", SELLING),
        ("没有韵达，发的是圆通", SELLING),
        ("寄回用韵达也可以", SELLING),
        ("雪纺的，不太吸汗", SELLING),
        ("不是真丝，是聚酯纤维", SELLING),
        ("要手洗哦，机洗会勾丝", SELLING),
        ("建议您拍M码", SELLING),
        ("您平时穿XL的话这款拍L", SELLING),
        ("尾号2382这单", ORDERED),
        ("手机尾号4928对吗", ORDERED),
        ("单号77000003077052", of(RECEIVED)),
        ("您拍的连衣裙明天出库", ORDERED),
        ("七天内吊牌在就可以退", of(RECEIVED)),
        ("定制款不支持无理由退货", of(RECEIVED, CUSTOM)),
        ("已经过了七天，退不了，质量问题可以处理", of(OLD)),
        ("质量问题的话退货运费我们出", of(RECEIVED)),
        ("退货运费您先垫付，运费险会赔", of(RECEIVED, shop=INSURED)),
        ("穿过洗过的话就不能退了", of(RECEIVED)),
        ("拆封了就不能退", replace(SELLING, product=replace(DRESS, return_class=ReturnClass.INTIMATE))),
        ("建议您拍M码", replace(SELLING, product=LABELLED)),
        ("支持七天无理由的，您寄回来", SELLING),
        ("支持七天无理由的，您寄回来", of(RECEIVED)),
        ("给您发ems", replace(SELLING, shop=replace(SHOP, couriers=("EMS",)))),
        ("给您发韵达", replace(SELLING, shop=replace(SHOP, couriers=()))),
        ("给您发韵达", of(replace(RECEIVED, parcels=(replace(PARCEL, courier="韵达快递"),)))),
        ("您这单不能退货的，我们换一件", replace(of(RECEIVED), shop=None)),
        ("您这单不能退货的，我们换一件", replace(of(RECEIVED), now=None)),
        ("面料是纯棉的", replace(SELLING, product=replace(DRESS, attributes={"材质": "棉98% 氨纶2%"}))),
        ("面料是纯棉的", replace(SELLING, product=replace(DRESS, attributes={}))),
        ("一般3-5天到", replace(ORDERED, shop=None)),
        ("今天就能到的", replace(ORDERED, now=None)),
    ],
)
def test_what_agrees_with_the_data_passes(text: str, data: TalkData) -> None:
    assert findings(text, data) == {}


@pytest.mark.parametrize(
    "text",
    [
        *("雾蓝L码有货的", "没货了，看看别的款", "只剩2件了", "现价159元", "一般3-5天到", "24小时内发货"),
        *("给您发韵达", "面料是纯棉的", "建议您拍XXL", "尾号9999这单", "您拍的那双运动鞋"),
        *("不合适七天内都可以退", "退货运费我们出"),
    ],
)
def test_what_is_not_known_contradicts_nothing(text: str) -> None:
    assert findings(text, NO_DATA) == {}


@given(st.integers(-3, 60), st.integers(1, 60))
def test_a_count_is_wrong_exactly_when_the_stock_is_another(stock: int, said: int) -> None:
    one = replace(DRESS, skus=(Sku("1", "奶杏", "S", Fen(18900), stock),))
    found = findings(f"还剩{said}件", replace(SELLING, product=one))
    assert ("wrong_stock_count" in found) == (said != max(stock, 0))


@given(st.lists(st.integers(-2, 5), min_size=1, max_size=5))
def test_nothing_is_found_to_be_both_there_and_gone(stocks: list[int]) -> None:
    skus = tuple(Sku(str(n), f"色{n}", "M", Fen(18900), stock) for n, stock in enumerate(stocks))
    data = replace(SELLING, product=replace(DRESS, skus=skus))
    there, gone = findings("这款有货的", data), findings("这款没货了，看看别的", data)
    assert not (there and gone)
    assert bool(there) == all(stock <= 0 for stock in stocks)
    assert bool(gone) == all(stock > 0 for stock in stocks)


@settings(max_examples=60)
@given(st.integers(1, 9), st.integers(0, 4), st.integers(1, 15))
def test_days_are_wrong_exactly_outside_of_the_usual_ones(first: int, more: int, said: int) -> None:
    shop = replace(SHOP, regions=(Region("浙江", frozenset({"浙江"}), (first, first + more)),))
    found = findings(f"大概{said}天到", replace(ORDERED, shop=shop))
    assert ("wrong_arrival" in found) == (not first <= said <= first + more)


@settings(max_examples=60)
@given(st.integers(0, 60 * 24 * 40), st.sampled_from(["今天", "明天", "后天"]))
def test_a_day_of_dispatch_is_wrong_exactly_outside_of_the_promise(minutes: int, day: str) -> None:
    now = MORNING + timedelta(minutes=minutes)
    promise = dispatch_promise(now, SHOP.dispatch, SHOP.timezone)
    said = now.astimezone(SHOP.timezone).date() + timedelta(days=["今天", "明天", "后天"].index(day))
    fits = promise.day <= said <= promise.latest.astimezone(SHOP.timezone).date()
    assert ("wrong_dispatch" in findings(f"{day}发货", replace(SELLING, now=now))) == (not fits)


@given(st.integers(1, 400))
def test_a_price_is_blocked_exactly_below_the_floor_unless_the_data_know_it(yuan: int) -> None:
    found = findings(f"最低给您{yuan}元", replace(SELLING, promotions=(COUPON,)))
    assert ("below_floor" in found) == (yuan < 169 and yuan != 159)
