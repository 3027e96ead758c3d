"""What a parcel's state means for its buyer."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.core.parcel_case import ParcelCase, parcel_case
from bot.core.parcels import Parcel, ParcelEvent, ParcelState, WatchLimits

NOW = datetime(2026, 6, 10, 6, 0, tzinfo=timezone.utc)
LIMITS = WatchLimits(pickup=timedelta(hours=24), movement=timedelta(hours=72))


def parcel(state: ParcelState, hours_ago: float) -> Parcel:
    at = NOW - timedelta(hours=hours_ago)
    return Parcel("中通快递", "1", state, shipped_at=at, events=(ParcelEvent(at, "x", state),))


@pytest.mark.parametrize("state", list(ParcelState))
def test_every_state_has_a_case(state: ParcelState) -> None:
    assert parcel_case(parcel(state, 1), NOW, LIMITS) in ParcelCase


@pytest.mark.parametrize(
    ("state", "hours", "case"),
    [
        (ParcelState.WAITING_PICKUP, 24, ParcelCase.WAITING),
        (ParcelState.WAITING_PICKUP, 24.1, ParcelCase.NOT_PICKED_UP),
        (ParcelState.IN_TRANSIT, 72, ParcelCase.MOVING),
        (ParcelState.IN_TRANSIT, 72.1, ParcelCase.STUCK),
        (ParcelState.DELIVERING, 80, ParcelCase.STUCK),
        (ParcelState.AT_STATION, 200, ParcelCase.AT_STATION),
        (ParcelState.SIGNED, 200, ParcelCase.SIGNED),
        (ParcelState.TROUBLE, 0, ParcelCase.STUCK),
    ],
)
def test_silence_makes_a_parcel_stuck_but_not_one_that_waits_for_its_buyer(
    state: ParcelState, hours: float, case: ParcelCase
) -> None:
    assert parcel_case(parcel(state, hours), NOW, LIMITS) is case


def test_no_parcel_is_a_missing_number() -> None:
    assert parcel_case(None, NOW, LIMITS) is ParcelCase.NO_NUMBER


def test_a_parcel_without_any_time_is_not_called_stuck() -> None:
    assert parcel_case(Parcel("中通快递", "1", ParcelState.IN_TRANSIT), NOW, LIMITS) is ParcelCase.MOVING
