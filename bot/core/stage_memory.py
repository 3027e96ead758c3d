"""What a talk remembers of its stages: which next steps were said or offered, which order was read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

SAID = "steps_said"
"""Key of the talk's memory: step -> when it was written into the talk."""
OFFERED = "steps_offered"
"""Key: stage -> when its next step was offered to the agent because the buyer was silent."""
READ_BACK = "read_back"
"""Key: the order that was read back last, and in answer to the turn of which moment."""
STOPPED = "stop_contact"
"""Key: this buyer wants no messages that nobody asked for."""

Moments = Mapping[str, datetime]
_NONE: Moments = MappingProxyType({})


@dataclass(frozen=True)
class ReadBack:
    order: str
    at: datetime


@dataclass(frozen=True)
class StageMemory:
    said: Moments = field(default_factory=lambda: _NONE)
    offered: Moments = field(default_factory=lambda: _NONE)
    read_back: ReadBack | None = None
    stopped: bool = False

    @staticmethod
    def from_memory(memory: Mapping[str, object]) -> StageMemory:
        """What can't be read counts as not remembered."""
        return StageMemory(
            said=_moments(memory.get(SAID)),
            offered=_moments(memory.get(OFFERED)),
            read_back=_read_back(memory.get(READ_BACK)),
            stopped=memory.get(STOPPED) is True,
        )

    def to_say(self, step: str, at: datetime) -> dict[str, object]:
        """What the talk must remember once this step is sent."""
        return {SAID: _document({**self.said, step: at})}

    def to_offer(self, stage: str, at: datetime) -> dict[str, object]:
        return {OFFERED: _document({**self.offered, stage: at})}


def to_read_back(order_number: str, at: datetime) -> dict[str, object]:
    """`at` is the moment of the buyer's turn that the read-back answers: agreement can only come after it."""
    return {READ_BACK: {"order": order_number, "at": at.isoformat()}}


def _document(moments: Moments) -> dict[str, str]:
    return {name: at.isoformat() for name, at in moments.items()}


def _moments(document: object) -> Moments:
    if not isinstance(document, Mapping):
        return _NONE
    read = {str(name): _moment(value) for name, value in document.items()}
    return MappingProxyType({name: at for name, at in read.items() if at is not None})


def _read_back(document: object) -> ReadBack | None:
    if not isinstance(document, Mapping):
        return None
    order, at = document.get("order"), _moment(document.get("at"))
    return ReadBack(order, at) if isinstance(order, str) and at is not None else None


def _moment(value: object) -> datetime | None:
    try:
        read = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return read if read is not None and read.tzinfo is not None else None
