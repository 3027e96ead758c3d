from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.decided_set import is_for_judging, message_key


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(1, 10**9))
def test_all_messages_of_a_talk_stand_on_one_side(talk: int, one: int, other: int) -> None:
    drawn = is_for_judging(str(talk))

    assert is_for_judging(message_key(talk, one)) is drawn
    assert is_for_judging(message_key(talk, other)) is drawn


def test_about_a_tenth_of_the_talks_is_drawn() -> None:
    drawn = sum(is_for_judging(message_key(talk, 1)) for talk in range(1, 20_001))

    assert 1_850 <= drawn <= 2_150


def test_the_draw_never_changes() -> None:
    """Another draw would train on what models were judged on yesterday."""
    drawn = [talk for talk in range(1, 60) if is_for_judging(str(talk))]

    assert drawn == [1, 3, 13, 18, 22, 24, 26, 28, 29, 37, 40, 43]
