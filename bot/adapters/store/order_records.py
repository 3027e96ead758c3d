"""Order rows, of the ORM or plain, to core records and back."""

from __future__ import annotations

from typing import Any

from bot.core.money import Fen
from bot.core.order_actions import Done
from bot.core.orders import Flag, Order, OrderLine, OrderState, Receiver, Refund, RefundState
from bot.core.parcels import Parcel


def order_columns(order: Order) -> dict[str, Any]:
    return {
        "number": order.number,
        "buyer_nick": order.buyer_nick,
        "state": order.state.value,
        "created_at": order.created_at,
        "paid_at": order.paid_at,
        "shipped_at": order.shipped_at,
        "finished_at": order.finished_at,
        "total": order.total,
        "paid": order.paid,
        "postage": order.postage,
        "receiver_name": order.receiver.name,
        "receiver_phone": order.receiver.phone,
        "receiver_province": order.receiver.province,
        "receiver_city": order.receiver.city,
        "receiver_address": order.receiver.address,
        "flag": order.flag.value,
        "buyer_message": order.buyer_message,
        "seller_note": order.seller_note,
        "close_reason": order.close_reason,
    }


def order_from(
    row: Any,
    *,
    lines: tuple[OrderLine, ...],
    parcels: tuple[Parcel, ...],
    refund: Refund | None,
    done: frozenset[Done],
) -> Order:
    return Order(
        number=row.number,
        buyer_nick=row.buyer_nick,
        state=OrderState(row.state),
        created_at=row.created_at,
        total=Fen(row.total),
        paid=Fen(row.paid),
        postage=Fen(row.postage),
        paid_at=row.paid_at,
        shipped_at=row.shipped_at,
        finished_at=row.finished_at,
        receiver=Receiver(
            row.receiver_name,
            row.receiver_phone,
            row.receiver_province,
            row.receiver_city,
            row.receiver_address,
        ),
        lines=lines,
        parcels=parcels,
        refund=refund,
        flag=Flag(row.flag),
        buyer_message=row.buyer_message,
        seller_note=row.seller_note,
        close_reason=row.close_reason,
        recorded_at=row.recorded_at,
        done=done,
    )


def line_columns(line: OrderLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "title": line.title,
        "quantity": line.quantity,
        "price": line.price,
        "product_code": line.product_code,
        "sku_code": line.sku_code,
        "options": line.options,
    }


def line_from(row: Any) -> OrderLine:
    return OrderLine(
        number=row.number,
        title=row.title,
        quantity=row.quantity,
        price=Fen(row.price),
        product_code=row.product_code,
        sku_code=row.sku_code,
        options=row.options,
    )


def refund_from(row: Any) -> Refund:
    return Refund(
        state=RefundState(row.state),
        amount=Fen(row.amount),
        reason=row.reason,
        asked_at=row.asked_at,
        goods_back=row.goods_back,
        changed_at=row.changed_at,
        recorded_at=row.recorded_at,
    )
