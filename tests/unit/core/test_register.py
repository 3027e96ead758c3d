"""Wordings that sound like the buyer (handbook A10)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.scripts.documents import read_source
from bot.core.register import Register, has_emoji, mirrored, register_of
from bot.core.register_reading import read_register_words

FILE = Path(__file__).parents[3] / "data" / "scripts" / "_register.yml"
WORDS, FAULTS = read_register_words(read_source(FILE, FILE.parent))
TEXTS = ("在的呢，您请说哈", "您好，您请说，我一直在这边", "亲，我在的", "在的😊 您说")


def test_the_shops_words_have_no_faults() -> None:
    assert FAULTS == []


@pytest.mark.parametrize(
    ("text", "register"),
    [
        ("这款多大码合适呀", Register()),
        ("亲 这款还有吗", Register(dear=True)),
        ("我母亲穿合适吗", Register()),
        ("父亲节送什么好", Register()),
        ("请问贵店能开发票吗", Register(formal=True)),
        ("好看😊这款还有吗", Register(emoji=True)),
        ("多少钱", Register(terse=True)),
        ("😊", Register(emoji=True)),
    ],
)
def test_a_buyers_register_is_read_from_what_they_write(text: str, register: Register) -> None:
    assert register_of(text, (), WORDS) == register


def test_the_talk_so_far_tells_the_register_too_but_not_how_short_this_turn_is() -> None:
    assert register_of("这款多大码合适", ("亲😊", "请问"), WORDS) == Register(
        emoji=True, dear=True, formal=True
    )


def test_who_writes_plainly_gets_neither_emoji_nor_endearments() -> None:
    assert mirrored(TEXTS, Register(), WORDS) == TEXTS[:2]


def test_who_uses_them_gets_them_first() -> None:
    assert mirrored(TEXTS, Register(dear=True), WORDS)[0] == TEXTS[2]
    assert mirrored(TEXTS, Register(emoji=True), WORDS)[0] == TEXTS[3]


def test_a_formal_buyer_gets_the_wording_without_chatty_particles() -> None:
    assert mirrored(TEXTS, Register(formal=True), WORDS)[0] == TEXTS[1]


def test_a_very_short_message_gets_the_clearly_shorter_wording() -> None:
    long, short = "您好，这里是桂花铺，想看点什么直接发我就行哦", "在的，您说"
    assert mirrored((long, short), Register(terse=True), WORDS)[0] == short
    assert mirrored((long, long[1:]), Register(terse=True), WORDS) == (long, long[1:])


@given(
    st.lists(st.sampled_from([*TEXTS, "亲😊", "好的"]), min_size=1, unique=True),
    st.builds(Register, st.booleans(), st.booleans(), st.booleans(), st.booleans()),
)
def test_emoji_and_endearments_never_go_to_who_does_not_use_them_while_there_is_another_wording(
    texts: list[str], register: Register
) -> None:
    found = mirrored(texts, register, WORDS)
    assert found
    assert set(found) <= set(texts)
    plain = [text for text in texts if not has_emoji(text) and "亲" not in text]
    if plain and not register.emoji:
        assert not any(has_emoji(text) for text in found)
    if plain and not register.dear:
        assert not any("亲" in text for text in found)
