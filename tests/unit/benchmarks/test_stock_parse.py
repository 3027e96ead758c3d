"""What a stock Rasa pipeline says, as the parse it is judged by."""

from __future__ import annotations

from typing import Any

from benchmarks.contenders.stock_pipeline import stock_parse


def parsed(**confidences: float) -> dict[str, Any]:
    return {"intent_ranking": [{"name": name, "confidence": sure} for name, sure in confidences.items()]}


def test_the_best_ranked_intent_is_the_one_wish() -> None:
    parse = stock_parse("在吗", parsed(greet=0.3, thanks=0.2))
    assert parse.intents == ("greet",)
    assert not parse.abstain


def test_below_the_fallback_threshold_it_abstains_and_still_shows_its_candidates() -> None:
    parse = stock_parse("在吗", parsed(greet=0.29, thanks=0.2))
    assert parse.abstain
    assert [one.intent for one in parse.clauses[0].ranking] == ["greet", "thanks"]


def test_a_fragment_is_an_abstention_and_no_candidate() -> None:
    parse = stock_parse("那个", parsed(nlu_fallback=0.8, greet=0.1))
    assert parse.abstain
    assert [one.intent for one in parse.clauses[0].ranking] == ["greet"]


def test_without_a_ranking_it_abstains() -> None:
    assert stock_parse("", parsed()).abstain
