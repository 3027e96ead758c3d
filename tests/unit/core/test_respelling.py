"""Words behind their sound, a look-alike or marks in their midst."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.disguises import legible
from bot.core.respelling import Respelling

RESPELLING = Respelling(
    {"保证": "bao zheng", "第一": "di yi", "国家级": "guo jia ji"}, {"布吉岛": "不知道", "返金(?!额)": "返现"}
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("bao证正品", "保证正品"),
        ("bao zheng", "保证"),
        ("d i yi 牌子", "第一 牌子"),
        ("国/家/级", "国家级"),
        ("保。证不漏", "保证不漏"),
        ("我布吉岛诶", "我不知道诶"),
        ("好评返金", "好评返现"),
    ],
)
def test_a_hidden_word_is_read(typed: str, read: str) -> None:
    assert RESPELLING(legible(typed)).text == read


@pytest.mark.parametrize("text", ["保证", "好的，第二批一起发", "abao证", "返金额", "保温，证书在盒里"])
def test_what_hides_nothing_stays(text: str) -> None:
    assert RESPELLING(legible(text)).text == text


@given(st.text(alphabet="保证baozheng 。/第一diyi国家级布吉岛", max_size=40))
def test_every_character_read_has_its_place_in_what_was_typed(text: str) -> None:
    view = RESPELLING(legible(text))
    assert len(view.text) == len(view.positions)
    assert list(view.positions) == sorted(view.positions)
    if view.text:
        assert view.excerpt(0, len(view.text)) in text
