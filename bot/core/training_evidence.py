"""What an agent's decision on a draft says about what the buyer meant.

Accepted: the intent was right. Edited: the wording was wrong, the intent was not. Rejected with an
intent: that is what was meant. Rejected without: nothing, as nobody knows whether intent or wording was
at fault.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.conversations import Verdict
from bot.core.training_candidates import CandidateKind


@dataclass(frozen=True)
class Evidence:
    kind: CandidateKind
    intent: str

    @property
    def is_label(self) -> bool:
        """A person has named the intent; it was not merely left as it was."""
        return self.kind is CandidateKind.NAMED


def evidence(verdict: Verdict, drafted_for: str, named: str | None) -> Evidence | None:
    """`drafted_for` is the intent of the draft, `named` what the agent said was meant."""
    if verdict is Verdict.ACCEPT:
        return Evidence(CandidateKind.CONFIRMED, drafted_for)
    if verdict is Verdict.EDIT:
        return Evidence(CandidateKind.REWORDED, drafted_for)
    return Evidence(CandidateKind.NAMED, named) if named else None
