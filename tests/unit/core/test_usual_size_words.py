from __future__ import annotations

import pytest

from bot.core.understanding import Entity
from bot.core.usual_size_words import usual_size_told


def told(text: str, *, was_asked: bool = False) -> str | None:
    start = text.index("M")
    return usual_size_told(text, (Entity("size", "M", "M", start, start + 1),), was_asked=was_asked)


@pytest.mark.parametrize("text", ["平时穿M", "我一般都是买M码", "别家的衣服穿M", "165的 平常M"])
def test_the_size_that_a_buyer_usually_wears_is_told(text: str) -> None:
    assert told(text) == "M"


@pytest.mark.parametrize("text", ["M偏小吗", "M码衣长多少", "M", "平时喜欢宽松，M够大吗"])
def test_a_size_that_is_asked_about_is_not_the_usual_one(text: str) -> None:
    assert told(text) is None


def test_a_bare_size_answers_the_desks_question() -> None:
    assert told("M", was_asked=True) == "M"
    assert told("M有货吗", was_asked=True) is None
