"""The guard's regular expressions: shorthands, and a bound of the work that a hostile text may cause."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.scripts.book import load_guard
from bot.core.disguises import dialled, legible, plain, squeezed
from bot.core.guard_patterns import LONGEST_READ, MOST_WAYS, compiled, expanded, fault_of
from bot.core.guard_sieve import Sieve
from bot.core.spans import Spans

ROOT = Path(__file__).resolve().parents[3]
WORKING = ROOT / "data/guard/judged/working.jsonl"


@pytest.mark.parametrize(
    "pattern",
    [
        "保证.*到",
        "(?:一定)+到",
        r"\d{5,}",
        "(?:a{0,30}){0,30}b",
        "(?:不|会{0,9}){0,9}到",
        "a{0,60}b{0,60}c{0,60}",
    ],
)
def test_a_pattern_that_could_run_on_is_refused(pattern: str) -> None:
    assert fault_of(pattern)


@pytest.mark.parametrize("pattern", ["最(?:好|佳)", "已经?[^，]{0,8}备注(?!吗)", "(?:今天|明天){0,2}一定到"])
def test_a_pattern_with_an_end_is_taken(pattern: str) -> None:
    assert fault_of(pattern) == ""


def test_a_broken_pattern_says_why() -> None:
    assert "no regular expression" in fault_of("(")
    assert "no regular expression" in fault_of("(?<!甲|乙丙)丁")


def test_gaps_stay_within_a_clause_or_a_sentence() -> None:
    clause = re.compile(expanded("不{..4}退", {}))
    sentence = re.compile(expanded("不{...4}退", {}))
    assert clause.search("不能给退") and not clause.search("不，能退")
    assert sentence.search("不，能退") and not sentence.search("不。能退")


def test_a_list_is_put_in_as_alternatives_and_may_hold_another() -> None:
    lists = {"you": "您|你", "for_you": "给{you}|帮{you}"}
    assert re.fullmatch(expanded("{for_you}退{..2}", lists), "帮你退了款")
    with pytest.raises(KeyError):
        expanded("{nobody}", lists)


def test_every_pattern_of_ours_has_a_bound() -> None:
    """So the work for a text grows with its length only, whatever stands in it."""
    rules = load_guard(ROOT / "data").rules
    patterns = [pattern for rule in rules for pattern in (*rule.patterns, *rule.unless)]
    assert len(patterns) > 200
    assert [one.regex.pattern for one in patterns if fault_of(one.regex.pattern)] == []
    assert LONGEST_READ <= 120 and MOST_WAYS <= 10_000


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10)), max_size=12),
    st.tuples(st.integers(0, 30), st.integers(1, 6)),
)
def test_stretches_cover_what_lies_inside_of_one_of_them(
    stretches: list[tuple[int, int]], wanted: tuple[int, int]
) -> None:
    spans = [(start, start + length) for start, length in stretches]
    start, end = wanted[0], wanted[0] + wanted[1]
    assert Spans(spans).cover(start, end) == any(a <= start and end <= b for a, b in spans)


@pytest.mark.parametrize(
    ("pattern", "text", "may_match"),
    [
        ("已经?{..8}(?:备注|标注)", "已经帮您标注", True),
        ("已经?{..8}(?:备注|标注)", "帮您备注", False),
        ("(?:加|进)[微薇]", "进薇", True),
        ("(?:加|进)[微薇]", "进店", False),
        ("(?:保证)?到(?=货)", "到货", True),
        (r"\d{3}元", "给您元", True),
        ("(?:保证|肯定)[能会]到", "保能证会到", False),
        ("(?:保证|肯定)(?!不)[能会]到", "肯定能到", True),
        ("(?:甲|[^乙])丙", "丁丙", True),
    ],
)
def test_a_text_is_passed_over_only_for_letters_that_a_match_must_have(
    pattern: str, text: str, may_match: bool
) -> None:
    one = compiled(expanded(pattern, {}))
    sieve = Sieve([one])
    assert (sieve.asked(one) & sieve.met(text) == sieve.asked(one)) == may_match


def test_no_match_is_lost_by_passing_over() -> None:
    texts = [json.loads(line)["text"] for line in WORKING.read_text("utf-8").splitlines()[::3]]
    rules = load_guard(ROOT / "data").rules
    patterns = [pattern for rule in rules for pattern in (*rule.patterns, *rule.unless)]
    sieve = Sieve(patterns)
    asking = [(sieve.asked(pattern), pattern.regex) for pattern in patterns]
    for view in (fold(legible(text)) for text in texts for fold in (plain, squeezed, dialled)):
        met = sieve.met(view.text)
        for asked, regex in asking:
            assert asked & met == asked or regex.search(view.text) is None
