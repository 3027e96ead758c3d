from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path

import pytest

from bot.adapters.importers import is_detail_list, read_order_lines, read_orders
from bot.adapters.importers.orders import OrderFile, kind_of
from bot.core.imports import Read, Rejected, UnreadableFile
from bot.core.orders import Order, OrderState, Receiver, RefundState
from bot.core.parcels import Parcel, ParcelState

Fixture = Callable[..., object]
CREATED = datetime(2024, 1, 2, 2, tzinfo=timezone.utc)


@pytest.fixture
def read_one(save_csv: Fixture, order: Fixture, only: Fixture) -> Callable[..., Order]:
    return lambda **cells: only(read_orders(save_csv(order(**cells)))).record  # type: ignore[attr-defined]


@pytest.fixture
def rejected(save_csv: Fixture, order: Fixture, reason: Fixture) -> Callable[..., str]:
    return lambda **cells: reason(read_orders(save_csv(order(**cells))))


def test_an_order_is_read_with_all_it_says(save_csv: Fixture, order: Fixture, only: Fixture) -> None:
    row = order(
        店铺名称="小雨家", 买家留言="尽快", 订单备注="赠袜", 发票抬头="某公司", 买家支付宝账号="a@example.com"
    )
    read = only(read_orders(save_csv(row)))
    assert read.record == Order(
        number="1234567890123456789",
        buyer_nick="tb小雨",
        state=OrderState.PAID,
        created_at=CREATED,
        paid_at=CREATED.replace(minute=5),
        total=12900,
        paid=11900,
        receiver=Receiver("王小雨", "13812345678", "浙江省", "杭州市", "西湖区 文三路1号"),
        buyer_message="尽快",
        seller_note="赠袜",
    )
    assert (read.line, read.shop_name, dict(read.extra)) == (2, "小雨家", {"发票抬头": "某公司"})


def test_both_generations_of_headers_say_the_same(read_one: Callable[..., Order]) -> None:
    older = read_one(物流单号="No:YT123456", 物流公司="圆通速递")
    newer = read_one(
        买家实际支付金额=None,
        买家实付金额="119.00",
        订单付款时间=None,
        买家付款时间="2024-01-02 10:05:00",
        运单号="YT123456",
        物流公司="yuantong",
    )
    assert older == newer


def test_an_excel_file_of_the_same_columns_says_the_same(
    read_one: Callable[..., Order], save_sheet: Fixture, order: Fixture, only: Fixture
) -> None:
    row = order(订单创建时间=datetime(2024, 1, 2, 10), 总金额=129, 联系手机=13812345678)  # noqa: DTZ001
    assert only(read_orders(save_sheet(row, row.values()))).record == read_one()


def test_an_order_number_that_excel_rounded_is_rejected(
    save_sheet: Fixture, order: Fixture, reason: Fixture
) -> None:
    row = order(订单编号=1.2345678901234568e18)
    assert "was rounded by Excel" in reason(read_orders(save_sheet(row, row.values())))


def test_a_changed_address_counts_instead_of_the_first(read_one: Callable[..., Order]) -> None:
    changed = read_one(修改后的收货地址="广东省 广州市 天河区 体育西路2号")
    assert (changed.receiver.province, changed.receiver.city) == ("广东省", "广州市")
    assert read_one(修改后的收货地址="null").receiver.city == "杭州市"


@pytest.mark.parametrize(
    ("state", "parcel_state"),
    [
        ("买家已付款，等待卖家发货", ParcelState.WAITING_PICKUP),
        ("卖家部分发货", ParcelState.IN_TRANSIT),
        ("卖家已发货，等待买家确认", ParcelState.IN_TRANSIT),
        ("交易成功", ParcelState.SIGNED),
    ],
)
def test_a_parcel_is_as_far_as_its_order(
    read_one: Callable[..., Order], state: str, parcel_state: ParcelState
) -> None:
    (parcel,) = read_one(订单状态=state, 物流单号="YT123456", 物流公司="圆通速递").parcels
    assert parcel == Parcel("圆通速递", "YT123456", parcel_state)


def test_several_tracking_numbers_are_several_parcels(read_one: Callable[..., Order]) -> None:
    parcels = read_one(物流单号="YT123456,YT123457；YT123456", 物流公司="圆通速递").parcels
    assert [parcel.tracking_number for parcel in parcels] == ["YT123456", "YT123457"]


@pytest.mark.parametrize(
    "cells", [{"物流单号": "YT123456"}, {"物流单号": "自提!", "物流公司": "其他"}, {"物流公司": "无需物流"}]
)
def test_without_a_courier_and_a_number_there_is_no_parcel_and_nothing_is_lost(
    save_csv: Fixture, order: Fixture, only: Fixture, cells: dict[str, str]
) -> None:
    read = only(read_orders(save_csv(order(**cells))))
    assert read.record.parcels == ()
    assert dict(read.extra) == cells


def test_an_unpaid_order_needs_no_payment(read_one: Callable[..., Order]) -> None:
    unpaid = read_one(订单状态="等待买家付款", 买家实际支付金额="", 订单付款时间="")
    assert (unpaid.paid, unpaid.paid_at, unpaid.total) == (0, None, 12900)


