from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.opening import is_open, opens_next
from bot.core.shop import OpeningHours

SHANGHAI = ZoneInfo("Asia/Shanghai")
UTC = ZoneInfo("UTC")
START = datetime(2020, 1, 1, tzinfo=UTC)

moments = st.timedeltas(timedelta(0), timedelta(days=5000)).map(lambda later: START + later)
opening_hours = st.builds(
    OpeningHours,
    opens=st.times().map(lambda clock: clock.replace(microsecond=0)),
    closes=st.times().map(lambda clock: clock.replace(microsecond=0)),
)


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-06-10T{clock}").replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("closes", "clock", "is_staffed"),
    [
        (time(23, 30), "08:59:59", False),
        (time(23, 30), "09:00:00", True),
        (time(23, 30), "23:29:59", True),
        (time(23, 30), "23:30:00", False),
        (time(0), "23:59:59", True),
        (time(0), "00:00:00", False),
        (time(2), "01:59:59", True),
        (time(2), "02:00:00", False),
        (time(9), "03:00:00", True),
    ],
)
def test_closing_may_lie_at_or_after_midnight(closes: time, clock: str, is_staffed: bool) -> None:
    assert is_open(at(clock), OpeningHours(time(9), closes), SHANGHAI) is is_staffed


def test_the_shops_clock_counts_and_not_that_of_the_server() -> None:
    half_past_one_utc = datetime(2026, 6, 10, 1, 30, tzinfo=UTC)
    assert is_open(half_past_one_utc, OpeningHours(), SHANGHAI)
    assert not is_open(half_past_one_utc, OpeningHours(), UTC)


def test_before_opening_the_shop_opens_the_same_day() -> None:
    assert opens_next(at("03:00"), OpeningHours(), SHANGHAI) == at("09:00")


def test_after_closing_the_shop_opens_the_next_day() -> None:
    assert opens_next(at("23:45"), OpeningHours(), SHANGHAI) == at("09:00") + timedelta(days=1)


@given(now=moments, hours=opening_hours)
def test_the_shop_is_open_when_it_opens_next(now: datetime, hours: OpeningHours) -> None:
    opening = opens_next(now, hours, SHANGHAI)
    assert now < opening <= now + timedelta(days=1)
    assert is_open(opening, hours, SHANGHAI)


@given(now=moments, hours=opening_hours, minutes=st.integers(1, 24 * 60))
def test_a_closed_shop_stays_closed_until_it_opens_next(
    now: datetime, hours: OpeningHours, minutes: int
) -> None:
    later = now + timedelta(minutes=minutes)
    if not is_open(now, hours, SHANGHAI) and later < opens_next(now, hours, SHANGHAI):
        assert not is_open(later, hours, SHANGHAI)
