"""Near-duplicates: found by shared letters, and never by order of arrival."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.sentence_likeness import (
    NEARLY_THE_SAME,
    SentenceIndex,
    likeness,
    pairs,
    sentence_key,
)

SENTENCES = st.text(alphabet="这件衣服起球吗有没有货发什么快递退换大小码，？", min_size=1, max_size=20)


@given(SENTENCES, SENTENCES)
def test_likeness_is_mutual_and_a_share(one: str, other: str) -> None:
    found = likeness(pairs(one), pairs(other))
    assert found == likeness(pairs(other), pairs(one))
    assert 0 <= found <= 1


@given(st.lists(SENTENCES, max_size=12), SENTENCES)
def test_a_sentence_finds_itself_however_it_is_marked(others: list[str], sentence: str) -> None:
    index = SentenceIndex([(text, number) for number, text in enumerate(others)])
    index.add(sentence, -1)
    near = index.nearest(f" {sentence} ", limit=len(others) + 1)
    assert sentence_key(near[0].text) == sentence_key(sentence) or near[0].likeness == 1
    assert [one.likeness for one in near] == sorted((one.likeness for one in near), reverse=True)


def test_one_question_asked_in_nearly_the_same_letters_is_found_and_another_is_not() -> None:
    index = SentenceIndex([("这件衣服会不会起球", "ask_product"), ("什么时候发货", "ask_dispatch_time")])
    (near,) = index.nearest("这件衣服会起球不")
    assert (near.told, near.likeness >= NEARLY_THE_SAME) == ("ask_product", True)
    assert index.nearest("可以开发票吗") == []


def test_a_pair_that_stands_everywhere_hides_no_sentence_with_rarer_ones() -> None:
    index = SentenceIndex([(_with_two_rare_letters(number), number) for number in range(5000)])
    wanted = _with_two_rare_letters(4321)
    assert index.nearest(wanted)[0].told == 4321


def _with_two_rare_letters(number: int) -> str:
    return f"什么时候{chr(0x4E00 + number)}{chr(0x5E00 + number)}"
