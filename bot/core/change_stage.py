"""How far an order is, for whoever wants to change, cancel or catch it (handbook B2, C3)."""

from __future__ import annotations

from enum import Enum

from bot.core.orders import OPEN_REFUNDS, Order, OrderState
from bot.core.parcels import Parcel, ParcelState


class ChangeStage(str, Enum):
    UNPAID = "unpaid"
    BEFORE_DISPATCH = "before_dispatch"
    REFUND_OPEN = "refund_open"  # not sent, and the buyer has asked for the money back
    PART_SENT = "part_sent"
    ON_THE_WAY = "on_the_way"
    AT_THE_DOOR = "at_the_door"  # out for delivery or at a station: too late to catch
    COMING_BACK = "coming_back"
    ARRIVED = "arrived"
    CLOSED = "closed"


_AT_THE_DOOR = frozenset({ParcelState.DELIVERING, ParcelState.AT_STATION})
_COMING_BACK = frozenset({ParcelState.REFUSED, ParcelState.RETURNING, ParcelState.RETURNED})


def change_stage(order: Order) -> ChangeStage:
    if order.state is OrderState.UNPAID:
        return ChangeStage.UNPAID
    if order.state is OrderState.CLOSED:
        return ChangeStage.CLOSED
    if order.state is OrderState.PAID:
        asked = order.refund is not None and order.refund.state in OPEN_REFUNDS
        return ChangeStage.REFUND_OPEN if asked else ChangeStage.BEFORE_DISPATCH
    if order.state is OrderState.PART_SHIPPED:
        return ChangeStage.PART_SENT
    return _sent(order)


def _sent(order: Order) -> ChangeStage:
    last: Parcel | None = order.parcels[-1] if order.parcels else None
    if last is not None and last.state in _COMING_BACK:
        return ChangeStage.COMING_BACK
    if order.state is OrderState.FINISHED or (last is not None and last.state is ParcelState.SIGNED):
        return ChangeStage.ARRIVED
    if last is not None and last.state in _AT_THE_DOOR:
        return ChangeStage.AT_THE_DOOR
    return ChangeStage.ON_THE_WAY
