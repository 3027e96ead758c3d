"""What a talk is about before the present turn."""

from __future__ import annotations

import pytest

from bot.core.conversations import Sender, Turn
from bot.core.open_topic import is_data_only, is_reaction, open_topic
from bot.core.text import normalised
from bot.core.understanding import FALLBACK_INTENT, Candidate, Entity

RANKED = {
    "怎么还没发货": (Candidate("urge_dispatch", 0.8),),
    "包邮吗": (Candidate("ask_shipping_fee", 0.9),),
    "谢谢": (Candidate("thanks", 0.99),),
    "那个": (Candidate(FALLBACK_INTENT, 0.9),),
    "好像是": (Candidate("ask_stock", 0.2),),
    "现在满200减20": (Candidate("ask_promotion", 0.8),),
    "亲在的": (Candidate("greet", 0.9),),
}


def topic_after(*turns: tuple[Sender, str]) -> str | None:
    found = open_topic([Turn(sender, text) for sender, text in turns], RANKED.__getitem__, sure=0.3)
    return found.intent if found else None


BUYER, AGENT = Sender.BUYER, Sender.AGENT


def test_an_agent_who_asks_for_measures_opens_the_size_topic() -> None:
    assert topic_after((BUYER, "包邮吗"), (AGENT, "亲 身高体重多少呢")) == "ask_size"


def test_the_buyers_newest_wish_is_the_topic() -> None:
    assert topic_after((BUYER, "怎么还没发货"), (BUYER, "包邮吗"), (AGENT, "亲在的")) == "ask_shipping_fee"


def test_courtesies_fragments_and_guesses_open_no_topic() -> None:
    turns = [(BUYER, "包邮吗"), (BUYER, "谢谢"), (BUYER, "那个"), (BUYER, "好像是")]
    assert topic_after(*turns) == "ask_shipping_fee"
    assert topic_after(*turns[1:]) is None


def test_without_a_wish_of_the_buyer_the_agents_words_open_the_topic() -> None:
    assert topic_after((BUYER, "那个"), (AGENT, "现在满200减20")) == "ask_promotion"
    assert topic_after((BUYER, "那个"), (AGENT, "亲在的")) is None


def test_a_topic_fades_with_the_turns_that_lie_between() -> None:
    near = open_topic([Turn(BUYER, "包邮吗")], RANKED.__getitem__, sure=0.3)
    far = open_topic([Turn(BUYER, "包邮吗"), Turn(BUYER, "那个")], RANKED.__getitem__, sure=0.3)
    assert near and far and near.confidence > far.confidence


def test_nothing_before_is_no_topic() -> None:
    assert topic_after() is None


@pytest.mark.parametrize(
    ("text", "entities", "is_data"),
    [
        ("168 62", (), True),
        ("我身高168", (), True),
        ("要黑的", (Entity("color", "黑色", "黑的", 1, 3),), True),
        ("168穿什么", (), False),
        ("拉链坏了", (Entity("return_reason", "拉链坏了", "拉链坏了", 0, 4),), False),
        ("连衣裙", (Entity("product", "连衣裙", "连衣裙", 0, 3),), False),
        ("好的", (), False),
        ("", (), False),
    ],
)
def test_data_is_told_from_questions(text: str, entities: tuple[Entity, ...], is_data: bool) -> None:
    assert is_data_only(normalised(text), entities) is is_data


@pytest.mark.parametrize("text", ["啊", "不是吧", "真的假的", "额", "哈哈"])
def test_an_exclamation_is_a_reaction(text: str) -> None:
    assert is_reaction(text)


@pytest.mark.parametrize("text", ["几天", "快点", "那黑色呢", ""])
def test_an_elliptical_question_is_none(text: str) -> None:
    assert not is_reaction(text)
