from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.demo_times import RelativeTimes

SHANGHAI = ZoneInfo("Asia/Shanghai")
# 04:30 in Shanghai, while it is still the day before in UTC
NOW = datetime(2026, 3, 1, 20, 30, tzinfo=timezone.utc)
TIMES = RelativeTimes(NOW, SHANGHAI)


def test_a_day_and_clock_are_counted_in_shop_time() -> None:
    assert TIMES.moment("-3d 14:20") == datetime(2026, 2, 27, 14, 20, tzinfo=SHANGHAI)


def test_a_day_without_a_clock_begins_at_midnight() -> None:
    assert TIMES.moment("+1d") == datetime(2026, 3, 3, 0, 0, tzinfo=SHANGHAI)


def test_hours_are_counted_from_now() -> None:
    assert TIMES.moment("-3h") == NOW - timedelta(hours=3)


def test_moments_are_told_in_utc() -> None:
    assert [TIMES.moment(text).tzinfo for text in ("-3d 14:20", "-3h")] == [timezone.utc, timezone.utc]


def test_a_restock_day_is_a_date_in_shop_time() -> None:
    assert TIMES.day("+5d") == date(2026, 3, 7)


@pytest.mark.parametrize(
    "text", ["", "3d", "-3d 24:00", "-3d 9:00", "-3", "yesterday", "-3h 14:00", "2026-03-01"]
)
def test_what_is_no_relative_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"time|hour"):
        TIMES.moment(text)


@pytest.mark.parametrize("text", ["+5d 10:00", "-3h", "5"])
def test_what_is_no_relative_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a day"):
        TIMES.day(text)


@given(minutes=st.integers(0, 500_000), days=st.integers(1, 400), clock=st.times())
def test_a_clock_time_of_an_earlier_day_is_past_whatever_the_hour(
    minutes: int, days: int, clock: time
) -> None:
    now = NOW + timedelta(minutes=minutes)
    moment = RelativeTimes(now, SHANGHAI).moment(f"-{days}d {clock:%H:%M}")
    assert moment < now
    assert moment.astimezone(SHANGHAI).strftime("%H:%M") == f"{clock:%H:%M}"
