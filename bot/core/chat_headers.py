"""The lines over the bubbles of a copied chat: who wrote, and when (docs/pad.md has the formats)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

DATE = (
    r"(?:(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})日?"
    r"|(?P<short_month>\d{1,2})[-/月](?P<short_day>\d{1,2})日?"
    r"|(?P<word>今天|昨天|前天))"
)
CLOCK = (
    r"(?P<half>上午|下午|晚上|中午|凌晨)?\s*"
    r"(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?:[:：](?P<second>\d{2}))?"
)
MOMENT = rf"(?:{DATE}(?:[ \tT]+|(?<=[日天])))?{CLOCK}"
READ = r"\s*(?:[（(\[]?(?:已读|未读)[）)\]]?)?\s*"
"""Whether the other side has seen a bubble: the shop tool writes it behind the time or under the text."""

ARROW = re.compile(
    rf"^(?P<name>.{{1,60}}?)\s*(?:-{{1,3}}>|→)\s*(?P<to>.{{1,60}}?)[\s(（\[]*{MOMENT}[)）\]]?{READ}$"
)
NAME_FIRST = re.compile(rf"^(?P<name>.{{1,60}}?)(?P<gap>[\s(（\[]*){MOMENT}[)）\]]?\s*[:：]?{READ}$")
TIME_FIRST = re.compile(
    rf"^[(（\[]?{MOMENT}[)）\]]?\s+(?P<name>[^\s:：][^:：]{{0,59}}?)\s*(?:[:：]\s*(?P<words>.*?))?{READ}$"
)
ONLY_TIME = re.compile(rf"^[(（\[]?{MOMENT}[)）\]]?{READ}$")
SPOKEN = re.compile(r"[，。！？!?~～；]|https?:")
"""What stands in sentences and not in names."""

DAYS_AGO = {"今天": 0, "昨天": 1, "前天": 2}
AFTERNOON = ("下午", "晚上", "中午")


@dataclass(frozen=True)
class Header:
    name: str
    at: datetime | None
    to: str = ""
    """The other side, where the tool names both."""
    is_dated: bool = True
    """An hour alone may as well be what somebody says."""
    words: str = ""
    """Behind a colon on the same line: 10:00:05 小鹿：在吗."""


def header(line: str, now: datetime) -> Header | None:
    """`now` is shop time: it tells the day of a line that has none."""
    if ONLY_TIME.match(line.strip()):
        return None
    for form in (ARROW, TIME_FIRST, NAME_FIRST):
        found = form.match(line.strip())
        made = _header(found, now) if found else None
        if made:
            return made
    return None


def moment(line: str, now: datetime) -> datetime | None:
    """The time of a line that has nothing else, with its date and seconds: names stand on the line above."""
    found = ONLY_TIME.match(line.strip())
    if found is None or not found["second"] or not _is_dated(found):
        return None
    return _at(found, now)


def _header(found: re.Match[str], now: datetime) -> Header | None:
    parts = found.groupdict()
    name, is_dated = parts["name"].strip(), _is_dated(found)
    at = _at(found, now)
    glued = parts.get("gap") == ""
    if at is None or not name or SPOKEN.search(name) or (glued and not is_dated):
        return None
    to, words = parts.get("to") or "", parts.get("words") or ""
    return Header(name, at, to.strip(), is_dated, words.strip())


def _is_dated(found: re.Match[str]) -> bool:
    return bool(found["year"] or found["short_month"] or found["word"])


def _at(found: re.Match[str], now: datetime) -> datetime | None:
    """None for a day or an hour that does not exist."""
    hour = int(found["hour"])
    if found["half"] in AFTERNOON and hour < 12:
        hour += 12
    day = now - timedelta(days=DAYS_AGO.get(found["word"] or "", 0))
    month = found["month"] or found["short_month"] or day.month
    try:
        at = day.replace(
            year=int(found["year"] or day.year),
            month=int(month),
            day=int(found["day"] or found["short_day"] or day.day),
            hour=hour,
            minute=int(found["minute"]),
            second=int(found["second"] or 0),
            microsecond=0,
        )
        is_last_years = found["short_month"] and at > now + timedelta(days=1)
        return at.replace(year=at.year - 1) if is_last_years else at
    except (ValueError, OverflowError):
        return None
