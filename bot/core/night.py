"""What the desk has said alone, and what people thought of it in the morning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from enum import Enum

from bot.core.alone_turn import Act
from bot.core.heard import spoken

HOLD_SCRIPT = "night_hold"
MARK_SCRIPT = "night_mark"
CORRECTION_SCRIPT = "night_correction"
SCRIPTED = (HOLD_SCRIPT, MARK_SCRIPT, CORRECTION_SCRIPT)
"""What no buyer asks for: scripts of the folder `night` stand under these names instead of an intent."""
NIGHT = "night"
KEPT = 0.8
"""Share of a draft's letters that an edit must leave for the draft to have been right."""


class Review(str, Enum):
    FINE = "fine"
    WRONG = "wrong"


class PauseOf(str, Enum):
    """Whom the desk no longer answers alone."""

    TALK = "talk"
    BUYER = "buyer"


@dataclass(frozen=True)
class SentAlone:
    id: int
    conversation_id: int
    message_id: int
    act: Act
    intent: str
    confidence: float
    reason: str
    at: datetime
    withdrawn: str = ""
    """Why it did not leave after all."""
    review: Review | None = None
    reviewed_by: str = ""


def kept(draft: str, sent: str) -> bool:
    """Whether an agent sent what was drafted, with at most another word here and there."""
    first, second = spoken(draft), spoken(sent)
    if not first:
        return False
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    alike = sum(block.size for block in matcher.get_matching_blocks())
    return alike >= KEPT * len(first)
