"""Whatever is typed, the normaliser and the extractor stand it."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bot.nlu
from bot.core.text import UNDERSTOOD, normalised
from bot.core.understanding import Entity
from bot.nlu.entities.marks import read_patterns
from bot.nlu.entities.reader import EntityReader
from bot.nlu.simplified import simplified

READER = EntityReader(read_patterns(Path(bot.nlu.__file__).parent / "patterns"))

INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2069\ufeff\u00ad"
PIECES = [
    *"一两三百千0123456789.点月号日岁半尺米斤块元毛件双个码高重腰脚的了吗不太大小黑白 ，/-:¥",
    *(
        "165 108",
        "2尺1",
        "XL",
        "平时穿",
        "杭州",
        "余杭区",
        "朝阳",
        "西江镇",
        "连衣裙",
        "儿童",
        "书包",
        "拉链",
        "坏了",
    ),
    *(
        "起球",
        "今晚",
        "晚上",
        "下周二",
        "11.11",
        "才159",
        "满300减40",
        "包邮",
        "SF1234567890123",
        "13812345678",
    ),
    *(
        "https://item.taobao.com/item.htm?id=612345678901",
        "[订单编号:2749013386402517735]",
        "[数字]",
        "#E-s[数字x]",
    ),
]
TYPED = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
MIXED = st.one_of(
    st.text(max_size=UNDERSTOOD),
    TYPED,
    st.text(alphabet="0123456789", max_size=UNDERSTOOD),
    st.text(alphabet="０１２３٣४𝟗⑨Ⅷ", max_size=80),
    st.text(alphabet="😀🤣👨‍👩‍👧🇨🇳🏻❤️☺", max_size=200),
    st.lists(st.sampled_from([*INVISIBLE, *PIECES]), max_size=80).map("".join),
    st.text(alphabet="abcXL號發貨黑的ガｱßﬁАЖعק\u0301\u0e33 165", max_size=200),
)


def found(text: str) -> tuple[Entity, ...]:
    return READER.entities(normalised(text, simplified))


@settings(max_examples=400, deadline=None)
@given(MIXED)
def test_every_entity_is_what_stands_at_its_offsets(text: str) -> None:
    for entity in found(text):
        assert 0 <= entity.start < entity.end <= len(text)
        assert entity.raw == text[entity.start : entity.end]
        assert entity.value != ""


@settings(max_examples=400, deadline=None)
@given(MIXED)
def test_entities_of_one_kind_do_not_overlap(text: str) -> None:
    kinds: dict[str, list[Entity]] = defaultdict(list)
    for entity in found(text):
        kinds[entity.entity].append(entity)
    for entities in kinds.values():
        for one, next_one in pairwise(entities):
            assert one.end <= next_one.start


@settings(max_examples=400, deadline=None)
@given(MIXED)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalised(text, simplified).text
    assert normalised(once, simplified).text == once


@settings(max_examples=300, deadline=None)
@given(MIXED)
def test_every_normalised_character_has_its_place_in_the_text_as_typed(text: str) -> None:
    words = normalised(text, simplified)
    assert len(words.text) == len(words.starts) == len(words.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(words.starts, words.ends, strict=True))
    assert list(words.starts) == sorted(words.starts)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "一",
        "😀",
        "\u200b",
        "\u202e5斤",
        "连衣裙起球",
        "黑的",
        "杭州余杭区",
        "满300减40",
        "晚上8点",
        "[数字]",
    ],
)
def test_of_ten_thousand_characters_the_first_two_thousand_are_read(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    assert all(entity.end <= UNDERSTOOD for entity in found(text))
