"""Weeks in shop time, and alarms that small numbers and chance do not raise."""

from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from math import comb
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.core.drift import (
    LEAST_BEFORE,
    LEAST_NOW,
    Alarm,
    Rate,
    Share,
    Tally,
    alarms,
    chance_of,
    weeks_to,
)

CHINA = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 18, 6, 0, tzinfo=timezone.utc)
FIRST, LAST = datetime(2020, 1, 1), datetime(2035, 1, 1)  # noqa: DTZ001 - hypothesis adds the zone
WEEKS = weeks_to(NOW, CHINA, 12)


def decided(accepted: int, rejected: int) -> Tally:
    return Tally(accepted=accepted, rejected=rejected)


def found(*tallies: Tally, intent: str = "ask_size") -> tuple[Alarm, ...]:
    quiet = [Tally()] * (len(WEEKS) - len(tallies))
    return alarms({intent: [*quiet, *tallies]}, WEEKS)


@given(st.datetimes(timezones=st.just(timezone.utc), min_value=FIRST, max_value=LAST))
def test_weeks_begin_on_monday_at_midnight_of_the_shop_follow_each_other_and_end_with_now(
    now: datetime,
) -> None:
    zone = ZoneInfo("America/New_York")  # with summer time
    weeks = weeks_to(now, zone, 6)
    assert len(weeks) == 6
    assert weeks[-1].begins <= now < weeks[-1].ends
    for week in weeks:
        local = week.begins.astimezone(zone)
        assert (local.weekday(), local.hour, local.date()) == (0, 0, week.monday)
    assert all(week.ends == following.begins for week, following in pairwise(weeks))


def test_late_on_sunday_in_utc_is_monday_in_the_shop() -> None:
    sunday = datetime(2026, 11, 15, 17, 0, tzinfo=timezone.utc)
    assert weeks_to(sunday, CHINA, 1)[0].monday.isoformat() == "2026-11-16"
    assert weeks_to(sunday - timedelta(hours=2), CHINA, 1)[0].monday.isoformat() == "2026-11-09"


def test_acceptance_that_falls_is_an_alarm_with_both_figures() -> None:
    before = [decided(82, 18)] * 4
    falls = [one for one in found(*before, decided(61, 39)) if one.rate is Rate.ACCEPTED]
    assert [(one.before.value, one.now.value, one.is_worse) for one in falls] == [(0.82, 0.61, True)]
    assert falls[0].monday == WEEKS[-1].monday


def test_acceptance_that_rises_is_told_after_what_is_worse() -> None:
    rises = found(*[decided(50, 50)] * 4, decided(90, 10))
    assert {one.rate: one.is_worse for one in rises} == {Rate.ACCEPTED: False, Rate.REJECTED: False}
    both = alarms(
        {
            "a": [*[Tally()] * 7, *[decided(50, 50)] * 4, decided(90, 10)],
            "b": [*[Tally()] * 7, *[decided(90, 10)] * 4, decided(50, 50)],
        },
        WEEKS,
    )
    assert [one.is_worse for one in both] == sorted((one.is_worse for one in both), reverse=True)


def test_a_week_that_has_alarmed_is_not_said_again_by_the_running_one() -> None:
    falls = found(*[decided(90, 10)] * 4, decided(50, 50), decided(40, 60))
    assert [one.monday for one in falls if one.rate is Rate.ACCEPTED] == [WEEKS[-1].monday]


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=4, max_size=4),
    st.integers(0, LEAST_NOW - 1),
    st.data(),
)
def test_small_numbers_never_alarm(before: list[tuple[int, int]], now: int, data: st.DataObject) -> None:
    accepted = data.draw(st.integers(0, now))
    newest = found(*(decided(*one) for one in before), decided(accepted, now - accepted))
    assert all(one.monday != WEEKS[-1].monday for one in newest)
    few = [decided(0, (LEAST_BEFORE - 1) // 4)] * 4
    assert not found(*few, decided(1000, 0))


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_the_test_is_exact_and_knows_no_order(a: int, b: int, c: int, d: int) -> None:
    one, other = Share(a, a + b), Share(c, c + d)
    wholes, parts = a + b + c + d, a + c
    ways = {
        k: comb(c + d, k) * comb(a + b, parts - k)
        for k in range(max(0, parts - a - b), min(c + d, parts) + 1)
    }
    lower = sum(way for k, way in ways.items() if k <= c)
    upper = sum(way for k, way in ways.items() if k >= c)
    exact = min(1.0, 2 * min(lower, upper) / comb(wholes, parts))
    assert abs(chance_of(one, other) - exact) < 1e-9
    assert abs(chance_of(other, one) - exact) < 1e-9


def test_where_nothing_has_changed_hardly_a_week_alarms() -> None:
    """Thirty intents of very different size and rate, five rates each, 200 weeks in which nothing happens."""
    chance = random.Random(20261118)  # noqa: S311
    shops = 0
    for _ in range(200):
        weekly = {}
        for intent in range(30):
            size, rates = chance.randint(5, 150), [chance.uniform(0.02, 0.98) for _ in range(3)]
            weekly[f"intent {intent}"] = [
                Tally()
                if place < 7
                else Tally(
                    accepted=(taken := drawn(chance, size, rates[0])),
                    rejected=size - taken,
                    turns=size,
                    abstained=drawn(chance, size, rates[1]),
                    unknown=drawn(chance, size, rates[2]),
                )
                for place in range(12)
            ]
        shops += bool(alarms(weekly, WEEKS))
    assert shops <= 10, f"{shops} of 200 weeks alarmed"


def test_a_real_fall_among_thirty_quiet_intents_is_seen() -> None:
    chance = random.Random(7)  # noqa: S311
    seen = 0
    for _ in range(100):
        weekly = {
            f"intent {intent}": [
                decided(taken := drawn(chance, 100, 0.82 if intent or place < 11 else 0.5), 100 - taken)
                for place in range(12)
            ]
            for intent in range(30)
        }
        seen += any(one.intent == "intent 0" and one.rate is Rate.ACCEPTED for one in alarms(weekly, WEEKS))
    assert seen >= 90


def drawn(chance: random.Random, size: int, rate: float) -> int:
    return sum(chance.random() < rate for _ in range(size))
