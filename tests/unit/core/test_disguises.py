"""What the guard reads of a text in disguise, and the way back to what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.disguises import dialled, legible, plain, squeezed
from bot.nlu.simplified import simplified


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("保 证 正 品", "保证正品"),
        ("绝*对🌸正品", "绝对正品"),
        ("絕對正品", "绝对正品"),
        ("１００％，好！", "100%，好！"),
        ("好, 对吗?", "好， 对吗？"),
        ("保\u200b证", "保证"),
        ("❶❸❽", "138"),
        ("红/蓝 S-M码", "红蓝 s-m码"),
    ],
)
def test_plain_reads_one_form_of_everything(typed: str, read: str) -> None:
    assert plain(legible(typed, simplified)).text == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("微 。信", "微信"),
        ("威❤️号", "威❤号"),
        ("➕V", "+v"),
        ("🐧1234", "qq1234"),
        ("给五⭐返🧧", "给五星返红包"),
        ("ѵх", "vx"),
        ("微~|信", "微信"),
    ],
)
def test_squeezed_reads_without_marks_and_with_pictures_as_words(typed: str, read: str) -> None:
    assert squeezed(legible(typed, simplified)).text == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("一三八 幺二三四 5⑥78", "138-1234-5678"),
        ("壹叁捌-贰贰", "138-22"),
        ("1️⃣3️⃣8️⃣", "138"),
        ("139、159、189", "139-159-189"),
    ],
)
def test_dialled_reads_numerals_as_digits(typed: str, read: str) -> None:
    assert dialled(legible(typed, simplified)).text == read


@given(st.text(max_size=80))
def test_every_character_read_has_its_place_in_what_was_typed(text: str) -> None:
    for fold in (plain, squeezed, dialled):
        view = fold(legible(text, simplified))
        assert len(view.text) == len(view.positions)
        assert list(view.positions) == sorted(view.positions)
        assert all(0 <= place < len(text) for place in view.positions)
        if view.text:
            assert view.excerpt(0, len(view.text)) in text
