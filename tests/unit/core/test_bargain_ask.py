from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.product_words import load_product_words
from bot.core.bargain_ask import ONE_PIECE, Pieces, pieces, read_ask
from bot.core.bargaining import Topic
from bot.core.money import Fen
from bot.core.understanding import Entity

WORDS = load_product_words(Path(__file__).resolve().parents[3] / "data" / "product_words.yml")
PRICE = Fen(18900)


def yuan(text: str, *entities: Entity, wanted: Pieces = ONE_PIECE) -> float | None:
    amount = read_ask(text, entities, WORDS, PRICE, wanted).amount
    return None if amount is None else amount / 100


def amount(text: str, raw: str, value: float) -> Entity:
    return Entity("amount", value, raw, text.index(raw), text.index(raw) + len(raw))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("150卖吗", 150),
        ("一口价120 行就行不行我走了", 120),
        ("再少15呗", 174),
        ("八折行不", 151.2),
        ("抹个零呗", 180),
        ("便宜点", None),
        ("200我也买", None),
        ("差3块", None),
    ],
)
def test_the_price_that_a_buyer_names(text: str, expected: float | None) -> None:
    assert yuan(text) == expected


def test_what_the_model_reads_as_money_comes_before_bare_figures() -> None:
    text = "一百五十块卖不卖 我165高"
    assert yuan(text, amount(text, "一百五十块", 150.0)) == 150


def test_an_amount_after_a_word_of_less_is_taken_off() -> None:
    text = "再减十块我立马付款"
    assert yuan(text, amount(text, "十块", 10.0)) == 179


def test_a_figure_that_the_model_read_as_something_else_is_no_price() -> None:
    text = "我165高 便宜点"
    assert yuan(text, Entity("height", 165.0, "165", 1, 4)) is None


def test_a_total_is_divided_by_the_pieces() -> None:
    assert yuan("一共300行吗", wanted=Pieces(2, "两件")) == 150


@given(st.text(max_size=40), st.floats(allow_nan=True, allow_infinity=True), st.integers(1, 99))
def test_no_amount_lies_outside_the_price(text: str, value: float, count: int) -> None:
    ask = read_ask(text, (Entity("amount", value, "x", 0, 1),), WORDS, PRICE, Pieces(count, "x"))
    assert ask.amount is None or 0 < ask.amount < PRICE


def test_postage_and_gifts_are_bargaining_too() -> None:
    assert read_ask("邮费免了我就拿", (), WORDS, PRICE).topic is Topic.POSTAGE
    assert read_ask("送点东西", (), WORDS, PRICE, gift=True).topic is Topic.GIFT
    assert read_ask("便宜点", (), WORDS, PRICE).topic is Topic.PRICE


def test_a_threat_to_leave_is_heard() -> None:
    assert read_ask("不便宜我走了", (), WORDS, PRICE).threatens_to_leave
    assert not read_ask("便宜点呗", (), WORDS, PRICE).threatens_to_leave


@pytest.mark.parametrize("value", [0, -2, 1e9, "两"])
def test_an_implausible_number_of_pieces_keeps_what_was_said_before(value: float | str) -> None:
    before = Pieces(3, "三件")
    assert pieces((Entity("quantity", value, "x", 0, 1),), before) == before
    assert pieces((Entity("quantity", 2.0, "两双", 0, 2),), before) == Pieces(2, "两双")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("两双多少钱", 2),
        ("五十件什么价", 50),
        ("十五件多少", 15),
        ("二十五件怎么卖", 25),
        ("3条一共多少", 3),
        ("一双多少钱", 1),
        ("一百二十件多少", 1),
        ("12.5个多少", 1),
        ("两个颜色多少钱", 1),
        ("每两件多少钱", 1),
    ],
)
def test_the_count_whose_price_is_asked(text: str, count: int) -> None:
    assert pieces((), text=text).count == count


def test_what_the_model_read_comes_before_the_count_in_the_text() -> None:
    three = Entity("quantity", 3, "三双", 0, 2)
    assert pieces((three,), text="三双 两件多少钱").count == 3
