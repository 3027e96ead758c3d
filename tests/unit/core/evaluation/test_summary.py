"""The figures that say how well messages were understood."""

from __future__ import annotations

import pytest

from bot.core.evaluation.judged import Answer, Judged, Kind, judged_from
from bot.core.evaluation.summary import Evaluation, evaluated
from bot.core.understanding import Candidate, Clause, Entity, Parse

ANSWERABLE = {"greet", "ask_eta"}


def parse(*intents: str, sure: float = 0.9, shown: tuple[str, ...] = (), alone: bool = False) -> Parse:
    """Understood as these intents; with none of them, abstained with `shown` as candidates."""
    clauses = tuple(Clause("x", (Candidate(intent, sure),)) for intent in intents)
    doubtful = Clause("x", tuple(Candidate(intent, sure) for intent in shown))
    return Parse("x", clauses or (doubtful,), abstain=not intents, intents=intents, sure=alone)


def single(intent: str, *alternatives: str) -> Judged:
    return Judged(Kind.SINGLE, "x", (intent,), frozenset(alternatives))


FRAGMENT = Judged(Kind.FRAGMENT, "那个")


def figure(evaluation: Evaluation, name: str) -> float:
    return next(one.value for one in evaluation.figures if one.name == name)


def figures(*answers: Answer) -> Evaluation:
    return evaluated(answers, ANSWERABLE)


def test_a_single_message_is_right_by_its_intent_or_an_alternative() -> None:
    read = figures(
        (single("greet"), parse("greet")),
        (single("ask_eta", "ask_dispatch_time"), parse("ask_dispatch_time")),
        (single("thanks"), parse("greet")),
        (single("thanks"), parse(shown=("greet", "thanks"))),
    )
    assert figure(read, "single: accuracy") == 0.5
    assert figure(read, "single: right among three") == 0.75
    assert figure(read, "single: abstained") == 0.25
    assert read.confusions == {("thanks", "greet"): 2}


def test_an_interval_holds_its_figure_and_narrows_with_messages() -> None:
    answers = [(single("greet"), parse("greet")), (single("thanks"), parse("greet"))]
    few, many = figures(*answers).figures[0], figures(*answers * 50).figures[0]
    assert few.low < many.low < 0.5 < many.high < few.high


def test_several_intents_must_be_found_exactly() -> None:
    judged = Judged(Kind.SEVERAL, "x", ("ask_eta", "ask_price"), frozenset({"ask_product"}))
    read = figures(
        (judged, parse("ask_price", "ask_eta")),
        (judged, parse("ask_price", "ask_eta", "ask_product")),
        (judged, parse("ask_price")),
        (judged, parse("ask_price", "ask_eta", "greet")),
    )
    assert figure(read, "several: exact set") == 0.5


def test_fragments_should_be_abstained_from() -> None:
    read = figures((FRAGMENT, parse(shown=("inform",))), (FRAGMENT, parse("greet")))
    assert figure(read, "fragments: abstained") == 0.5
    assert "single: accuracy" not in {one.name for one in read.figures}


def test_coverage_counts_the_surest_messages_up_to_the_precision() -> None:
    right, wrong = (single("greet"), parse("greet", sure=0.9)), (FRAGMENT, parse("greet", sure=0.5))
    assert figure(figures(wrong, *[right] * 9), "coverage at 95% precision") == 0.9
    assert figure(figures(wrong), "coverage at 95% precision") == 0


def test_only_sure_answers_to_answerable_intents_count_as_given_alone() -> None:
    read = figures(
        (single("greet"), parse("greet", alone=True)),
        (single("thanks"), parse("greet", alone=True)),
        (single("request_refund"), parse("request_refund", alone=True)),
        (single("greet"), parse("greet")),
    )
    assert figure(read, "alone at the shipped thresholds: coverage") == 0.5
    assert figure(read, "alone at the shipped thresholds: precision") == 0.5


def test_confidence_that_means_what_it_says_has_no_calibration_error() -> None:
    right, wrong = (single("greet"), parse("greet", sure=0.75)), (single("thanks"), parse("greet", sure=0.75))
    assert figure(figures(right, right, right, wrong), "calibration error") == pytest.approx(0)
    assert figure(figures(right), "calibration error") == pytest.approx(0.25)


def test_an_intent_is_judged_by_what_was_taken_for_it_and_what_was_missed() -> None:
    read = figures(
        (single("greet"), parse("greet")),
        (single("thanks"), parse("greet")),
        (single("thanks"), parse("thanks")),
    )
    greet, thanks = read.intents
    assert (greet.precision, greet.recall) == (0.5, 1.0)
    assert (thanks.precision, thanks.recall) == (1.0, 0.5)
    assert figure(read, "single: macro F1") == pytest.approx(2 / 3)


def test_an_entity_is_right_when_its_words_and_its_value_are() -> None:
    judged = judged_from(
        {
            "kind": "entities",
            "text": "3岁 110斤",
            "entities": [
                {"entity": "age", "raw": "3岁", "value": 3},
                {"entity": "weight", "raw": "110斤", "value": 55},
            ],
        }
    )
    found = (Entity("age", 36, "3岁", 0, 2), Entity("weight", 110.0, "110斤", 3, 7))
    read = figures((judged, Parse("x", (Clause("x", (), found),), abstain=True)))
    assert [(row.name, row.right) for row in read.entities] == [("age", 1), ("weight", 0)]
    assert figure(read, "entities: F1") == 0.5


def test_a_turn_with_context_may_rightly_be_left_open() -> None:
    hopeless = Judged(Kind.CONTEXT, "哎呀")
    told = Judged(Kind.CONTEXT, "165", ("ask_size",))
    read = figures((hopeless, parse(shown=("greet",))), (told, parse("ask_size")), (told, parse("inform")))
    assert figure(read, "context: right") == 0.5
    assert figure(read, "context: abstained where nobody can tell") == 1


def test_the_surest_mistake_comes_first() -> None:
    read = figures(
        (FRAGMENT, parse("greet", sure=0.6)),
        (single("thanks"), parse("greet", sure=0.8)),
        (single("greet"), parse("greet")),
    )
    assert [mistake.confidence for mistake in read.mistakes] == [0.8, 0.6]


def test_a_mistake_by_abstention_names_the_first_choice() -> None:
    (mistake,) = figures((single("thanks"), parse(shown=("greet", "thanks")))).mistakes
    assert (mistake.understood, mistake.confidence, mistake.abstained) == (("greet",), 0, True)


def test_nothing_judged_has_no_figures() -> None:
    assert figures().figures == ()


@pytest.mark.parametrize(
    "document", [{}, {"kind": "odd", "text": "x"}, {"kind": "single", "text": "x", "intents": 3}]
)
def test_what_is_no_judged_message_is_refused(document: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"judged message|Kind"):
        judged_from(document)
