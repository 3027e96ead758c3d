"""ExportOrderDetailList files: one row is one line of an order (columns: docs/imports.md)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.adapters.importers.fields import Fields
from bot.adapters.importers.reading import read_each, without_contradictions
from bot.adapters.importers.states import parse_order_state, parse_refund_state
from bot.adapters.importers.tables import Layout, Row, open_table
from bot.core.cells import (
    parse_amount,
    parse_order_number,
    parse_quantity,
    parse_time,
    shop_time,
)
from bot.core.imports import OrderLineRow, Read, Rejected
from bot.core.money import Fen
from bot.core.orders import OrderLine

TITLE = ("标题", "商品标题", "宝贝标题")
PRICE = ("价格", "商品价格")
QUANTITY = ("购买数量",)
ORDER_LINES = Layout(
    "an order detail export (ExportOrderDetailList)",
    (("子订单编号",), ("主订单编号",), TITLE, PRICE, QUANTITY),
)


def read_order_lines(path: Path) -> Iterator[Read[OrderLineRow] | Rejected]:
    """Raises UnreadableFile at once when this is no order detail export."""
    rows = open_table(path, ORDER_LINES).rows()
    return without_contradictions(read_each(rows, _order_line), lambda row: row.line.number)


def _order_line(row: Row) -> Read[OrderLineRow]:
    fields = Fields(row.cells)
    line = OrderLine(
        number=fields.required(parse_order_number, "子订单编号"),
        title=fields.required(str, *TITLE),
        quantity=fields.required(parse_quantity, *QUANTITY),
        price=fields.required(parse_amount, *PRICE),
        sku_code=fields.text("商家编码", "外部系统编号"),
        options=fields.text("商品属性"),
    )
    record = OrderLineRow(
        order_number=fields.required(parse_order_number, "主订单编号"),
        line=line,
        state=fields.optional(parse_order_state, "订单状态"),
        refund_state=fields.optional(parse_refund_state, "退款状态"),
        refund_amount=fields.optional(parse_amount, "退款金额") or Fen(0),
        payable=fields.optional(parse_amount, "买家应付货款"),
        paid=fields.optional(parse_amount, "买家实际支付金额", "买家实付金额"),
        created_at=fields.optional(parse_time, "订单创建时间"),
        paid_at=fields.optional(parse_time, "订单付款时间", "买家付款时间"),
    )
    if record.created_at and record.paid_at and record.paid_at < record.created_at:
        created = shop_time(record.created_at)
        raise ValueError(f"paid at {shop_time(record.paid_at)}, before the order was created at {created}")
    return Read(row.line, record, fields.text("店铺名称") or None, fields.unread())
