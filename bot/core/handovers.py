"""The sheet that one shift leaves to the next (handbook D2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

LONGEST_LINE = 200
MOST_WATCHED = 30
DAYS_AHEAD = {"today": 0, "tomorrow": 1, "day_after": 2}


class LineKind(str, Enum):
    WAITING = "waiting"
    OPEN = "open"
    PROMISE = "promise"
    APPROVAL = "approval"
    COMPLAINT = "complaint"
    AFTER_SALE = "after_sale"
    REFUND = "refund"


@dataclass(frozen=True)
class SheetLine:
    kind: LineKind
    conversation_id: int
    buyer: str
    text: str = ""
    at: datetime | None = None
    """Waiting since, promised for, asked at: what the kind means by it."""

    @property
    def key(self) -> str:
        """Under which the agent's remark is kept."""
        return f"{self.kind.value}-{self.conversation_id}"

    def to_document(self) -> dict[str, object]:
        return {**asdict(self), "kind": self.kind.value, "at": self.at.isoformat() if self.at else None}


def line_from_document(document: Mapping[str, object]) -> SheetLine:
    at = document["at"]
    return SheetLine(
        LineKind(document["kind"]),
        int(str(document["conversation_id"])),
        str(document["buyer"]),
        str(document["text"]),
        datetime.fromisoformat(str(at)) if at else None,
    )


@dataclass(frozen=True)
class Sheet:
    id: int
    duty_id: int
    login: str
    kind: str
    """Code of the shift."""
    receiver: str | None
    watch: tuple[str, ...]
    remarks: Mapping[str, str]
    lines: tuple[SheetLine, ...]
    handed_at: datetime | None = None
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None


def watch_items(text: str) -> tuple[str, ...]:
    """One per line of what was typed, blank ones left out. Raises ValueError for too much."""
    items = tuple(line.strip() for line in text.splitlines() if line.strip())
    if len(items) > MOST_WATCHED or any(len(item) > LONGEST_LINE for item in items):
        raise ValueError(f"at most {MOST_WATCHED} lines of {LONGEST_LINE} characters")
    return items


def promised_at(facts: Mapping[str, object], text: str, sent_at: datetime, zone: ZoneInfo) -> datetime | None:
    """The hour for which a sent reply promised an answer; None unless its words name that hour."""
    day, hour = facts.get("answer.day"), facts.get("answer.hour")
    if day not in DAYS_AHEAD or not isinstance(hour, int) or not re.search(rf"(?<!\d){hour}点", text):
        return None
    local = sent_at.astimezone(zone)
    midnight = datetime(local.year, local.month, local.day, tzinfo=zone)
    return midnight + timedelta(days=DAYS_AHEAD[str(day)], hours=hour)
