"""Frequent answers become wordings with facts, questions without an answer are counted by buyers."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.scripts.book import load_book
from bot.adapters.scripts.written import written
from bot.bootstrap import DATA, House
from bot.core.fact_vocabulary import Vocabulary
from bot.core.generalising import bare, generaliser
from bot.core.mined_script import script_document
from bot.core.mining import LEAST_TIMES, Said, frequent_answers, unknown_questions
from bot.core.scripts import PLACEHOLDER
from bot.settings import Settings


@lru_cache
def vocabulary() -> Vocabulary:
    return load_book(DATA).vocabulary


STATED = {"ask_courier": ["order.tail", "parcel.courier"], "ask_size": ["size.name"]}


def answers(*said: Said, scripted: dict[str, list[str]] | None = None) -> list[str]:
    found = frequent_answers(said, generaliser(vocabulary(), STATED), scripted or {})
    return [one.text for one in found]


def courier(text: str, buyer: str, **facts: str) -> Said:
    return Said(text, "ask_courier", f"message:{buyer}", buyer, "发什么快递", facts)


def test_values_that_equal_known_facts_become_the_facts() -> None:
    said = [
        courier(
            f"亲，咱们这边尾号{tail}的给您走{by}哦，放心", tail, **{"order.tail": tail, "parcel.courier": by}
        )
        for tail, by in (("2231", "中通快递"), ("8890", "顺丰速运"), ("1203", "圆通速递"))
    ]
    assert answers(*said) == ["亲，咱们这边尾号{order.tail}的给您走{parcel.courier}哦，放心"]


def test_values_that_differ_become_the_one_fact_that_the_intent_s_scripts_state() -> None:
    said = [courier(f"给您发的是{by}哦，请留意查收", by) for by in ("中通快递", "顺丰速运", "圆通快递")]
    assert answers(*said) == ["给您发的是{parcel.courier}哦，请留意查收"]
    sizes = [
        Said(f"您这个身材建议拍{size}码就可以啦", "ask_size", "log:1", size, "穿什么码")
        for size in ("M", "L", "XL")
    ]
    assert answers(*sizes) == ["您这个身材建议拍{size.name}码就可以啦"]


def test_an_answer_to_what_is_asked_in_many_ways_is_one() -> None:
    typed = [
        "没人接电话就放驿站 取件码短信发您",
        "没人接就放驿站 取件码短信发您的",
        "一般没人接放驿站 取件码发短信",
    ]
    intents = ["ask_courier", "", "ask_size", "ask_courier"]
    said = [Said(typed[n % 3], intent, f"log:{n}", str(n), "放哪") for n, intent in enumerate(intents)]
    (found,) = frequent_answers(said, generaliser(vocabulary(), STATED), {})
    assert (found.intent, found.times, found.text) == ("ask_courier", 4, typed[0])
    assert frequent_answers([replace(one, intent="") for one in said], lambda text, *_: text, {}) == ()


def test_pictures_are_no_question() -> None:
    asked = [Said("[图片]", "", f"log:{n}", str(n)) for n in range(9)]
    assert unknown_questions(asked, ["在吗"] * 30) == ()


def test_one_buyer_s_matter_short_words_and_what_is_scripted_are_left_out() -> None:
    same = [courier("这个我给您备注一下走陆运哈", "a") for _ in range(9)]
    assert answers(*same) == []
    two = [*same, courier("这个我给您备注一下走陆运哈", "b")]
    assert answers(*two) == ["这个我给您备注一下走陆运哈"]
    assert answers(*two, scripted={"ask_courier": ["这个给您备注一下走陆运哈"]}) == []
    assert answers(*(courier("好的呢", str(n)) for n in range(9))) == []


def test_a_wording_that_names_somebody_is_never_the_one_offered() -> None:
    named = [courier("〈姓名〉您好，给您安排明天补发哦", str(n)) for n in range(5)]
    assert answers(*named) == []
    assert answers(*named, courier("您好，给您安排明天补发哦", "z")) == ["您好，给您安排明天补发哦"]


def test_questions_count_buyers_not_bubbles() -> None:
    ask = ["色牢度怎么样", "这件色牢度几级呀", "色牢度高不高"]
    asked = [Said(ask[n % 3], "ask_product", f"draft:{n}", f"buyer {n % 4}") for n in range(12)]
    asked += [Said("能开车间吗", "nlu_fallback", "draft:99", "x")]
    (found,) = unknown_questions(asked, ["在吗", "有货吗", "怎么样", "几级"] * 30)
    assert (found.topic, found.buyers, found.times) == ("色牢度", 4, 12)
    assert sorted(one.text for one in found.examples) == sorted(ask)
    assert len({one.buyer for one in found.examples}) == 3


@given(
    st.lists(
        st.tuples(st.sampled_from(["色牢度好吗", "能水洗吗", "有吊牌吗"]), st.integers(0, 5)), max_size=40
    )
)
def test_what_is_found_is_frequent_and_counted_right(asked: list[tuple[str, int]]) -> None:
    said = [Said(text, "ask_product", f"draft:{n}", str(buyer)) for n, (text, buyer) in enumerate(asked)]
    for one in unknown_questions(said, ["在吗"] * 50):
        texts = [text for text, _ in asked if one.topic in text]
        assert LEAST_TIMES <= one.times == len(texts)
        assert one.buyers == len({buyer for text, buyer in asked if one.topic in text}) >= 2


@given(st.text(alphabet="{}尾号2231中通快递SML码9元。.a", max_size=30))
def test_every_placeholder_is_a_fact_that_can_be_promised(text: str) -> None:
    generalise = generaliser(vocabulary(), STATED)
    for intent in STATED:
        wording = generalise(text, intent, {"order.tail": "2231", "size.name": "M"})
        assert set(PLACEHOLDER.findall(wording)) <= {"order.tail", "size.name", "parcel.courier"}
        assert not set("{}") & set(bare(wording))


def test_a_draft_s_conditions_promise_its_facts_and_its_case_is_right(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    home = House(Settings(home=tmp_path_factory.mktemp("home")))
    wordings = (
        ("ask_courier", "尾号{order.tail}的给您走{parcel.courier}哦"),
        ("ask_size", "您这个身材建议拍{size.name}码哦"),
        ("ask_courier", "这个我给您备注一下走陆运哈"),
    )
    sources = []
    for number, (intent, text) in enumerate(wordings):
        document = script_document(f"mined_{number}", intent, text, "发什么快递", vocabulary())
        assert (document["status"], document["unattended"]) == ("draft", "never")
        assert yaml.safe_load(written(document)) == document
        sources.append(home.live_book.read(f"mined_{number}", written(document)))
    assert home.live_book.faults(sources, home.intents) == ()


def test_a_fact_that_nothing_promises_makes_no_script() -> None:
    with pytest.raises(ValueError, match="nothing promises"):
        script_document("mined_1", "ask_size", "{no.such_fact}", "?", vocabulary())
