"""The closed list of what buyers want (data/intents.yml)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Unattended(str, Enum):
    """What may at most happen after hours; from the strictest to the freest."""

    NEVER = "never"  # a person only
    ACK = "ack"  # a holding answer
    ANSWER = "answer"  # may be answered alone when the facts are complete

    @property
    def freedom(self) -> int:
        return list(Unattended).index(self)


@dataclass(frozen=True)
class Intent:
    name: str
    chinese: str
    unattended: Unattended
    means: str = ""
