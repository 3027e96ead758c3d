"""ExportOrderList files: one row is one order (columns: docs/imports.md)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import Enum
from pathlib import Path

from bot.adapters.importers.couriers import courier_name
from bot.adapters.importers.fields import Fields
from bot.adapters.importers.order_lines import ORDER_LINES
from bot.adapters.importers.reading import read_each, without_contradictions
from bot.adapters.importers.states import parse_order_state
from bot.adapters.importers.tables import Layout, Row, open_table
from bot.core.cells import (
    parse_amount,
    parse_order_number,
    parse_time,
    parse_tracking_number,
    shop_time,
)
from bot.core.imports import Read, Rejected
from bot.core.money import Fen
from bot.core.orders import Order, OrderState, Receiver
from bot.core.parcels import Parcel, ParcelState
from bot.core.regions import split_address

BUYER = ("买家会员名", "买家昵称")
ORDERS = Layout("an order export (ExportOrderList)", (("订单编号",), BUYER, ("订单状态",), ("订单创建时间",)))
TRACKING = ("物流单号", "运单号")
PARCEL_STATES = {
    OrderState.UNPAID: ParcelState.WAITING_PICKUP,
    OrderState.PAID: ParcelState.WAITING_PICKUP,
    OrderState.FINISHED: ParcelState.SIGNED,
}
"""How far a parcel is as far as its order tells; shipped orders' parcels are on the way."""


class OrderFile(str, Enum):
    ORDERS = "orders"
    LINES = "lines"


def kind_of(headers: Iterable[str]) -> OrderFile:
    """Raises ValueError when the headers belong to neither order file."""
    present = [header.strip() for header in headers]
    if not ORDER_LINES.missing(present):
        return OrderFile.LINES
    if not ORDERS.missing(present):
        return OrderFile.ORDERS
    raise ValueError(f"the columns are neither {ORDERS.name} nor {ORDER_LINES.name}")


def is_detail_list(path: Path) -> bool:
    """Whether an order file has a row per line of an order. Raises UnreadableFile when it is none."""
    return kind_of(open_table(path, ORDER_LINES, ORDERS).headers) is OrderFile.LINES


def read_orders(path: Path) -> Iterator[Read[Order] | Rejected]:
    """Raises UnreadableFile at once when this is no order export."""
    rows = open_table(path, ORDERS).rows()
    return without_contradictions(read_each(rows, _order), lambda order: order.number)


def _order(row: Row) -> Read[Order]:
    fields = Fields(row.cells)
    state = fields.required(parse_order_state, "订单状态")
    total, postage, paid = _amounts(fields, state)
    shipped_at = fields.optional(parse_time, "发货时间")
    order = Order(
        number=fields.required(parse_order_number, "订单编号"),
        buyer_nick=fields.required(_legible, *BUYER),
        state=state,
        created_at=fields.required(parse_time, "订单创建时间"),
        total=total,
        paid=paid,
        postage=postage,
        paid_at=fields.optional(parse_time, "订单付款时间", "买家付款时间"),
        shipped_at=shipped_at,
        finished_at=fields.optional(parse_time, "确认收货时间"),
        receiver=_receiver(fields),
        parcels=_parcels(fields, PARCEL_STATES.get(state, ParcelState.IN_TRANSIT), shipped_at),
        buyer_message=fields.text("买家留言"),
        seller_note=fields.text("订单备注"),
        close_reason=fields.text("订单关闭原因"),
    )
    _check_times(order)
    fields.mark_read("买家支付宝账号")
    return Read(row.line, order, fields.text("店铺名称") or None, fields.unread())


def _legible(nick: str) -> str:
    """Two garbled nicks could look alike and mix two buyers' data."""
    if "\ufffd" in nick:
        raise ValueError("the name has characters that can't be read")
    return nick


def _amounts(fields: Fields, state: OrderState) -> tuple[Fen, Fen, Fen]:
    """Total, postage and what was paid. Only an unpaid or closed order may say nothing of payment."""
    goods = fields.optional(parse_amount, "买家应付货款")
    postage = fields.optional(parse_amount, "买家应付邮费") or Fen(0)
    paid_columns = ("买家实际支付金额", "买家实付金额")
    paid = fields.optional(parse_amount, *paid_columns)
    if paid is None and state not in {OrderState.UNPAID, OrderState.CLOSED}:
        raise ValueError(f"{' / '.join(paid_columns)} is missing")
    total = fields.optional(parse_amount, "总金额")
    if total is None:
        total = Fen(goods + postage) if goods is not None else paid
    if total is None:
        raise ValueError("总金额 is missing")
    return total, postage, paid or Fen(0)


def _receiver(fields: Fields) -> Receiver:
    address = split_address(fields.text("修改后的收货地址", "收货地址"))
    return Receiver(
        name=fields.text("收货人姓名"),
        phone=fields.text("联系手机", "联系电话"),
        province=address.province,
        city=address.city,
        address=address.rest,
    )


def _parcels(fields: Fields, state: ParcelState, shipped_at: datetime | None) -> tuple[Parcel, ...]:
    """A parcel when courier and number are both there; a cell that holds no number stays in the extra."""
    written = next((fields.cells[name] for name in TRACKING if fields.cells.get(name)), "")
    courier = courier_name(fields.cells.get("物流公司", ""))
    try:
        numbers = [parse_tracking_number(part) for part in re.split(r"[,，;；、]", written)]
    except ValueError:
        return ()
    if not courier:
        return ()
    fields.mark_read(*TRACKING, "物流公司")
    return tuple(Parcel(courier, number, state, shipped_at) for number in dict.fromkeys(numbers))


def _check_times(order: Order) -> None:
    """Nothing happens to an order before it exists."""
    later = {"paid": order.paid_at, "shipped": order.shipped_at, "finished": order.finished_at}
    for event, at in later.items():
        if at is not None and at < order.created_at:
            created = shop_time(order.created_at)
            raise ValueError(f"the order was {event} at {shop_time(at)}, before it was created at {created}")
