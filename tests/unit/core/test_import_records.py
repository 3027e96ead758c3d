from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.imports import LONGEST_SHOWN, shown


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("12a", "'12a'"),
        ("13812345678", "'138****5678'"),
        ("+86 138 1234 5678", "'+86 138****5678'"),
        ("0571-88123456", "'0571-****3456'"),
        ("王 13812345678-1234", "'王 138****5678-1234'"),
        ("1234567890123456789", "'1234567890123456789'"),
        ("两\n行", "'两 行'"),
        ("\ud800", r"'\ud800'"),
    ],
)
def test_a_reason_quotes_values_with_phones_masked(value: str, quoted: str) -> None:
    assert shown(value) == quoted


@given(st.text(max_size=200), st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_no_mobile_number_stands_whole_in_a_reason(around: str, mobile: str) -> None:
    assert mobile not in shown(f"{around} {mobile} {around}")


@given(st.text(alphabet="长x1 ", max_size=200))
def test_a_reason_stays_short(value: str) -> None:
    assert len(shown(value)) <= LONGEST_SHOWN + 2
