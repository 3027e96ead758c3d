"""What a label for a sentence is worth, and so which is asked for first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log2

from bot.core.training_candidates import Worth
from bot.core.understanding import Candidate as Guess

UNCERTAINTY, NOVELTY, FREQUENCY, DISAGREEMENT = 1.0, 1.0, 0.5, 1.0
"""How much each counts; benchmarks/label_order.py measures the order that they make."""
OFTEN = 64
"""Written so often, a sentence is as frequent as counts."""
LEAST_UNCERTAINTY = 0.15
LEAST_NOVELTY, LEAST_DOUBT = 0.6, 0.03
"""How new a sentence is that is asked about though the model hardly doubts."""


def margin(guesses: Sequence[Guess]) -> float:
    """How far the best guess is ahead of the second."""
    shares = sorted((guess.confidence for guess in guesses), reverse=True)
    return shares[0] - (shares[1] if len(shares) > 1 else 0.0) if shares else 0.0


def worth_of(guesses: Sequence[Guess], likest: float, times: int, hint: str | None) -> Worth:
    """`likest` is how like the nearest training sentence is; `hint` what a decision speaks for."""
    best = max(guesses, key=lambda guess: guess.confidence).intent if guesses else None
    return Worth(
        uncertainty=1 - margin(guesses),
        novelty=1 - likest,
        frequency=frequency(times),
        disagreement=float(hint is not None and hint != best),
    )


def frequency(times: int) -> float:
    return min(1.0, log2(max(times, 1)) / log2(OFTEN))


def written_often(worth: Worth, times: int) -> Worth:
    return replace(worth, frequency=frequency(times))


def value(worth: Worth) -> float:
    return (
        UNCERTAINTY * worth.uncertainty
        + NOVELTY * worth.novelty
        + FREQUENCY * worth.frequency
        + DISAGREEMENT * worth.disagreement
    )


def is_worth_asking(worth: Worth) -> bool:
    """What the model is sure of and knows the like of teaches it nothing, however often it comes."""
    is_new = worth.novelty >= LEAST_NOVELTY and worth.uncertainty >= LEAST_DOUBT
    return worth.disagreement > 0 or worth.uncertainty >= LEAST_UNCERTAINTY or is_new
