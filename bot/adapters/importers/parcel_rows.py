"""Logistics tables: one row is one event of a parcel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.adapters.importers.couriers import courier_name
from bot.adapters.importers.fields import Fields
from bot.adapters.importers.parcel_history import oldest_first, place_in, signed_at
from bot.adapters.importers.states import parse_parcel_state
from bot.adapters.importers.tables import Layout, Row
from bot.core.cells import parse_time, parse_tracking_number
from bot.core.imports import ParcelUpdate, Read, Rejected
from bot.core.parcels import ParcelEvent

TRACKING = ("运单号", "物流单号")
PARCEL_EVENTS = Layout("a logistics table", (TRACKING, ("时间",), ("状态",)))


@dataclass
class _History:
    """The rows of one parcel so far."""

    line: int
    shop: str
    extra: dict[str, str]
    courier: str = ""
    events: list[ParcelEvent] = field(default_factory=list)

    def update(self, tracking_number: str) -> ParcelUpdate:
        events = oldest_first(self.events)
        state = events[-1].state
        return ParcelUpdate(tracking_number, self.courier, state, events, signed_at(state, events))


def read_parcel_rows(rows: Iterable[Row | Rejected]) -> Iterator[Read[ParcelUpdate] | Rejected]:
    """Parcels come after the last row, since a parcel's rows may stand anywhere."""
    histories: dict[str, _History] = {}
    for row in rows:
        if isinstance(row, Rejected):
            yield row
            continue
        try:
            _add(histories, row)
        except ValueError as error:
            yield Rejected(row.line, str(error))
    for number, history in histories.items():
        yield Read(history.line, history.update(number), history.shop or None, history.extra)


def _add(histories: dict[str, _History], row: Row) -> None:
    fields = Fields(row.cells)
    number = fields.required(parse_tracking_number, *TRACKING)
    text = fields.text("内容")
    event = ParcelEvent(
        at=fields.required(parse_time, "时间"),
        text=text,
        state=fields.required(parse_parcel_state, "状态"),
        place=place_in(text),
    )
    courier = courier_name(fields.text("物流公司"))
    shop = fields.text("店铺名称")
    history = histories.setdefault(number, _History(row.line, shop, fields.unread()))
    history.courier = history.courier or courier
    history.events.append(event)
