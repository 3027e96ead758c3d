"""Store what an import file says: good rows go in, bad rows are reported, a repeat changes nothing.

A preview does the same and undoes it, batch by batch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TypeVar

from bot.core.catalogue import Product, Promotion
from bot.core.imports import OrderLineRow, ParcelUpdate, Read, Rejected, shown
from bot.core.orders import Order, Refund, RefundState
from bot.core.parcels import Parcel
from bot.core.reviews import Review
from bot.core.shop import Shop
from bot.services.ports import Clock, Store, Work

T = TypeVar("T")
Put = Callable[[Work, str, Read[T]], bool]

ROWS_PER_TRANSACTION = 200
LONGEST_SHOP_CODE = 64


@dataclass
class ImportReport:
    imported: int = 0
    new: int = 0
    """Of the imported ones, those that were not known before."""
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)


class _Undone(Exception):
    """A preview's transaction ends."""


class ImportRows:
    """One kind of row each; `shop` is the --shop of the command, None leaves it to the rows."""

    def __init__(self, store: Store, clock: Clock, default_shop: str, *, preview: bool = False) -> None:
        self._store = store
        self._clock = clock
        self._default_shop = default_shop
        self._preview = preview

    def orders(self, rows: Iterable[Read[Order] | Rejected], shop: str | None = None) -> ImportReport:
        return self._import(
            rows,
            shop,
            lambda work, code, row: work.orders.put(code, row.record, row.extra),
            lambda work, code, row: work.orders.get(code, row.record.number) is not None,
        )

    def order_lines(
        self, rows: Iterable[Read[OrderLineRow] | Rejected], shop: str | None = None
    ) -> ImportReport:
        return self._import(rows, shop, self._put_line)

    def products(self, rows: Iterable[Read[Product] | Rejected], shop: str | None = None) -> ImportReport:
        return self._import(
            rows,
            shop,
            self._put_product,
            lambda work, code, row: work.catalogue.product(code, row.record.code) is not None,
        )

    def promotions(self, rows: Iterable[Read[Promotion] | Rejected], shop: str | None = None) -> ImportReport:
        return self._import(
            rows, shop, lambda work, code, row: work.catalogue.put_promotion(code, row.record)
        )

    def logistics(
        self, rows: Iterable[Read[ParcelUpdate] | Rejected], shop: str | None = None
    ) -> ImportReport:
        """Parcels are found by their number; `shop` limits them to that shop's."""

        def put(work: Work, _code: str, row: Read[ParcelUpdate]) -> bool:
            return self._put_parcel(work, row.record, shop)

        return self._import(rows, self._default_shop, put)

    def reviews(self, rows: Iterable[Read[Review] | Rejected], shop: str | None = None) -> ImportReport:
        return self._import(
            rows,
            shop,
            self._put_review,
            lambda work, code, row: work.reviews.of_order(code, row.record.order) is not None,
        )

    def _import(
        self,
        rows: Iterable[Read[T] | Rejected],
        shop: str | None,
        put: Put[T],
        is_known: Put[T] = lambda _work, _code, _row: True,
    ) -> ImportReport:
        report = ImportReport()
        for batch in _batches(rows):
            with suppress(_Undone), self._store.write() as work:
                for row in batch:
                    if isinstance(row, Rejected):
                        report.rejected.append(row)
                    else:
                        self._put(work, shop, row, put, is_known, report)
                if self._preview:
                    raise _Undone
        return report

    def _put(
        self,
        work: Work,
        shop: str | None,
        row: Read[T],
        put: Put[T],
        is_known: Put[T],
        report: ImportReport,
    ) -> None:
        try:
            code = self._shop_code(work, shop, row.shop_name)
            known = is_known(work, code, row)
            changed = put(work, code, row)
        except LookupError as unknown:
            report.rejected.append(Rejected(row.line, str(unknown)))
            return
        if changed:
            report.imported += 1
            report.new += not known
        else:
            report.unchanged += 1

    def _shop_code(self, work: Work, shop: str | None, name: str | None) -> str:
        """The shop a row belongs to, created when absent."""
        if shop is None and name:
            known = work.shops.by_name(name)
            return known.code if known else self._created(work, name[:LONGEST_SHOP_CODE], name)
        code = shop or self._default_shop
        return code if work.shops.get(code) else self._created(work, code, code)

    @staticmethod
    def _created(work: Work, code: str, name: str) -> str:
        if work.shops.get(code) is None:
            work.shops.put(Shop(code=code, name=name))
        return code

    @staticmethod
    def _put_product(work: Work, shop_code: str, row: Read[Product]) -> bool:
        """A file without a size chart, as every table is, says nothing against the one that is known."""
        product = row.record
        known = work.catalogue.product(shop_code, product.code) if product.chart is None else None
        if known and known.code == product.code:
            product = replace(product, chart=known.chart)
        return work.catalogue.put(shop_code, product)

    @staticmethod
    def _put_review(work: Work, shop_code: str, row: Read[Review]) -> bool:
        """The latest of an order counts, whichever file comes last."""
        review = row.record
        order = _known_order(work, shop_code, review.order)
        known = work.reviews.of_order(shop_code, review.order)
        if known and known.at > review.at:
            return False
        return work.reviews.put(shop_code, replace(review, buyer=order.buyer_nick))

    def _put_line(self, work: Work, shop_code: str, row: Read[OrderLineRow]) -> bool:
        line = row.record
        _known_order(work, shop_code, line.order_number)
        return work.orders.put_line(shop_code, line.order_number, line.line, self._refund(line))

    def _refund(self, row: OrderLineRow) -> Refund | None:
        """The export names no time of asking: the payment, or at worst this import, is the nearest known."""
        if row.refund_state is None:
            return None
        return Refund(
            state=row.refund_state,
            amount=row.refund_amount,
            reason="",
            asked_at=row.paid_at or row.created_at or self._clock(),
            goods_back=row.refund_state is RefundState.WAIT_BUYER_RETURN,
        )

    @staticmethod
    def _put_parcel(work: Work, update: ParcelUpdate, shop: str | None) -> bool:
        found = work.orders.with_parcel(update.tracking_number)
        if found is None or shop not in (None, found[0]):
            raise LookupError(f"no order has a parcel {shown(update.tracking_number)}")
        shop_code, order = found
        parcel = Parcel(
            courier=update.courier,
            tracking_number=update.tracking_number,
            state=update.state,
            signed_at=update.signed_at,
            events=update.events,
        )
        return work.orders.put_parcel(shop_code, order.number, parcel)


def _known_order(work: Work, shop_code: str, number: str) -> Order:
    """Raises LookupError."""
    order = work.orders.get(shop_code, number)
    if order is None:
        raise LookupError(f"order {shown(number)} is not known yet: import the order list first")
    return order


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, ROWS_PER_TRANSACTION)):
        yield batch
