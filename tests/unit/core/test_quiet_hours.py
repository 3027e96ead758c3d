"""Nobody is written to at night, whatever the clocks do."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.quiet_hours import Waking, is_waking, on_day, waking_from

ZONES = st.sampled_from(
    [ZoneInfo(name) for name in ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")]
)
MOMENTS = st.integers(1767225600, 1830297600).map(lambda at: datetime.fromtimestamp(at, timezone.utc))
MINUTES = st.integers(0, 24 * 60 - 1)
BERLIN = ZoneInfo("Europe/Berlin")


@st.composite
def waking_hours(draw: st.DrawFn) -> Waking:
    begins, ends = sorted(draw(st.lists(MINUTES, min_size=2, max_size=2, unique=True)))
    return Waking(time(begins // 60, begins % 60), time(ends // 60, ends % 60))


@given(MOMENTS, waking_hours(), ZONES)
def test_what_is_put_off_lies_in_waking_hours_and_never_before(
    moment: datetime, waking: Waking, zone: ZoneInfo
) -> None:
    later = waking_from(moment, waking, zone)
    assert later >= moment
    assert is_waking(later, waking, zone)


@given(MOMENTS, waking_hours(), ZONES)
def test_no_waking_quarter_is_skipped(moment: datetime, waking: Waking, zone: ZoneInfo) -> None:
    """Of all moments a minute apart, the first waking one is not earlier than the answer by a minute."""
    later = waking_from(moment, waking, zone)
    steps = range(int((min(later - moment, timedelta(days=1))) / timedelta(minutes=15)))
    assert not any(
        is_waking(at, waking, zone)
        for at in (moment + k * timedelta(minutes=15) for k in steps)
        if at < later
    )


@given(MOMENTS, waking_hours(), ZONES)
def test_a_waking_moment_stays_as_it_is(moment: datetime, waking: Waking, zone: ZoneInfo) -> None:
    later = waking_from(moment, waking, zone)
    assert waking_from(later, waking, zone) == later


def test_at_eleven_at_night_one_waits_for_nine_in_the_morning() -> None:
    zone = ZoneInfo("Asia/Shanghai")
    night = datetime(2026, 11, 30, 15, 0, tzinfo=timezone.utc)  # 23:00 on the last of the month
    assert waking_from(night, Waking(), zone) == datetime(2026, 12, 1, 1, 0, tzinfo=timezone.utc)


def test_the_morning_after_the_clocks_went_forward_still_begins_at_nine() -> None:
    saturday = datetime(2027, 3, 27, 22, 0, tzinfo=timezone.utc)  # 23:00 in Berlin, which is on +01:00
    assert waking_from(saturday, Waking(), BERLIN) == datetime(2027, 3, 28, 7, 0, tzinfo=timezone.utc)


def test_waking_hours_that_the_clocks_leave_out_wait_for_the_next_day() -> None:
    waking = Waking(time(2, 10), time(2, 50))
    saturday = datetime(2027, 3, 27, 12, 0, tzinfo=timezone.utc)
    assert waking_from(saturday, waking, BERLIN) == datetime(2027, 3, 29, 0, 10, tzinfo=timezone.utc)


def test_an_hour_that_comes_twice_counts_from_the_first_time() -> None:
    twice = on_day(date(2026, 10, 25), time(2, 30), BERLIN)
    assert twice == datetime(2026, 10, 25, 0, 30, tzinfo=timezone.utc)


def test_an_hour_that_is_left_out_counts_as_the_one_after_it() -> None:
    left_out = on_day(date(2027, 3, 28), time(2, 30), BERLIN)
    assert left_out.astimezone(BERLIN).time() == time(3, 30)


def test_waking_hours_are_a_part_of_one_day() -> None:
    with pytest.raises(ValueError, match="waking hours"):
        Waking(time(21), time(9))
