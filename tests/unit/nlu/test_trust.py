"""How far confidence may be trusted, from sentences a model had not seen."""

from __future__ import annotations

import numpy as np
import pytest

from bot.core.understanding import FALLBACK_INTENT
from bot.nlu import trust

NAMES = ("ask_eta", "ask_size", FALLBACK_INTENT)
ETA, SIZE, NOBODY_KNOWS = range(3)


def shares(*rows: tuple[float, float, float]) -> trust.Floats:
    return np.array(rows, dtype=np.float32)


def test_scores_that_promise_too_much_are_cooled() -> None:
    scores = np.array([[8, 0, 0], [8, 0, 0], [8, 0, 0], [8, 0, 0]], dtype=np.float32)
    assert trust.temperature(scores, np.array([ETA, ETA, ETA, SIZE])) > 2


def test_scores_are_never_sharpened() -> None:
    scores = np.array([[1, 0, 0], [0, 1, 0]], dtype=np.float32)
    assert trust.temperature(scores, np.array([ETA, SIZE])) == 1


def test_clearness_is_the_lead_over_nobody_can_tell() -> None:
    assert trust.clearness(shares((0.6, 0.1, 0.3)), NAMES).tolist() == pytest.approx([0.3])


def test_a_wanted_share_of_clear_sentences_is_left_to_a_person() -> None:
    rows = [(lead, 0.0, 1 - lead) for lead in np.linspace(0.5, 1, 101)]
    labels = np.full(101, ETA)
    least = trust.least_clear(shares(*rows), labels, NAMES)
    left = (trust.clearness(shares(*rows), NAMES) < least).mean()
    assert left == pytest.approx(trust.CLEAR_BUT_UNSURE, abs=0.02)


def answers(*right: bool, wrong_label: int = SIZE) -> tuple[trust.Floats, trust.Labels]:
    """Answers "ask_eta", the surest first."""
    sure = np.linspace(0.99, 0.5, len(right))
    labels = np.array([ETA if one else wrong_label for one in right])
    return shares(*((share, (1 - share) / 2, (1 - share) / 2) for share in sure)), labels


def test_an_intent_that_was_always_right_may_be_answered_alone_from_its_least_sure_answer() -> None:
    rows, labels = answers(*[True] * 40)
    assert trust.alone(rows, labels, NAMES) == {"ask_eta": pytest.approx(0.5)}


def test_the_threshold_stands_above_the_first_mistake() -> None:
    rows, labels = answers(*[True] * 30, False, *[True] * 9)
    (least,) = trust.alone(rows, labels, NAMES).values()
    assert rows[30, ETA] < least <= rows[29, ETA] + 1e-6


def test_few_answers_prove_nothing() -> None:
    rows, labels = answers(*[True] * (trust.LEAST_ANSWERS - 1))
    assert trust.alone(rows, labels, NAMES) == {}


def test_a_fragment_taken_for_a_wish_weighs_more_than_a_confusion() -> None:
    many = 200
    confused = trust.alone(*answers(*[True] * many, False, *[True] * 20), NAMES)
    fragment = trust.alone(*answers(*[True] * many, False, *[True] * 20, wrong_label=NOBODY_KNOWS), NAMES)
    assert confused["ask_eta"] < fragment["ask_eta"]


def test_what_is_no_wish_is_never_answered_alone() -> None:
    rows = shares(*[(0.0, 0.0, 1.0)] * 50)
    assert trust.alone(rows, np.full(50, NOBODY_KNOWS), NAMES) == {}