def test_without_a_total_goods_and_postage_make_it(read_one: Callable[..., Order]) -> None:
    assert read_one(总金额=None, 买家应付货款="119.00", 买家应付邮费="10元").total == 12900


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"订单编号": ""}, "订单编号 is missing"),
        ({"订单编号": "12a45"}, "订单编号: '12a45' is not a number of 5 to 32 digits"),
        ({"订单状态": "外星人签收"}, "订单状态: '外星人签收' is no known order state"),
        ({"买家会员名": ""}, "买家会员名 / 买家昵称 is missing"),
        ({"订单创建时间": ""}, "订单创建时间 is missing"),
        (
            {"订单创建时间": "13812345678"},
            "订单创建时间: '138****5678' is not a time like 2024-01-02 10:00:00",
        ),
        ({"总金额": "-1.00"}, "总金额: '-1.00' is a negative amount"),
        ({"买家实际支付金额": ""}, "买家实际支付金额 / 买家实付金额 is missing"),
        ({"总金额": "", "买家实际支付金额": "", "订单状态": "交易关闭"}, "总金额 is missing"),
        (
            {"订单付款时间": "2024-01-02 09:59:59"},
            "the order was paid at 2024-01-02 09:59:59, before it was created at 2024-01-02 10:00:00",
        ),
        (
            {"发货时间": "2023-12-31"},
            "the order was shipped at 2023-12-31 00:00:00, before it was created at 2024-01-02 10:00:00",
        ),
    ],
)
def test_a_contradictory_row_is_rejected_with_its_reason(
    rejected: Callable[..., str], cells: dict[str, str], why: str
) -> None:
    assert rejected(**cells) == why


def test_a_garbled_buyer_is_nobody(save: Fixture, order: Fixture, reason: Fixture) -> None:
    header, cells = ",".join(order()), ",".join(order().values())
    content = f"{header}\n{cells}\n".encode("gb18030").replace("小雨,129".encode("gb18030"), b"\xff,129")
    assert "can't be read" in reason(read_orders(save(content)))


def test_a_bad_row_leaves_the_good_ones_in(save_csv: Fixture, order: Fixture) -> None:
    rows = list(read_orders(save_csv(order(), order(订单编号="x"), order(订单编号="99999"))))
    assert [(type(row), row.line) for row in rows] == [(Read, 2), (Rejected, 3), (Read, 4)]


def test_a_number_that_comes_again_must_say_the_same(save_csv: Fixture, order: Fixture) -> None:
    _, same, other = read_orders(save_csv(order(), order(), order(总金额="1.00")))
    assert isinstance(same, Read)
    assert other == Rejected(4, "1234567890123456789 differs from line 2")


def test_a_line_is_read_with_all_it_says(save_csv: Fixture, line: Fixture, only: Fixture) -> None:
    row = line(退款状态="买家已经申请退款，等待卖家同意", 退款金额="20.00", 套餐信息="无", 备注="加急")
    read = only(read_order_lines(save_csv(row)))
    record = read.record
    assert (record.order_number, record.line.number) == ("1234567890123456789", "2234567890123456789")
    assert (record.line.title, record.line.quantity, record.line.price) == ("小雏菊连衣裙", 1, 12900)
    assert (record.line.sku_code, record.line.options) == ("D001-W-M", "颜色:白;尺码:M")
    assert (record.state, record.created_at) == (OrderState.PAID, CREATED)
    assert (record.refund_state, record.refund_amount) == (RefundState.WAIT_SELLER_AGREE, 2000)
    assert dict(read.extra) == {"备注": "加急"}


def test_a_line_without_refund_has_none(save_csv: Fixture, line: Fixture, only: Fixture) -> None:
    assert only(read_order_lines(save_csv(line()))).record.refund_state is None


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"主订单编号": ""}, "主订单编号 is missing"),
        ({"子订单编号": "null"}, "子订单编号 is missing"),
        ({"购买数量": "0"}, "购买数量: '0' is no quantity: it must be at least 1"),
        ({"购买数量": "1.5"}, "购买数量: '1.5' is not a whole number from 0 to 10000000"),
        ({"退款状态": "外星人退款"}, "退款状态: '外星人退款' is no known refund state"),
        ({"退款金额": "-5"}, "退款金额: '-5' is a negative amount"),
        (
            {"订单付款时间": "2024-01-01 10:00"},
            "paid at 2024-01-01 10:00:00, before the order was created at 2024-01-02 10:00:00",
        ),
    ],
)
def test_a_bad_line_is_rejected_with_its_reason(
    save_csv: Fixture, line: Fixture, reason: Fixture, cells: dict[str, str], why: str
) -> None:
    assert reason(read_order_lines(save_csv(line(**cells)))) == why


def test_the_headers_tell_the_two_order_files_apart(save_csv: Fixture, order: Fixture, line: Fixture) -> None:
    assert kind_of([f" {header} " for header in order()]) is OrderFile.ORDERS
    assert kind_of(line()) is OrderFile.LINES
    assert is_detail_list(save_csv(line()))
    assert not is_detail_list(save_csv(order()))
    with pytest.raises(ValueError, match="neither an order export"):
        kind_of(["编号", "标题"])


def test_a_file_for_the_other_reader_is_refused_before_any_row_is_read(
    save_csv: Fixture, order: Fixture, line: Fixture
) -> None:
    with pytest.raises(UnreadableFile, match=r"expected an order export \(ExportOrderList\), found a header"):
        read_orders(save_csv(line()))
    with pytest.raises(UnreadableFile, match="expected an order detail export"):
        read_order_lines(save_csv(order()))


def test_a_file_that_is_no_order_export_names_both_kinds(save_csv: Fixture) -> None:
    path: Path = save_csv({"姓名": "王", "年龄": "3"})  # type: ignore[assignment]
    with pytest.raises(
        UnreadableFile, match=r"ExportOrderDetailList.* or an order export .*begins '姓名, 年龄'"
    ):
        is_detail_list(path)
