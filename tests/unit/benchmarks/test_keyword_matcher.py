"""The keyword matcher that our model is measured against has to be a fair one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.contenders.keyword_matcher import KeywordMatcher, intents_by_keyword, keyword_parse

PROJECT = Path(__file__).resolve().parents[3]
TABLE = PROJECT / "benchmarks" / "contenders" / "keywords.yml"
INTENTS = intents_by_keyword({"ask_invoice": ["发票", "qq"], "adjust_price": ["发票金额"], "greet": ["你好"]})


def test_the_longest_keyword_wins_wherever_it_stands() -> None:
    parse = keyword_parse("你好发票金额", INTENTS)
    assert parse.intents == ("adjust_price",)
    assert [one.intent for one in parse.clauses[0].ranking] == ["adjust_price", "greet", "ask_invoice"]


def test_of_equally_long_keywords_the_first_in_the_message_wins() -> None:
    assert keyword_parse("发票你好", INTENTS).intents == ("ask_invoice",)
    assert keyword_parse("你好发票", INTENTS).intents == ("greet",)


def test_without_a_keyword_nothing_is_understood() -> None:
    parse = keyword_parse("嗯", INTENTS)
    assert parse.abstain
    assert parse.intents == ()


def test_width_and_case_do_not_matter() -> None:
    assert keyword_parse("ＱＱ", INTENTS).intents == ("ask_invoice",)


def test_a_keyword_of_two_intents_is_refused() -> None:
    with pytest.raises(ValueError, match="发票 is a keyword of ask_invoice and of ask_price"):
        intents_by_keyword({"ask_invoice": ["发票"], "ask_price": ["发票"]})


@given(st.text(alphabet="你好发票金额qＱ ㍿", max_size=12))
def test_confidence_is_a_share_and_candidates_come_best_first(text: str) -> None:
    shares = [one.confidence for one in keyword_parse(text, INTENTS).clauses[0].ranking]
    assert all(0 < share <= 1 for share in shares)
    assert shares == sorted(shares, reverse=True)


def test_every_intent_of_the_closed_list_has_five_to_fifteen_keywords() -> None:
    keywords = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    document = yaml.safe_load((PROJECT / "data" / "intents.yml").read_text(encoding="utf-8"))
    assert set(keywords) == {intent["name"] for intent in document["intents"]}
    assert {intent for intent, own in keywords.items() if not 5 <= len(own) <= 15} == set()


def test_the_whole_table_can_be_loaded_and_used() -> None:
    reader = KeywordMatcher(TABLE).load(TABLE.parent)
    assert reader("这个能开发票吗", ()).intents == ("ask_invoice",)
