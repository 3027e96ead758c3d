"""What two models make of the same judged message: right, wrong, and wrong where nobody would read it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from bot.core.evaluation.judged import Judged, Kind, is_right
from bot.core.evaluation.several import is_exact
from bot.core.inbox import HEAD_START, Concern, concern_of
from bot.core.understanding import FALLBACK_INTENT, Parse
from bot.core.urgency import rank_of


class JudgedOn(str, Enum):
    HELD_OUT = "held_out"
    """Frozen, written by people who have seen no training sentence."""
    DECIDED = "decided"
    """What agents said about the talks that are drawn for judging (bot/core/decided_set.py)."""
    SINCE = "since"
    """Those of the decided that are newer than the active model: shown, and no rule of its own."""


@dataclass(frozen=True)
class Reading:
    """One message, read by both."""

    judged: Judged
    active: Parse
    candidate: Parse

    @property
    def active_right(self) -> bool:
        return understood_rightly(self.judged, self.active)

    @property
    def candidate_right(self) -> bool:
        return understood_rightly(self.judged, self.candidate)

    @property
    def gained(self) -> bool:
        return self.candidate_right and not self.active_right

    @property
    def lost(self) -> bool:
        return self.active_right and not self.candidate_right

    @property
    def is_grave(self) -> bool:
        return any(map(is_grave, self.judged.intents))

    @property
    def rows(self) -> tuple[str, ...]:
        """The intents in whose rows it counts; what nobody can tell counts for the fallback."""
        return self.judged.intents or (FALLBACK_INTENT,)

    def is_new_alone_error(self, answerable: Collection[str]) -> bool:
        """The candidate would answer it alone and wrongly, and the active model would not have."""
        return wrong_alone(self.judged, self.candidate, answerable) and not wrong_alone(
            self.judged, self.active, answerable
        )


def understood_rightly(judged: Judged, parse: Parse) -> bool:
    """As the desk feels it: a clear message that is left to a person counts as not understood."""
    if not judged.intents:
        return parse.abstain
    return is_exact((judged, parse)) if judged.kind is Kind.SEVERAL else is_right(judged, parse)


def wrong_alone(judged: Judged, parse: Parse, answerable: Collection[str]) -> bool:
    is_alone = parse.sure and bool(parse.intents) and set(parse.intents) <= set(answerable)
    return is_alone and not understood_rightly(judged, parse)


def is_grave(intent: str) -> bool:
    """Of money or complaint: what the inbox puts before its turn, and every after-sale wish."""
    return rank_of(intent) < len(HEAD_START) or concern_of((intent,)) is not Concern.NONE
