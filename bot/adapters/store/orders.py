"""Orders with their lines, refunds and parcels. Puts are idempotent and say whether anything changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from bot.adapters.store.order_history import done_with, without_stale
from bot.adapters.store.order_records import line_columns, line_from, order_columns, order_from, refund_from
from bot.adapters.store.parcels import SqlParcels
from bot.adapters.store.shops import SqlShops
from bot.adapters.store.tables.base import plain
from bot.adapters.store.tables.catalogue import ProductRow, SkuRow
from bot.adapters.store.tables.orders import OrderLineRow, OrderRow, ParcelRow, RefundRow
from bot.adapters.store.tables.talks import BuyerRow
from bot.core.orders import Order, OrderLine, OrderState, Refund
from bot.core.parcels import Parcel

MOST_LINES = 500
MOST_OWNERS = 20
"""Products, of any shop, that have a SKU of the same code."""

# Read for every draft: statements that are built once, because building one takes longer than running it.
ORDER, LINE, REFUND = plain(OrderRow), plain(OrderLineRow), plain(RefundRow)
SKU, PRODUCT = plain(SkuRow), plain(ProductRow)
OF_BUYER = (
    select(ORDER)
    .where(ORDER.c.shop_id == bindparam("shop"), ORDER.c.buyer_nick == bindparam("nick"))
    .order_by(ORDER.c.created_at.desc(), ORDER.c.id.desc())
    .limit(bindparam("most"))
)
LINES = (
    select(LINE)
    .where(LINE.c.order_id.in_(bindparam("orders", expanding=True)))
    .order_by(LINE.c.id)
    .limit(bindparam("most"))
)
REFUNDS = select(REFUND).where(REFUND.c.order_id.in_(bindparam("orders", expanding=True)))
PRODUCTS_OF_SKUS = (
    select(SKU.c.code.label("sku"), PRODUCT.c.code, PRODUCT.c.shop_id)
    .join_from(SKU, PRODUCT, PRODUCT.c.id == SKU.c.product_id)
    .where(SKU.c.code.in_(bindparam("skus", expanding=True)))
    .limit(bindparam("most"))
)


class SqlOrders:
    def __init__(self, session: Session, shops: SqlShops) -> None:
        self._session = session
        self._shops = shops
        self._parcels = SqlParcels(session)
        self._profile_nicks: dict[tuple[int, str], str] = {}

    def get(self, shop_code: str, number: str) -> Order | None:
        row = self._row(shop_code, number)
        return self._orders([row])[0] if row else None

    def of_buyer(self, shop_code: str, nick: str, limit: int = 20) -> Sequence[Order]:
        shop = self._shops.row(shop_code)
        if shop is None or not nick:
            return []
        return self._orders(
            self._session.execute(OF_BUYER, {"shop": shop.id, "nick": nick, "most": limit}).all()
        )

    def put(self, shop_code: str, order: Order, extra: Mapping[str, str]) -> bool:
        order = replace(order, buyer_nick=self._profile_nick(shop_code, order.buyer_nick))
        row = self._row(shop_code, order.number)
        if row and row.forgotten_at:
            return False
        changed = row is None
        if row is None:
            row = OrderRow(shop_id=self._shops.id_of(shop_code), **order_columns(order), extra=dict(extra))
            self._session.add(row)
            self._session.flush()
        elif OrderState(row.state).step <= order.state.step:  # an older export never moves a state backwards
            news = without_stale(self._session, row.id, order_columns(order))
            changed = _update(row, news | {"extra": dict(extra)})
        for line in order.lines:
            changed |= self._put_line(row.id, line)
        for parcel in order.parcels:
            changed |= self._parcels.put(row.id, parcel)
        if order.refund:
            changed |= self._put_refund(row.id, order.refund)
        return changed

    def put_line(
        self, shop_code: str, order_number: str, line: OrderLine, refund: Refund | None = None
    ) -> bool:
        row = self.known(shop_code, order_number)
        changed = self._put_line(row.id, line)
        if refund:
            changed |= self._put_refund(row.id, refund)
        return changed

    def put_refund(self, shop_code: str, order_number: str, refund: Refund) -> None:
        self._put_refund(self.known(shop_code, order_number).id, refund)

    def put_parcel(self, shop_code: str, order_number: str, parcel: Parcel) -> bool:
        row = self.known(shop_code, order_number)
        return False if row.forgotten_at else self._parcels.put(row.id, parcel)

    def with_parcel(self, tracking_number: str) -> tuple[str, Order] | None:
        row: OrderRow | None = self._session.execute(
            select(OrderRow)
            .join(ParcelRow, ParcelRow.order_id == OrderRow.id)
            .where(ParcelRow.tracking_number == tracking_number)
            .order_by(OrderRow.id.desc())
            .limit(1)
        ).scalar_one_or_none()
        return (self._shops.code_of(row.shop_id), self._orders([row])[0]) if row else None

    def _profile_nick(self, shop_code: str, nick: str) -> str:
        """The profile's name for a buyer who was joined to another (they write under several)."""
        key = (self._shops.id_of(shop_code), nick)
        if key not in self._profile_nicks:
            kept, joined = aliased(BuyerRow), aliased(BuyerRow)
            found: str | None = self._session.execute(
                select(kept.nickname)
                .join(joined, joined.joined_into == kept.id)
                .where(joined.shop_id == key[0], joined.nickname == nick)
                .limit(1)
            ).scalar_one_or_none()
            self._profile_nicks[key] = found or nick
        return self._profile_nicks[key]

    def _row(self, shop_code: str, number: str) -> OrderRow | None:
        shop = self._shops.row(shop_code)
        if shop is None or not number:
            return None
        row: OrderRow | None = self._session.execute(
            select(OrderRow).where(OrderRow.shop_id == shop.id, OrderRow.number == number)
        ).scalar_one_or_none()
        return row

    def known(self, shop_code: str, number: str) -> OrderRow:
        """Raises LookupError."""
        row = self._row(shop_code, number)
        if row is None:
            raise LookupError(f"there is no order {number} in shop {shop_code}")
        return row

    def _put_line(self, order_id: int, line: OrderLine) -> bool:
        row: OrderLineRow | None = self._session.execute(
            select(OrderLineRow).where(OrderLineRow.order_id == order_id, OrderLineRow.number == line.number)
        ).scalar_one_or_none()
        if row:
            return _update(row, without_stale(self._session, order_id, line_columns(line), line.number))
        self._session.add(OrderLineRow(order_id=order_id, **line_columns(line)))
        self._session.flush()
        return True

    def _put_refund(self, order_id: int, refund: Refund) -> bool:
        columns: dict[str, Any] = {
            "state": refund.state.value,
            "amount": refund.amount,
            "reason": refund.reason,
            "asked_at": refund.asked_at,
            "changed_at": refund.changed_at,
            "goods_back": refund.goods_back,
        }
        row: RefundRow | None = self._session.get(RefundRow, order_id)
        if row:
            return _update(row, columns)
        self._session.add(RefundRow(order_id=order_id, **columns))
        self._session.flush()
        return True

    def _orders(self, rows: Sequence[Any]) -> list[Order]:
        """Whole orders, in a fixed number of queries however many there are."""
        ids = [row.id for row in rows]
        lines = self._lines(rows)
        parcels = self._parcels.of(ids)
        refunds = self._session.execute(REFUNDS, {"orders": ids}).all()
        refund_of = {refund.order_id: refund_from(refund) for refund in refunds}
        done = done_with(self._session, ids)
        return [
            order_from(
                row,
                lines=tuple(lines[row.id]),
                parcels=tuple(parcels[row.id]),
                refund=refund_of.get(row.id),
                done=done.get(row.id, frozenset()),
            )
            for row in rows
        ]

    def _lines(self, rows: Sequence[Any]) -> dict[int, list[OrderLine]]:
        ids = [row.id for row in rows]
        found = self._session.execute(LINES, {"orders": ids, "most": MOST_LINES * max(1, len(rows))}).all()
        unnamed = {line.sku_code for line in found if line.sku_code and not line.product_code}
        codes = self._product_codes({row.shop_id for row in rows}, unnamed)
        lines: dict[int, list[OrderLine]] = defaultdict(list)
        for line in found:
            record = line_from(line)
            code = record.product_code or codes.get(line.sku_code, "")
            lines[line.order_id].append(replace(record, product_code=code))
        return lines

    def _product_codes(self, shop_ids: set[int], sku_codes: set[str]) -> dict[str, str]:
        """SKU -> product. Exports name the SKU only; it is looked up when read, for it may come in later."""
        if not sku_codes:
            return {}
        most = len(sku_codes) * MOST_OWNERS
        found = self._session.execute(PRODUCTS_OF_SKUS, {"skus": sorted(sku_codes), "most": most}).all()
        return {row.sku: row.code for row in found if row.shop_id in shop_ids}


def _update(row: Any, columns: Mapping[str, Any]) -> bool:
    """Set what differs. What an export leaves empty or does not know stays as it was."""
    news = {name: value for name, value in columns.items() if value not in (None, "", getattr(row, name))}
    for name, value in news.items():
        setattr(row, name, value)
    return bool(news)
