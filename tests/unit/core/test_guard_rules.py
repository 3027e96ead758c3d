"""What data/scripts/_forbidden.yml may say, and what is said of a file that says it wrongly."""

from __future__ import annotations

from typing import Any

import pytest

from bot.core.disguises import legible
from bot.core.guard_rules import GuardRule, OnlyIf, Reads, read_guard_rules, read_respelling
from bot.core.script_sources import Source
from bot.core.suggestions import Severity

PATH = "data/scripts/_forbidden.yml"
BARE = {"rule": "r", "severity": "warn", "reason": "why", "source": "where"}
WHOLE = {
    **BARE,
    "patterns": ["{who}{..2}退了", "{words}"],
    "words": "甲|乙",
    "unless": ["没{who}"],
    "reads": "squeezed",
    "action": "refund",
    "also": {"resend": "补发"},
    "kinds": {"address": "地址|门牌"},
    "only_if": "alone",
    "better": {"退了": "在退", "": "我看看"},
}


def source(document: Any, fault: str = "") -> Source:
    return Source(PATH, "", "_forbidden", "", document, fault)


def read(*entries: object, **more: object) -> tuple[GuardRule, ...]:
    rules, faults = read_guard_rules(source({"forbidden": list(entries), **more}))
    assert faults == []
    return rules


def faults(document: object) -> list[str]:
    found = read_guard_rules(source(document))[1]
    assert {fault.path for fault in found} <= {PATH}
    return [fault.sentence for fault in found]


def entry_faults(**more: object) -> list[str]:
    return faults({"forbidden": [{**BARE, "patterns": ["x"], **more}]})


def matches(rule: GuardRule, text: str) -> list[str]:
    return [found[0] for pattern in rule.patterns for found in pattern.regex.finditer(text)]


def test_a_rule_says_everything_it_holds() -> None:
    (rule,) = read(WHOLE, lists={"who": " 我|店里 "})
    assert (rule.name, rule.severity, rule.reason, rule.source) == ("r", Severity.WARN, "why", "where")
    assert (rule.reads, rule.action, rule.only_if) == (Reads.SQUEEZED, "refund", OnlyIf.ALONE)
    assert matches(rule, "我给您退了，店里退了，他退了，乙") == ["我给您退了", "店里退了", "乙"]
    assert [one.regex.pattern for one in rule.unless] == ["没(?:我|店里)"]
    assert {name: one.regex.pattern for name, one in rule.also.items()} == {"resend": "补发"}
    assert {name: one.regex.pattern for name, one in rule.kinds.items()} == {"address": "地址|门牌"}
    assert rule.better == {"退了": "在退", "": "我看看"}


def test_what_a_rule_does_not_say_has_its_default() -> None:
    (rule,) = read({**BARE, "patterns": ["x"]})
    assert (rule.unless, rule.reads, rule.action, rule.only_if) == ((), Reads.PLAIN, "", OnlyIf.ALWAYS)
    assert (rule.also, rule.kinds, rule.better) == ({}, {}, {})


def test_one_better_wording_is_for_every_match() -> None:
    assert read({**BARE, "patterns": ["x"], "better": "换个说法"})[0].better == {"": "换个说法"}


def test_the_words_of_a_rule_are_its_own() -> None:
    first, second = read(
        {**BARE, "patterns": ["{words}"], "words": "甲"}, {**BARE, "patterns": ["{words}"], "words": "乙"}
    )
    assert (matches(first, "甲乙"), matches(second, "甲乙")) == (["甲"], ["乙"])


def test_a_list_may_hold_another_list() -> None:
    (rule,) = read({**BARE, "patterns": ["{outer}"]}, lists={"outer": "{inner}|乙", "inner": "甲"})
    assert matches(rule, "甲乙丙") == ["甲", "乙"]


def test_only_a_rule_about_personal_data_needs_no_pattern() -> None:
    (rule,) = read({**BARE, "only_if": "personal"})
    assert (rule.patterns, rule.only_if) == ((), OnlyIf.PERSONAL)
    assert faults({"forbidden": [BARE]}) == ["entry 1 (r) has no patterns"]


