from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.core.answer_times import answer_by
from bot.core.shop import OpeningHours

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAYTIME = OpeningHours(time(9), time(21))


def at(day: int, clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-06-{day:02}T{clock}").replace(tzinfo=SHANGHAI)


clocks = st.times(timezones=st.none()).map(lambda clock: clock.replace(microsecond=0))
moments = st.integers(0, 366 * 24 * 3600).map(lambda seconds: at(1, "00:00") + timedelta(seconds=seconds))


def test_in_the_morning_the_answer_comes_half_a_working_day_later() -> None:
    assert answer_by(at(10, "10:20"), DAYTIME, SHANGHAI) == at(10, "16:00")


def test_in_the_evening_the_rest_of_the_time_runs_on_the_next_day() -> None:
    assert answer_by(at(10, "19:00"), DAYTIME, SHANGHAI) == at(11, "13:00")


def test_at_night_the_time_runs_from_the_next_opening() -> None:
    assert answer_by(at(10, "23:30"), DAYTIME, SHANGHAI) == at(11, "15:00")
    assert answer_by(at(11, "02:00"), DAYTIME, SHANGHAI) == at(11, "15:00")


def test_a_shop_that_never_closes_answers_within_twelve_hours() -> None:
    always = OpeningHours(time(0), time(0))
    assert answer_by(at(10, "20:00"), always, SHANGHAI) == at(11, "08:00")


def test_a_shop_that_is_open_past_midnight_counts_its_night() -> None:
    late = OpeningHours(time(18), time(2))
    assert answer_by(at(10, "23:00"), late, SHANGHAI) == at(11, "19:00")


@given(moments, clocks, clocks)
def test_the_answer_is_a_full_hour_ahead_and_less_than_two_days_away(
    now: datetime, opens: time, closes: time
) -> None:
    due = answer_by(now, OpeningHours(opens, closes), SHANGHAI)
    assert now < due < now + timedelta(hours=49)
    assert (due.minute, due.second, due.microsecond) == (0, 0, 0)
