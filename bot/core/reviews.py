"""What buyers wrote in their reviews (handbook C5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Mood(str, Enum):
    GOOD = "good"
    MIDDLING = "middling"
    BAD = "bad"


@dataclass(frozen=True)
class Review:
    order: str
    buyer: str
    mood: Mood
    text: str
    at: datetime
