"""What several people's labels come to: accepted, waiting for a second person, or for whoever leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.training_candidates import CandidateState, Label, LabelSource


@dataclass(frozen=True)
class Outcome:
    state: CandidateState
    intent: str | None = None
    by: str = ""
    """Who decided."""


def outcome(labels: Sequence[Label], *, twice: bool) -> Outcome:
    """Of the labels in the order they were given. A skip says nothing."""
    said = [label for label in labels if label.intent is not None]
    rulings = [label for label in said if label.source is LabelSource.RULING]
    if rulings:
        return Outcome(CandidateState.ACCEPTED, rulings[-1].intent, rulings[-1].account)
    inbox = [label for label in said if label.source is LabelSource.INBOX]
    if not inbox:
        return Outcome(CandidateState.OPEN)
    again = {label.account for label in inbox}
    desk = [one for one in said if one.source is LabelSource.DESK and one.account not in again]
    return _twice([*desk, *inbox]) if twice else _once(inbox[0], desk)


def _twice(said: Sequence[Label]) -> Outcome:
    if len(said) == 1:
        return Outcome(CandidateState.SECOND)
    first, second = said[:2]
    if first.intent != second.intent:
        return Outcome(CandidateState.DISPUTED)
    return Outcome(CandidateState.ACCEPTED, second.intent, second.account)


def _once(label: Label, desk: Sequence[Label]) -> Outcome:
    """Whoever leads has seen what was named at the desk, and decides."""
    differs = any(other.intent != label.intent for other in desk)
    if differs and not label.leads:
        return Outcome(CandidateState.DISPUTED)
    return Outcome(CandidateState.ACCEPTED, label.intent, label.account)
