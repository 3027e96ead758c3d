"""Sentences of buyers that a person may label, what people said about them, and what was accepted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from hashlib import sha256

from bot.core.conversations import Sender, Turn
from bot.core.intake import is_system_line
from bot.core.sentence_likeness import sentence_key
from bot.core.understanding import Candidate as Guess

LONGEST_SENTENCE = 120
SHORTEST_SENTENCE = 2
MOST_BEFORE = 4
"""Turns of the talk that are shown before a sentence."""
MOST_GUESSES = 5
_MASK = re.compile(r"〈[^〉]*〉")
_LETTER = re.compile(r"[^\W\d_]")


class CandidateKind(str, Enum):
    """Where it comes from."""

    CONFIRMED = "confirmed"  # its draft was accepted
    REWORDED = "reworded"  # its draft was edited: the intent holds
    NAMED = "named"  # its draft was rejected, and an agent said what was meant
    LOGGED = "logged"  # of an imported chat log


class CandidateState(str, Enum):
    OPEN = "open"
    SECOND = "second"
    """Of the sample that two people judge; one has."""
    DISPUTED = "disputed"
    """Two people differ: a supervisor decides."""
    ACCEPTED = "accepted"
    DROPPED = "dropped"
    """Not worth a question any more: the model has learned it."""


WAITING = (CandidateState.OPEN, CandidateState.SECOND, CandidateState.DISPUTED)


@dataclass(frozen=True)
class Neighbour:
    """A sentence of the training data that is like a candidate."""

    text: str
    intent: str
    likeness: float


@dataclass(frozen=True)
class Worth:
    """Why a candidate is asked about; each from 0 to 1."""

    uncertainty: float = 0.0
    novelty: float = 0.0
    frequency: float = 0.0
    disagreement: float = 0.0


@dataclass(frozen=True)
class Candidate:
    text: str
    origin: str
    """decision:<id> or log:<line id>"""
    buyer: str
    """Pseudonym of whoever wrote it."""
    kind: CandidateKind
    guesses: tuple[Guess, ...]
    worth: Worth
    value: float
    model: str
    before: tuple[Turn, ...] = ()
    alike: tuple[Neighbour, ...] = ()
    hint: str | None = None
    """The intent that a decision at the desk speaks for."""
    times: int = 1
    """How often it was written, letter for letter."""
    group: int | None = None
    """Id of the first of its near-duplicates."""
    state: CandidateState = CandidateState.OPEN
    id: int = 0

    @property
    def key(self) -> str:
        return candidate_key(self.text)

    @property
    def stands_alone(self) -> bool:
        return self.group in (None, self.id)


class LabelSource(str, Enum):
    DESK = "desk"  # named when a draft was rejected
    INBOX = "inbox"
    RULING = "ruling"  # of whoever leads, after two people differed


@dataclass(frozen=True)
class Label:
    account: str
    intent: str | None
    """None: skipped."""
    source: LabelSource
    at: datetime
    leads: bool = False
    """Whoever gave it may settle what others differ about."""


@dataclass(frozen=True)
class TrainingLine:
    """A sentence that a person accepted."""

    text: str
    intent: str
    origin: str
    accepted_by: str
    accepted_at: datetime
    buyer: str = field(default="", repr=False)
    id: int = 0


def candidate_key(text: str) -> str:
    return sha256(sentence_key(text).encode()).hexdigest()


def is_askable(text: str) -> bool:
    """Whether a message could be a training sentence: words of a buyer, neither a scrap nor a novel."""
    if len(text) > LONGEST_SENTENCE or is_system_line(text):
        return False
    bare = _MASK.sub("", text)
    return len(sentence_key(bare)) >= SHORTEST_SENTENCE and _LETTER.search(bare) is not None


def shown_before(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """The end of what was said, without system lines."""
    said = [turn for turn in turns if turn.text.strip() and not is_system_line(turn.text)]
    return tuple(Turn(Sender(turn.sender), turn.text[:LONGEST_SENTENCE]) for turn in said[-MOST_BEFORE:])
