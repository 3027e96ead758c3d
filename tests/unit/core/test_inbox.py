"""Who is answered first, and what a talk is marked as."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.inbox import Concern, concern_of, place_in_line, urgency_of
from bot.core.urgency import COURTESY, QUESTION

NOW = datetime(2026, 11, 22, 6, tzinfo=timezone.utc)
INTENTS = st.lists(
    st.sampled_from(["greet", "ask_size", "complain", "request_refund", "report_defect", "thanks"])
)


@pytest.mark.parametrize(
    ("intents", "concern"),
    [
        (("ask_size", "greet"), Concern.NONE),
        (("ask_size", "request_refund"), Concern.AFTER_SALE),
        (("request_refund", "threaten_bad_review"), Concern.COMPLAINT),
        ((), Concern.NONE),
    ],
)
def test_a_talk_is_marked_by_the_gravest_thing_said(intents: tuple[str, ...], concern: Concern) -> None:
    assert concern_of(intents) is concern


def test_what_nobody_understood_is_a_question_and_a_courtesy_comes_after_it() -> None:
    assert urgency_of(()) == QUESTION
    assert urgency_of(("thanks",)) == COURTESY
    assert urgency_of(("thanks", "complain")) == 0


def test_anger_goes_before_a_question_that_came_a_minute_earlier_but_not_before_an_old_one() -> None:
    angry = place_in_line(NOW, 0)
    assert angry < place_in_line(NOW - timedelta(minutes=1), QUESTION)
    assert angry > place_in_line(NOW - timedelta(minutes=3), QUESTION)


@given(INTENTS, INTENTS)
def test_another_wish_never_makes_a_talk_less_urgent_or_less_grave(one: list[str], more: list[str]) -> None:
    if one:
        assert urgency_of([*one, *more]) <= urgency_of(one)
    assert concern_of([*one, *more]).gravity >= concern_of(one).gravity


@given(st.integers(0, COURTESY), st.integers(0, 600), st.integers(0, 600))
def test_of_two_equally_urgent_talks_the_one_that_waits_longer_comes_first(
    urgency: int, one: int, other: int
) -> None:
    first, second = NOW - timedelta(seconds=one), NOW - timedelta(seconds=other)
    assert (place_in_line(first, urgency) <= place_in_line(second, urgency)) == (first <= second)
