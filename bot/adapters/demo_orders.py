"""Orders of the demo shop. No sums are written down: lines + postage - discount is payable, and paid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.adapters.demo_documents import refuse_unread
from bot.adapters.demo_parcels import parcel_from
from bot.adapters.demo_times import RelativeTimes
from bot.adapters.importers.parts import Parts
from bot.core.catalogue import Product
from bot.core.cells import (
    one_of,
    parse_amount,
    parse_flag,
    parse_order_number,
    parse_price,
    parse_quantity,
)
from bot.core.money import Fen, yuan_text
from bot.core.orders import Flag, Order, OrderLine, OrderState, Receiver, Refund, RefundState


@dataclass(frozen=True)
class OrderReader:
    products: Mapping[str, Product]
    times: RelativeTimes

    def order(self, document: object) -> Order:
        """Raises ValueError with one sentence that names the order."""
        parts = Parts(document, "the order")
        number = parts.required(parse_order_number, "number")
        try:
            order = self._order(number, parts)
            refuse_unread(parts)
        except ValueError as error:
            raise ValueError(f"order {number}: {error}") from None
        return order

    def _order(self, number: str, parts: Parts) -> Order:
        lines = self._lines(number, parts.items("lines"))
        postage = parts.optional(parse_amount, "postage") or Fen(0)
        total = _payable(lines, postage, parts.optional(parse_amount, "discount") or Fen(0))
        paid_at = parts.optional(self.times.moment, "paid")
        shipped_at = parts.optional(self.times.moment, "shipped")
        return Order(
            number=number,
            buyer_nick=parts.required(str, "buyer"),
            state=parts.required(one_of(OrderState), "state"),
            created_at=parts.required(self.times.moment, "created"),
            total=total,
            paid=total if paid_at else Fen(0),
            postage=postage,
            paid_at=paid_at,
            shipped_at=shipped_at,
            finished_at=parts.optional(self.times.moment, "finished"),
            receiver=_receiver(parts.inner("receiver")),
            lines=lines,
            parcels=tuple(parcel_from(value, self.times, shipped_at) for value in parts.items("parcels")),
            refund=self._refund(parts.inner("refund")),
            flag=parts.optional(one_of(Flag), "flag") or Flag.NONE,
            buyer_message=parts.text("buyer_message"),
            seller_note=parts.text("seller_note"),
            close_reason=parts.text("close_reason"),
        )

    def _lines(self, order_number: str, documents: list[object]) -> tuple[OrderLine, ...]:
        """A lone line goes by its order's number, several count on from it, as on the platform."""
        if not documents:
            raise ValueError("it has no lines")
        first = int(order_number) + (len(documents) > 1)
        return tuple(self._line(str(first + place), document) for place, document in enumerate(documents))

    def _line(self, number: str, document: object) -> OrderLine:
        parts = Parts(document, "the line")
        product = self.products.get(parts.required(str, "product"))
        code = parts.required(str, "sku")
        sku = next((sku for sku in product.skus if sku.code == code), None) if product else None
        if product is None or sku is None:
            raise ValueError(f"there is no SKU {code} of a product {parts.text('product')}")
        line = OrderLine(
            number=number,
            title=product.title,
            quantity=parts.required(parse_quantity, "quantity"),
            price=parts.required(parse_price, "price"),
            product_code=product.code,
            sku_code=code,
            options=f"颜色:{sku.color};尺码:{sku.size}",
        )
        refuse_unread(parts)
        return line

    def _refund(self, parts: Parts | None) -> Refund | None:
        if parts is None:
            return None
        refund = Refund(
            state=parts.required(one_of(RefundState), "state"),
            amount=parts.required(parse_price, "amount"),
            reason=parts.required(str, "reason"),
            asked_at=parts.required(self.times.moment, "asked"),
            goods_back=parts.required(parse_flag, "goods_back"),
            changed_at=parts.optional(self.times.moment, "changed"),
        )
        refuse_unread(parts)
        return refund


def _payable(lines: tuple[OrderLine, ...], postage: Fen, discount: Fen) -> Fen:
    goods = Fen(sum(line.price * line.quantity for line in lines))
    if discount >= goods:
        raise ValueError(f"the discount {yuan_text(discount)} is not below the goods' {yuan_text(goods)}")
    return Fen(goods + postage - discount)


def _receiver(parts: Parts | None) -> Receiver:
    if parts is None:
        raise ValueError("it has no receiver")
    receiver = Receiver(
        name=parts.required(str, "name"),
        phone=parts.required(str, "phone"),
        province=parts.required(str, "province"),
        city=parts.required(str, "city"),
        address=parts.required(str, "address"),
    )
    refuse_unread(parts)
    return receiver
