"""Figures as buyers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.entities.numerals import number


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("165", 165),
        ("1.65", 1.65),
        ("一百零八", 108),
        ("一百二", 120),
        ("一千五", 1500),
        ("一六五", 165),
        ("两百", 200),
        ("十", 10),
        ("二十", 20),
        ("〇", 0),
    ],
)
def test_numerals_have_their_everyday_meaning(written: str, meant: float) -> None:
    assert number(written) == meant


def test_what_is_no_quantity_has_no_value() -> None:
    assert number("") is None
    assert number("百百千") is None
    assert number("一" * 50) is None


@given(st.text(alphabet="零〇一二两三四五六七八九十百千", max_size=14))
def test_no_numeral_breaks_it(written: str) -> None:
    value = number(written)
    assert value is None or value >= 0
