"""Days that buyers name, on the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.named_days import coming_day, wanted_day
from bot.core.understanding import Entity

WEDNESDAY = date(2026, 6, 10)


def day(value: str, text: str = "周几", today: date = WEDNESDAY) -> date | None:
    start = text.index("周") if "周" in text else 0
    return coming_day(text, (Entity("date", value, text, start, len(text)),), today)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("P0D", date(2026, 6, 10)),
        ("P2D", date(2026, 6, 12)),
        ("-P1D", None),
        ("XXXX-WXX-5", date(2026, 6, 12)),
        ("XXXX-WXX-3", date(2026, 6, 10)),
        ("XXXX-WXX-1", date(2026, 6, 15)),
        ("XXXX-WXX-WE", date(2026, 6, 14)),
        ("XXXX-XX-26", date(2026, 6, 26)),
        ("XXXX-XX-09", date(2026, 7, 9)),
        ("XXXX-XX-31", date(2026, 7, 31)),
        ("XXXX-01-05", date(2027, 1, 5)),
        ("XXXX-02-30", None),
        ("XXXX-WXX-9", None),
        ("明天", None),
    ],
)
def test_a_day_is_the_next_one_of_its_name(value: str, expected: date | None) -> None:
    assert day(value) == expected


def test_next_weeks_friday_is_not_this_weeks() -> None:
    assert day("XXXX-WXX-5", "下周五") == date(2026, 6, 19)
    assert day("XXXX-WXX-5", "下个周五") == date(2026, 6, 19)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("下周五发", date(2026, 6, 19)),
        ("下个星期五", date(2026, 6, 19)),
        ("上周五", None),
        ("这周五", date(2026, 6, 12)),
    ],
)
def test_the_week_may_be_part_of_the_days_name(text: str, expected: date | None) -> None:
    named = Entity("date", "XXXX-WXX-5", text[: text.index("五") + 1], 0, text.index("五") + 1)
    assert coming_day(text, (named,), WEDNESDAY) == expected


def test_of_several_days_the_last_that_lies_ahead_counts() -> None:
    days = (Entity("date", "P1D", "明天", 0, 2), Entity("date", "-P1D", "昨天", 3, 5))
    assert coming_day("明天 昨天", days, WEDNESDAY) == date(2026, 6, 11)


def test_no_day_is_none() -> None:
    assert coming_day("几天到", (), WEDNESDAY) is None


@given(
    st.from_regex(r"(-?P\d{1,3}D|XXXX-WXX-(\d|WE)|XXXX-(\d\d|XX)-\d\d)", fullmatch=True),
    st.dates(date(2020, 1, 1), date(2090, 1, 1)),
)
def test_a_coming_day_is_never_over(value: str, today: date) -> None:
    found = day(value, today=today)
    assert found is None or found >= today


@pytest.mark.parametrize(
    ("text", "raw", "wanted"),
    [
        ("今天下单几号能到", "今天", False),
        ("今天能发货吗 到成都几天", "今天", False),
        ("我今天就拍 几天到", "今天", False),
        ("现在拍今天能到吗", "今天", True),
        ("今天能寄到吗", "今天", True),
        ("今天发得到上海不", "今天", False),
        ("要今天收到", "今天", True),
    ],
)
def test_the_day_of_the_order_is_not_the_wanted_one(text: str, raw: str, wanted: bool) -> None:
    start = text.index(raw)
    today = Entity("date", "P0D", raw, start, start + len(raw))
    assert wanted_day(text, (today,), WEDNESDAY) == (WEDNESDAY if wanted else None)


@given(st.sampled_from(["今天发", "今天拍的话", "今天付款"]), st.integers(0, 30))
def test_the_day_of_the_order_never_hides_the_wanted_one(ordering: str, ahead: int) -> None:
    text = f"{ordering} 那天能到吗"
    days = (
        Entity("date", "P0D", "今天", 0, 2),
        Entity("date", f"P{ahead}D", "那天", len(ordering) + 1, len(ordering) + 3),
    )
    assert wanted_day(text, days, WEDNESDAY) == WEDNESDAY + timedelta(days=ahead)