def test_a_file_that_could_not_be_read_is_told_as_it_is() -> None:
    rules, found = read_guard_rules(source(None, "line 3: no YAML"))
    assert (rules, [fault.sentence for fault in found]) == ((), ["line 3: no YAML"])


def test_a_file_without_rules_is_told() -> None:
    assert faults({}) == ["the file lacks 'forbidden'"]
    assert faults({"forbidden": {}}) == ["the file: forbidden must be a list"]
    assert faults({"forbidden": [], "lists": ["x"]}) == ["lists must be a mapping of names to words"]
    assert faults({"forbidden": [], "more": 1}) == ["the file has an unknown key 'more'"]


@pytest.mark.parametrize("key", ["rule", "severity", "reason", "source"])
def test_what_every_rule_needs_is_missed(key: str) -> None:
    entry = {name: value for name, value in {**BARE, "patterns": ["x"]}.items() if name != key}
    assert faults({"forbidden": [{**BARE, "patterns": ["x"]}, entry]}) == [f"entry 2 lacks {key!r}"]


@pytest.mark.parametrize("key", ["reason", "source", "action", "words"])
def test_what_must_be_text_is_named_with_its_rule(key: str) -> None:
    assert entry_faults(**{key: 5}) == [f"entry 1 (r): {key} must be text, not 5"]


@pytest.mark.parametrize("key", ["severity", "reads", "only_if"])
def test_a_word_that_is_none_of_its_list_is_named_with_its_rule(key: str) -> None:
    (sentence,) = entry_faults(**{key: "bad"})
    assert sentence.startswith(f"entry 1 (r): {key} is one of ")
    assert sentence.endswith(", not 'bad'")


@pytest.mark.parametrize("key", ["patterns", "unless"])
def test_a_pattern_with_a_fault_is_named_with_its_rule(key: str) -> None:
    more = {"patterns": ["x"], key: ["x", "(", "{nobody}"]}
    assert entry_faults(**more) == [
        f"entry 1 (r): {key} holds '(', which is no regular expression: missing ), unterminated subpattern "
        "at position 0",
        f"entry 1 (r): {key} holds '{{nobody}}' with the unknown list 'nobody'",
    ]
    assert entry_faults(**{"patterns": ["x"], key: "x"})[0] == f"entry 1 (r): {key} must be a list"


@pytest.mark.parametrize("key", ["also", "kinds"])
def test_words_with_a_fault_are_named_with_their_rule(key: str) -> None:
    assert entry_faults(**{key: {"refund": "(", "resend": "补发"}}) == [
        f"entry 1 (r): {key} holds '(', which is no regular expression: missing ), unterminated subpattern "
        "at position 0"
    ]
    assert entry_faults(**{key: "补发"}) == [f"{key} must be a mapping of names to words"]


def respelt(text: str, **document: object) -> str:
    respelling, found = read_respelling(source(document))
    assert found == []
    return respelling(legible(text)).text


def test_words_are_known_by_their_sound_and_by_other_writings() -> None:
    assert respelt("bao证，布吉岛", sounds={"保证": " bao zheng "}, written={"不知道": "布吉岛 不造"}) == (
        "保证，不知道"
    )
    assert respelt("不造", written={"不知道": "布吉岛 不造"}) == "不知道"
    assert respelt("bao证") == "bao证"


def test_a_file_that_could_not_be_read_respells_nothing() -> None:
    respelling, found = read_respelling(source(None, "line 3: no YAML"))
    assert (respelling(legible("bao证")).text, found) == ("bao证", [])


def test_respellings_with_a_fault_are_named_and_none_is_used() -> None:
    document = {"sounds": {"保证": "bao", "肯定": "ken ding"}, "written": {"不知道": "( 不造"}}
    respelling, found = read_respelling(source(document))
    assert [(fault.path, fault.sentence) for fault in found] == [
        (PATH, "sounds: 保证 has not one syllable for each character"),
        (PATH, "written: '(' is no regular expression: missing ), unterminated subpattern at position 0"),
    ]
    assert respelling(legible("ken定 不造")).text == "ken定 不造"
