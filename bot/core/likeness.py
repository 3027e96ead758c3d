"""How much of a reply a suggestion would have spared: chrF, the field's measure for machine-made text."""

from __future__ import annotations

from collections import Counter

ORDER = 2
"""Longest run of characters compared. chrF takes 6 letters; a Chinese character carries what a word does."""
BETA = 2.0
"""Recall counts twice: what the agent wrote and the suggestion lacks has to be typed."""


def chrf(suggested: str, written: str) -> float:
    """0 for nothing in common, 1 for the same (Popović 2015). Spaces don't count."""
    ours, theirs = "".join(suggested.split()), "".join(written.split())
    if not ours or not theirs:
        return float(ours == theirs)
    orders = range(1, min(ORDER, len(ours), len(theirs)) + 1)
    shares = [_precision_and_recall(ours, theirs, order) for order in orders]
    precision = sum(one for one, _ in shares) / len(shares)
    recall = sum(one for _, one in shares) / len(shares)
    if precision + recall == 0:
        return 0.0
    return (1 + BETA**2) * precision * recall / (BETA**2 * precision + recall)


def _precision_and_recall(ours: str, theirs: str, order: int) -> tuple[float, float]:
    first, second = _runs(ours, order), _runs(theirs, order)
    common = sum((first & second).values())
    return common / sum(first.values()), common / sum(second.values())


def _runs(text: str, order: int) -> Counter[str]:
    return Counter(text[place : place + order] for place in range(len(text) - order + 1))
