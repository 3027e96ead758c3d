"""Quick phrases found by shortcut, by sound and by text, the nearest first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.pinyin import syllables
from bot.core.phrase_search import Nearness, PhraseIndex, best
from bot.core.quick_phrases import QuickPhrase
from bot.core.sound_index import SoundIndex, typed_sound

CHARS = "快递费重女长乐了略，您7a "
PHRASES = st.builds(
    QuickPhrase,
    st.text("kdfz1", max_size=3),
    st.sampled_from(["", "售后", "快递"]),
    st.text(CHARS, min_size=1, max_size=6),
)


def numbered(*phrases: QuickPhrase, first: int = 1, owner: str = "") -> list[QuickPhrase]:
    return [
        QuickPhrase(one.shortcut, one.group, one.text, place, owner)
        for place, one in enumerate(phrases, first)
    ]


def texts(query: str, *phrases: QuickPhrase, recent: tuple[int, ...] = ()) -> list[str]:
    team = PhraseIndex(numbered(*phrases), syllables)
    return [one.text for one in best(PhraseIndex((), syllables), team, query, recent, 20)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("kdf", "快递费我们出"),
        ("kuaidi", "快递费我们出"),
        ("kuaid", "快递费我们出"),
        ("kuaidf", "快递费我们出"),
        ("KDF", "快递费我们出"),
        ("zl", "重量是两公斤"),
        ("cl", "重量是两公斤"),
        ("nv", "女款有货"),
        ("nü", "女款有货"),
        ("lue", "略厚一点"),
        ("lve", "略厚一点"),
        ("7tw", "7天无理由"),
        ("q，kdf", None),
    ],
)
def test_a_phrase_is_found_by_what_one_types_of_its_pinyin(typed: str, found: str | None) -> None:
    said = ("快递费我们出", "重量是两公斤", "女款有货", "略厚一点", "7天无理由")
    assert texts(typed, *(QuickPhrase("", "", text) for text in said)) == ([found] if found else [])


def test_the_nearest_stands_first() -> None:
    assert texts(
        "kdf",
        QuickPhrase("", "", "这里有kdf三个字母"),
        QuickPhrase("", "", "亲，快递费我们出"),
        QuickPhrase("", "", "快递费您出"),
        QuickPhrase("kdf2", "", "第二句"),
        QuickPhrase("kdf", "", "第一句"),
    ) == ["第一句", "第二句", "快递费您出", "这里有kdf三个字母", "亲，快递费我们出"]


def test_marks_and_blanks_are_not_typed() -> None:
    assert texts("qkd", QuickPhrase("", "", "亲， 快递")) == ["亲， 快递"]


def test_the_scene_counts_and_every_word_must_be_there() -> None:
    phrases = (QuickPhrase("", "售后", "快递费我们出"), QuickPhrase("", "售前", "快递费您出"))
    assert texts("售后 kdf", *phrases) == ["快递费我们出"]
    assert texts("sq", *phrases) == ["快递费您出"]
    assert texts("售后 没有", *phrases) == []


def test_nothing_sounds_across_two_phrases_or_two_fields() -> None:
    assert texts("kd", QuickPhrase("", "快", "递"), QuickPhrase("", "快", "好")) == []


def test_among_equals_what_was_used_last_stands_first() -> None:
    phrases = [QuickPhrase("", "", f"稍等{number}") for number in "1234"]
    assert texts("sd", *phrases, recent=(3, 2)) == ["稍等3", "稍等2", "稍等1", "稍等4"]
    assert texts("", *phrases, recent=(4,))[0] == "稍等4"


def test_ones_own_shortcut_stands_in_for_the_teams() -> None:
    own = PhraseIndex(numbered(QuickPhrase("KDF", "", "我的"), first=10, owner="mei"), syllables)
    team = PhraseIndex(
        numbered(QuickPhrase("kdf", "", "全店的"), QuickPhrase("kdf1", "", "另一条")), syllables
    )
    assert [one.text for one in best(own, team, "kdf", (), 9)] == ["我的", "另一条"]
    assert [one.text for one in best(own, team, "", (), 9)] == ["我的", "另一条"]


def sounds_so(typed: str, chars: str) -> bool:
    """Whether some beginnings of the characters' syllables, one after the other, make what was typed."""
    if not typed:
        return True
    if not chars:
        return False
    readings = (chars[0],) if chars[0].isascii() and chars[0].isalnum() else syllables(chars[0])
    if not readings:
        return sounds_so(typed, chars[1:])
    ends = {end for one in readings for end in range(1, len(typed) + 1) if one.startswith(typed[:end])}
    return any(sounds_so(typed[end:], chars[1:]) for end in ends)


@given(
    st.lists(st.lists(st.text(CHARS, max_size=6), max_size=3), max_size=5),
    st.text("kuaidfezhongnvlc7", min_size=1, max_size=7),
)
def test_the_index_finds_what_reading_each_line_finds(records: list[list[str]], typed: str) -> None:
    index = SoundIndex(records, syllables)
    begin = [n for n, lines in enumerate(records) if any(sounds_so(typed, line) for line in lines)]
    hold = [
        n
        for n, lines in enumerate(records)
        if any(sounds_so(typed, line[at:]) for line in lines for at in range(len(line)))
    ]
    assert list(index.beginning(typed)) == begin
    assert list(index.holding(typed)) == hold


@given(st.lists(PHRASES, max_size=8), st.text("kdf快售a1 ", max_size=4))
def test_each_phrase_stands_on_one_level_and_near_ones_are_near(
    phrases: list[QuickPhrase], query: str
) -> None:
    index = PhraseIndex(numbered(*phrases), syllables)
    levels = [list(level) for level in index.levels(query)]
    places = [place for level in levels for place in level]
    assert len(levels) == len(Nearness)
    assert len(places) == len(set(places))
    words = query.casefold().split()
    for place, phrase in enumerate(index.phrases):
        if all(word in f"{phrase.shortcut}\n{phrase.group}\n{phrase.text}".casefold() for word in words):
            assert place in places
    if len(words) == 1:
        exact = [n for n, one in enumerate(index.phrases) if one.shortcut.casefold() == words[0]]
        assert levels[Nearness.SHORTCUT] == exact


@given(st.lists(PHRASES, max_size=8), st.text("kdf快", max_size=3), st.lists(st.integers(1, 8), max_size=3))
def test_what_was_used_lately_changes_the_order_and_nothing_else(
    phrases: list[QuickPhrase], query: str, recent: list[int]
) -> None:
    empty, team = PhraseIndex((), syllables), PhraseIndex(numbered(*phrases), syllables)
    plain = best(empty, team, query, (), 99)
    assert sorted(best(empty, team, query, tuple(recent), 99), key=lambda one: one.id) == sorted(
        plain, key=lambda one: one.id
    )
    assert best(empty, team, query, (), 2) == plain[:2]


def test_what_can_be_no_pinyin_is_not_looked_for_as_such() -> None:
    assert [typed_sound(word) for word in ("快递", "kd!", "Lü", "xi'an", "a" * 31)] == [
        None,
        None,
        "lv",
        "xian",
        None,
    ]
