from __future__ import annotations

import re
from datetime import datetime

from bot.adapters.demo_shop import DemoShop
from bot.core.orders import Order
from bot.core.parcels import Parcel, ParcelState

TRACKING = {"中通快递": r"7\d{13}", "圆通速递": r"YT\d{13}", "顺丰速运": r"SF\d{13}"}


def test_every_state_occurs(parcels: list[tuple[Order, Parcel]]) -> None:
    assert {parcel.state for _, parcel in parcels} == set(ParcelState)


def test_tracking_numbers_are_unique_and_of_their_couriers_form(
    demo: DemoShop, parcels: list[tuple[Order, Parcel]]
) -> None:
    numbers = [parcel.tracking_number for _, parcel in parcels]
    assert len(set(numbers)) == len(numbers)
    for _, parcel in parcels:
        assert parcel.courier in demo.shop.couriers
        assert re.fullmatch(TRACKING[parcel.courier], parcel.tracking_number), parcel.tracking_number


def test_a_history_runs_from_dispatch_to_the_parcels_state(
    parcels: list[tuple[Order, Parcel]], now: datetime
) -> None:
    for order, parcel in parcels:
        moments = [event.at for event in parcel.events]
        steps = [moment for moment in (parcel.shipped_at, *moments, order.finished_at, now) if moment]
        assert steps == sorted(steps), order.number
        assert len(set(moments)) == len(moments), order.number
        last = parcel.last_event
        assert parcel.state is (last.state if last else ParcelState.WAITING_PICKUP), order.number
        assert (parcel.state is ParcelState.SIGNED) == (parcel.signed_at is not None), order.number


def test_a_parcel_was_signed_for_in_the_receivers_city(parcels: list[tuple[Order, Parcel]]) -> None:
    for order, parcel in parcels:
        if parcel.signed_at and parcel.last_event:
            assert parcel.last_event.place == order.receiver.city.removesuffix("市"), order.number
