from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.duties import Break, Duty, at_work
from bot.core.opening import closed_since, is_open, opens_next
from bot.core.shop import OpeningHours, Shop
from bot.core.staffing import staffing

SHANGHAI, UTC = ZoneInfo("Asia/Shanghai"), ZoneInfo("UTC")
ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
START = datetime(2024, 1, 1, tzinfo=UTC)

moments = st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
clocks = st.integers(0, 24 * 4 - 1).map(lambda quarters: time(quarters // 4, quarters % 4 * 15))
zones = st.sampled_from(ZONES).map(ZoneInfo)


def at(clock: str, day: int = 10) -> datetime:
    return datetime.fromisoformat(f"2026-06-{day:02}T{clock}").replace(tzinfo=SHANGHAI)


def duty(
    since: datetime, hours: float = 8, *, until: datetime | None = None, breaks: tuple[Break, ...] = ()
) -> Duty:
    due = since + hours * HOUR
    return Duty(1, "xiaomei", "day", since, due, due + HOUR, until, breaks)


def shop(**hours: object) -> Shop:
    return Shop("demo", "演示店", hours=OpeningHours(**hours))  # type: ignore[arg-type]


THREE_DAYS = [duty(at("09:00", day), until=at("17:30", day)) for day in (7, 8, 9)]


def test_without_shifts_the_clock_says_who_is_there() -> None:
    assert staffing(at("12:00"), shop(), []).there
    night = staffing(at("23:40"), shop(), [])
    assert (night.there, night.since, night.back_at) == (False, at("23:30"), at("09:00", 11))
    assert not night.by_roster


def test_who_has_tried_the_button_once_still_works_by_the_clock() -> None:
    assert staffing(at("12:00"), shop(), THREE_DAYS[:2]).there


def test_a_shop_that_keeps_shifts_is_deserted_when_nobody_has_signed_in() -> None:
    noon = staffing(at("12:00"), shop(), THREE_DAYS)
    assert (noon.there, noon.by_roster) == (False, True)
    assert noon.since == at("17:30", 9)
    assert noon.back_at == at("17:00"), "the night shift is the next to begin"


def test_who_comes_back_at_ten_past_eleven_is_there_whatever_the_hours_say() -> None:
    back = duty(at("23:10"), hours=0.5)
    assert staffing(at("23:15"), shop(closes=time(23)), [back]).there
    assert staffing(at("23:15"), shop(closes=time(23)), [*THREE_DAYS, back]).there
    assert not staffing(at("23:05"), shop(closes=time(23)), [back]).there


def test_a_short_break_leaves_nobody_alone() -> None:
    paused = duty(at("09:00"), breaks=(Break(at("12:00")),))
    assert staffing(at("12:05"), shop(), [*THREE_DAYS, paused]).there


def test_a_forgotten_duty_ends_with_its_grace() -> None:
    forgotten = duty(at("17:00"), hours=6.5)
    assert staffing(at("23:59"), shop(), [*THREE_DAYS, forgotten]).there
    late = staffing(at("00:31", 11), shop(), [*THREE_DAYS, forgotten])
    assert (late.there, late.since) == (False, at("00:30", 11))


def test_after_a_holiday_nobody_is_promised_before_it_is_over() -> None:
    holiday = frozenset(date(2026, 6, day) for day in (11, 12, 13))
    closed = shop(closed_days=holiday)
    assert staffing(at("23:40"), closed, []).back_at == at("09:00", 14)
    assert staffing(at("12:00", 12), closed, []).since == at("23:30")
    assert staffing(at("23:40"), closed, THREE_DAYS).back_at == at("09:00", 14)


def test_the_night_before_a_holiday_belongs_to_the_day_that_opened() -> None:
    closed = OpeningHours(time(9), time(2), frozenset({date(2026, 6, 11)}))
    assert is_open(at("01:00", 11), closed, SHANGHAI)
    assert not is_open(at("12:00", 11), closed, SHANGHAI)
    assert not is_open(at("01:00", 12), closed, SHANGHAI)


@given(now=moments, opens=clocks, closes=clocks, zone=zones, closed=st.sets(st.integers(0, 6), max_size=6))
def test_a_holiday_never_opens_and_is_over_when_the_shop_opens_next(
    now: datetime, opens: time, closes: time, zone: ZoneInfo, closed: set[int]
) -> None:
    today = now.astimezone(zone).date()
    hours = OpeningHours(opens, closes, frozenset(today + days * DAY for days in closed))
    opening = opens_next(now, hours, zone)
    assert opening > now
    assert opening.astimezone(zone).date() not in hours.closed_days
    if opens not in (time(2, 0), time(2, 15), time(2, 30), time(2, 45)):  # an hour that a summer may skip
        assert is_open(opening, hours, zone)


@given(now=moments, opens=clocks, closes=clocks, zone=zones)
def test_nobody_has_been_there_since_the_last_closing(
    now: datetime, opens: time, closes: time, zone: ZoneInfo
) -> None:
    hours = OpeningHours(opens, closes)
    if not is_open(now, hours, zone):
        since = closed_since(now, hours, zone)
        assert now - 26 * HOUR <= since <= now
        between = since + (now - since) / 2
        assert not is_open(between, hours, zone) or abs(
            now.astimezone(zone).utcoffset() - since.astimezone(zone).utcoffset()
        )  # type: ignore[operator]


duties = st.lists(
    st.builds(
        lambda since, hours, left: duty(since, hours, until=since + left * HOUR if left else None),
        moments,
        st.integers(1, 12),
        st.integers(0, 12),
    ),
    max_size=12,
)


@given(now=moments, known=duties, zone=zones)
def test_whoever_is_at_work_is_there_and_nobody_is_back_before_now(
    now: datetime, known: list[Duty], zone: ZoneInfo
) -> None:
    found = staffing(now, Shop("demo", "", zone), known)
    if at_work(known, now):
        assert found.there
    assert found.since <= now <= found.back_at
    assert found.there is (found.back_at == now)


@pytest.mark.parametrize("zone", ZONES)
def test_the_same_moment_is_another_hour_elsewhere(zone: str) -> None:
    there = Shop("demo", "", ZoneInfo(zone))
    noon = datetime(2026, 3, 3, 12, tzinfo=ZoneInfo(zone))
    assert staffing(noon.astimezone(UTC), there, []).there
    assert not staffing((noon - 5 * HOUR).astimezone(UTC), there, []).there
