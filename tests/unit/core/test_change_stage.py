"""How far an order is for whoever wants to change it."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from bot.core.change_stage import ChangeStage, change_stage
from bot.core.money import Fen
from bot.core.orders import Order, OrderState, Refund, RefundState
from bot.core.parcels import Parcel, ParcelState

NOW = datetime(2026, 6, 10, 6, 0, tzinfo=timezone.utc)


def order(state: OrderState, *parcels: Parcel, refund: RefundState | None = None) -> Order:
    asked = Refund(refund, Fen(100), "不想要", NOW, goods_back=False) if refund else None
    return Order("1", "小鱼", state, NOW, Fen(100), Fen(100), parcels=parcels, refund=asked)


def parcel(state: ParcelState) -> Parcel:
    return Parcel("中通快递", "1", state)


@pytest.mark.parametrize(
    ("state", "parcels", "stage"),
    [
        (OrderState.UNPAID, (), ChangeStage.UNPAID),
        (OrderState.PAID, (), ChangeStage.BEFORE_DISPATCH),
        (OrderState.PART_SHIPPED, (parcel(ParcelState.SIGNED),), ChangeStage.PART_SENT),
        (OrderState.SHIPPED, (), ChangeStage.ON_THE_WAY),
        (OrderState.SHIPPED, (parcel(ParcelState.WAITING_PICKUP),), ChangeStage.ON_THE_WAY),
        (OrderState.SHIPPED, (parcel(ParcelState.DELIVERING),), ChangeStage.AT_THE_DOOR),
        (OrderState.SHIPPED, (parcel(ParcelState.AT_STATION),), ChangeStage.AT_THE_DOOR),
        (OrderState.SHIPPED, (parcel(ParcelState.SIGNED),), ChangeStage.ARRIVED),
        (OrderState.SHIPPED, (parcel(ParcelState.RETURNING),), ChangeStage.COMING_BACK),
        (OrderState.FINISHED, (), ChangeStage.ARRIVED),
        (OrderState.CLOSED, (), ChangeStage.CLOSED),
    ],
)
def test_a_stage_follows_the_order_and_its_last_parcel(
    state: OrderState, parcels: tuple[Parcel, ...], stage: ChangeStage
) -> None:
    assert change_stage(order(state, *parcels)) is stage


def test_an_open_refund_stops_changes_and_a_closed_one_does_not() -> None:
    assert (
        change_stage(order(OrderState.PAID, refund=RefundState.WAIT_SELLER_AGREE)) is ChangeStage.REFUND_OPEN
    )
    assert change_stage(order(OrderState.PAID, refund=RefundState.CLOSED)) is ChangeStage.BEFORE_DISPATCH
