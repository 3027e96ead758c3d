"""Letters as numbers: each row and each pair has one of its own."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.letter_codes import FURTHEST, LONGEST_ROW, KnownLetters, letter_codes
from bot.nlu.ngrams import grams, shape
from bot.nlu.vocabulary import TYPICAL_GRAMS

TEXTS = ("保证明天就到", "明天大概能到", "好评返5元", "加V信 138", "👍🏻亲", "a", "")


def named(text: str) -> list[tuple[str, ...]]:
    """What the codes stand for: rows as they are, pairs as two letters."""
    shaped = shape(text)
    places = combinations(range(len(shaped)), 2)
    pairs = [(shaped[a], shaped[b]) for a, b in places if 2 <= b - a <= FURTHEST]
    return [*((row,) for row in grams(text, LONGEST_ROW)), *pairs]


@pytest.mark.parametrize("text", TEXTS)
def test_every_row_and_every_pair_apart_has_its_number(text: str) -> None:
    assert len(letter_codes(text)) == len(named(text))
    assert len(set(letter_codes(text).tolist())) == len(set(named(text)))


@given(st.text(max_size=30), st.text(max_size=30))
def test_two_texts_share_as_many_numbers_as_letters(one: str, other: str) -> None:
    shared = set(letter_codes(one).tolist()) & set(letter_codes(other).tolist())
    assert len(shared) == len(set(named(one)) & set(named(other)))


def test_letters_of_too_few_texts_are_unknown() -> None:
    known = KnownLetters.of(["到", "到", "发"], least=2)
    assert set(known.codes.tolist()) == set(letter_codes("到").tolist())
    columns, values = known.row("到", 0.25)
    assert sorted(columns.tolist()) == list(range(len(set(named("到")))))
    assert np.isclose(np.linalg.norm(values), (len(columns) / TYPICAL_GRAMS) ** 0.25)


def test_of_unknown_letters_the_two_ends_and_their_pair_are_known() -> None:
    columns, values = KnownLetters.of(["到", "发"], least=2).row("☃", 0.25)
    assert len(columns) == len(values) == 3


def test_letters_that_are_known_of_nothing_know_nothing() -> None:
    assert KnownLetters.of([], least=2).matrix(["明天到", ""], 0.25).shape == (2, 0)
