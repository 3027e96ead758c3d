from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.buyer_words import NO_WORDS, BuyerWords

WORDS = BuyerWords({"attributes": {"掉毛": ["掉毛", "沾毛"], "起毛": ["毛"], "弹力": ["有弹"]}, "empty": {}})


def test_the_longest_of_overlapping_words_counts() -> None:
    assert WORDS.named("attributes", "会掉毛吗") == ("掉毛",)
    assert WORDS.named("attributes", "会毛吗") == ("起毛",)


def test_names_come_in_the_order_of_the_text_and_once() -> None:
    assert WORDS.named("attributes", "有弹吗 掉毛吗 沾毛吗") == ("弹力", "掉毛")


def test_width_and_case_do_not_matter() -> None:
    assert BuyerWords({"s": {"tee": ["t恤"]}}).named("s", "Ｔ恤") == ("tee",)


def test_an_unknown_section_names_nothing() -> None:
    assert WORDS.named("nothing", "掉毛") == ()
    assert WORDS.named("empty", "掉毛") == ()
    assert NO_WORDS.listed("attributes", "掉毛") == ()


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert set(WORDS.named("attributes", text)) <= {"掉毛", "起毛", "弹力"}
