"""Our own labelled texts for the reply guard. What it is measured on is written by strangers."""

from __future__ import annotations

import json
from pathlib import Path

from bot.adapters.scripts.book import load_guard
from bot.core.guard import verdict

ROOT = Path(__file__).resolve().parents[2]
GUARD = load_guard(ROOT / "data")
TEXTS = [
    json.loads(line) for line in (ROOT / "data/guard/judged/working.jsonl").read_text("utf-8").splitlines()
]
GOOD = [line["text"] for line in TEXTS if line["verdict"] == "good"]
BAD = [line["text"] for line in TEXTS if line["verdict"] == "bad"]

LEAST_RECALL = 0.98
MOST_FALSE_ALARMS = 0.01


def test_the_set_is_large_and_says_everything_once() -> None:
    assert len(GOOD) >= 250 and len(BAD) >= 250
    assert len({line["text"] for line in TEXTS}) == len(TEXTS)


def test_bad_texts_name_a_rule_that_there_is() -> None:
    known = {rule.name for rule in GUARD.rules}
    assert {line["rule"] for line in TEXTS if line["verdict"] == "bad"} <= known


def test_bad_texts_are_found() -> None:
    missed = [text for text in BAD if verdict(GUARD.check(text)) == "ok"]
    assert len(missed) <= (1 - LEAST_RECALL) * len(BAD), missed


def test_good_texts_pass() -> None:
    alarms = [(text, GUARD.check(text)[0].rule) for text in GOOD if GUARD.check(text)]
    assert len(alarms) <= MOST_FALSE_ALARMS * len(GOOD), alarms


def test_hardly_a_bad_text_is_found_by_another_rule_alone() -> None:
    bad = [(line["text"], line["rule"]) for line in TEXTS if line["verdict"] == "bad"]
    other = [text for text, rule in bad if rule not in {finding.rule for finding in GUARD.check(text)}]
    assert len(other) <= 0.05 * len(bad), other
