"""Retention times are days within bounds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.retention import (
    LEAST,
    LEAST_TALKS,
    MOST,
    Retention,
    retention_from_settings,
    retention_to_settings,
)

DAYS = st.integers(LEAST, MOST)


@given(st.integers(LEAST_TALKS, MOST), DAYS, DAYS)
def test_what_is_written_is_read_back(talks: int, logs: int, candidates: int) -> None:
    rules = Retention(talks, logs, candidates)
    assert retention_from_settings(retention_to_settings(rules)) == rules
    assert rules.span("logs") == timedelta(days=logs)


@pytest.mark.parametrize(
    "settings", [{"talks": 30}, {"logs": 0}, {"candidates": 99999}, {"log": 30}, {"logs": "x"}]
)
def test_nonsense_is_refused_in_a_sentence(settings: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"keep|invalid literal"):
        retention_from_settings(settings)


def test_without_settings_the_usual_times_hold() -> None:
    assert retention_from_settings({}) == Retention()
