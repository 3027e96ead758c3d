"""Parcels and their histories. Events are only ever added: what a courier said once stays said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.base import plain, touch
from bot.adapters.store.tables.orders import ParcelEventRow, ParcelRow
from bot.core.parcels import Parcel, ParcelEvent, ParcelState, last_moved

MOST_EVENTS = 200
MOST_PARCELS = 50

PARCEL, EVENT = plain(ParcelRow), plain(ParcelEventRow)
OF_ORDERS = (
    select(PARCEL)
    .where(PARCEL.c.order_id.in_(bindparam("orders", expanding=True)))
    .order_by(PARCEL.c.id)
    .limit(bindparam("most"))
)
EVENTS = (
    select(EVENT)
    .where(EVENT.c.parcel_id.in_(bindparam("parcels", expanding=True)))
    .order_by(EVENT.c.at.desc(), EVENT.c.id.desc())
    .limit(bindparam("most"))
)


class SqlParcels:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, order_ids: Sequence[int]) -> dict[int, list[Parcel]]:
        """The parcels of several orders, by order."""
        most = MOST_PARCELS * len(order_ids)
        rows = self._session.execute(OF_ORDERS, {"orders": list(order_ids), "most": most}).all()
        events = self._events([row.id for row in rows])
        parcels: dict[int, list[Parcel]] = defaultdict(list)
        for row in rows:
            parcels[row.order_id].append(_parcel(row, events[row.id]))
        return parcels

    def put(self, order_id: int, parcel: Parcel) -> bool:
        row: ParcelRow | None = self._session.execute(
            select(ParcelRow).where(
                ParcelRow.order_id == order_id, ParcelRow.tracking_number == parcel.tracking_number
            )
        ).scalar_one_or_none()
        if row is None:
            row = ParcelRow(
                order_id=order_id,
                tracking_number=parcel.tracking_number,
                courier=parcel.courier,
                state=parcel.state.value,
                shipped_at=parcel.shipped_at,
                signed_at=parcel.signed_at,
            )
            self._session.add(row)
            self._session.flush()
            self._add_events(row.id, parcel.events)
            return True
        known = _parcel(row, self._events([row.id])[row.id])
        fresh = [event for event in parcel.events if event not in known.events]
        if fresh:
            touch(row)
        self._add_events(row.id, fresh)
        return self._update(row, known, parcel) or bool(fresh)

    def _update(self, row: ParcelRow, known: Parcel, parcel: Parcel) -> bool:
        """Take over the newer word on the state; an older one only fills gaps."""
        before = (row.courier, row.state, row.shipped_at, row.signed_at)
        row.courier = parcel.courier or row.courier
        row.shipped_at = row.shipped_at or parcel.shipped_at
        row.signed_at = row.signed_at or parcel.signed_at
        if _is_newer(last_moved(parcel), last_moved(known), has_events=bool(parcel.events)):
            row.state = parcel.state.value
        return (row.courier, row.state, row.shipped_at, row.signed_at) != before

    def _add_events(self, parcel_id: int, events: Sequence[ParcelEvent]) -> None:
        self._session.add_all(
            ParcelEventRow(
                parcel_id=parcel_id, at=event.at, text=event.text, state=event.state.value, place=event.place
            )
            for event in events
        )
        self._session.flush()

    def _events(self, parcel_ids: Sequence[int]) -> dict[int, list[ParcelEvent]]:
        """The newest events of several parcels, oldest first, by parcel."""
        most = MOST_EVENTS * max(1, len(parcel_ids))
        rows = self._session.execute(EVENTS, {"parcels": list(parcel_ids), "most": most}).all()
        events: dict[int, list[ParcelEvent]] = defaultdict(list)
        for row in reversed(rows):
            events[row.parcel_id].append(ParcelEvent(row.at, row.text, ParcelState(row.state), row.place))
        return events


def _parcel(row: Any, events: Sequence[ParcelEvent]) -> Parcel:
    return Parcel(
        courier=row.courier,
        tracking_number=row.tracking_number,
        state=ParcelState(row.state),
        shipped_at=row.shipped_at,
        signed_at=row.signed_at,
        events=tuple(events),
        recorded_at=row.recorded_at,
    )


def _is_newer(news: datetime | None, known: datetime | None, *, has_events: bool) -> bool:
    if not has_events or news is None:
        return False  # an order export names the parcel but knows nothing of its journey
    return known is None or news >= known
