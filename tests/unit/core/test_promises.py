"""The hour that a reply promises is read from its words."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.promises import LONGEST, promise_in

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 30, 6, 0, tzinfo=timezone.utc)  # 14:00 on the last of the month


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("我去问一下，今天18点前给您答复", timedelta(hours=4)),
        ("下午五点半给您回话", timedelta(hours=3, minutes=30)),
        ("明天上午10点前回复您", timedelta(hours=20)),
        ("半小时内给您回信", timedelta(minutes=30)),
        ("两个小时内联系您", timedelta(hours=2)),
        ("明晚8点给您个准信", timedelta(hours=30)),
    ],
)
def test_an_answer_for_a_time_is_a_promise(text: str, after: timedelta) -> None:
    assert promise_in({}, text, AT, ZONE) == AT + after


@pytest.mark.parametrize(
    "text",
    ["16点前付款今天就发", "您几点方便，我联系您？", "有结果马上告诉您", "今天10点给您答复", "48小时内发货"],
)
def test_what_names_no_answer_or_no_time_to_come_is_none(text: str) -> None:
    assert promise_in({}, text, AT, ZONE) is None


def test_a_draft_that_names_its_hour_needs_no_reading() -> None:
    facts = {"answer.day": "tomorrow", "answer.hour": 10}
    assert promise_in(facts, "我记着，明天10点前弄清楚", AT, ZONE) == AT + timedelta(hours=20)


@given(st.text(max_size=40), st.integers(0, 10**6))
def test_whatever_is_written_a_promise_lies_ahead_and_near(text: str, minutes: int) -> None:
    sent_at = AT + timedelta(minutes=minutes)
    found = promise_in({}, text + "今天3点给您答复", sent_at, ZONE)
    assert found is None or sent_at < found <= sent_at + LONGEST
