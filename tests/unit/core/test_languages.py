"""The language that a browser asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import Language, preferred


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", Language.CHINESE),
        ("*", Language.CHINESE),
        ("fr,de;q=0.8", Language.CHINESE),
        ("zh-CN,zh;q=0.9,en;q=0.8", Language.CHINESE),
        ("zh-TW", Language.CHINESE),
        ("en-US,en;q=0.9,zh-CN;q=0.8", Language.ENGLISH),
        ("fr, en;q=0.7, zh;q=0.3", Language.ENGLISH),
        ("zh;q=0.4,EN-gb;q=0.5", Language.ENGLISH),
        ("en;q=0, zh;q=0.1", Language.CHINESE),
        ("en;q=nonsense", Language.CHINESE),
    ],
)
def test_the_first_language_that_the_console_speaks_counts(accepted: str, language: Language) -> None:
    assert preferred(accepted) is language


@given(st.text(max_size=80))
def test_whatever_a_browser_sends_is_answered(accepted: str) -> None:
    assert preferred(accepted) in Language
