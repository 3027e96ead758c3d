"""The figures that say how well messages were understood."""

from __future__ import annotations

import pytest

from bot.core.evaluation import Judged, confusions, figures
from bot.core.understanding import Candidate, Clause, Parse


def parse(*intents: str, sure: float = 0.9, shown: tuple[str, ...] = ()) -> Parse:
    """Understood as these intents; with none of them, abstained with `shown` as candidates."""
    clauses = tuple(Clause("x", (Candidate(intent, sure),)) for intent in intents)
    doubtful = Clause("x", tuple(Candidate(intent, sure) for intent in shown))
    return Parse("x", clauses or (doubtful,), abstain=not intents, intents=intents)


def test_a_single_message_is_right_by_its_intent_or_an_alternative() -> None:
    answers = [
        (Judged("a", ("greet",)), parse("greet")),
        (Judged("b", ("ask_eta",), frozenset({"ask_dispatch_time"})), parse("ask_dispatch_time")),
        (Judged("c", ("thanks",)), parse("greet")),
        (Judged("d", ("thanks",)), parse(shown=("greet", "thanks"))),
    ]
    read = figures(answers)
    assert read["single: accuracy"] == 0.5
    assert read["single: right among three"] == 0.75
    assert read["single: abstained"] == 0.25
    assert confusions(answers) == [("thanks", "greet", 2)]


def test_several_intents_must_be_found_exactly() -> None:
    judged = Judged("a", ("ask_eta", "ask_price"))
    answers = [
        (judged, parse("ask_price", "ask_eta")),
        (judged, parse("ask_price")),
        (judged, parse("ask_price", "ask_eta", "greet")),
    ]
    assert figures(answers)["several: exact set"] == pytest.approx(1 / 3)


def test_fragments_should_be_abstained_from() -> None:
    answers = [(Judged("34", ()), parse(shown=("inform",))), (Judged("那个", ()), parse("greet"))]
    read = figures(answers)
    assert read["fragments: abstained"] == 0.5
    assert "single: accuracy" not in read


def test_coverage_counts_the_surest_messages_up_to_the_precision() -> None:
    right = [(Judged("a", ("greet",)), parse("greet", sure=0.9))] * 9
    wrong = [(Judged("b", ()), parse("greet", sure=0.5))]
    assert figures([*wrong, *right])["coverage at 95 % precision"] == 0.9
    assert figures(wrong)["coverage at 95 % precision"] == 0


def test_confidence_that_means_what_it_says_has_no_calibration_error() -> None:
    right = (Judged("a", ("greet",)), parse("greet", sure=0.75))
    wrong = (Judged("b", ("thanks",)), parse("greet", sure=0.75))
    assert figures([right, right, right, wrong])["calibration error"] == pytest.approx(0)
    assert figures([right])["calibration error"] == pytest.approx(0.25)


def test_nothing_judged_has_no_figures() -> None:
    assert figures([]) == {}
