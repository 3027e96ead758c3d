"""The time for which a reply promises an answer, read from its words (handbook C4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.handovers import promised_at
from bot.core.quiet_hours import on_day

_DAYS = {"今天": 0, "今晚": 0, "今儿": 0, "明天": 1, "明早": 1, "明晚": 1, "明儿": 1, "后天": 2}
_NUMBERS = {word: number for number, word in enumerate("零一二三四五六七八九十")}
_NUMBERS |= {"两": 2, "十一": 11, "十二": 12}
_NUMBER = r"\d{1,2}|十[一二]?|[一二两三四五六七八九]"
_WE_ANSWER = re.compile(
    r"回[您你](?:电话|话|信)?|回复[您你]|答复|联系[您你]"
    r"|给[您你]个?(?:回[话复音信]|结果|说法|准信)"
)
_HOUR = re.compile(
    r"(?P<day>今天|今晚|今儿|明天|明早|明晚|明儿|后天)?(?P<part>早上|上午|中午|下午|晚上|傍晚)?"
    rf"(?P<hour>{_NUMBER})(?:点|:00|：00)(?P<half>半)?"
)
_SPAN = re.compile(rf"(?P<count>{_NUMBER}|半)个?(?P<unit>小时|钟头|分钟)(?:之?内|左右|后)")
_ASKS = re.compile(r"[吗么呢?？]\s*$")
LONGEST = timedelta(days=3)


def promise_in(facts: Mapping[str, object], text: str, sent_at: datetime, zone: ZoneInfo) -> datetime | None:
    """Of a reply that has left; `facts` are those of the draft it came from. None where none is promised."""
    due = promised_at(facts, text, sent_at, zone) or _written(text, sent_at, zone)
    return due if due is not None and sent_at < due <= sent_at + LONGEST else None


def _written(text: str, sent_at: datetime, zone: ZoneInfo) -> datetime | None:
    for sentence in re.split(r"[。！!；;\n]", text):
        if not _WE_ANSWER.search(sentence) or _ASKS.search(sentence):
            continue
        if span := _SPAN.search(sentence):
            return sent_at + _span(span)
        if hour := _HOUR.search(sentence):
            return _hour(hour, sent_at, zone)
    return None


def _span(found: re.Match[str]) -> timedelta:
    count = 0.5 if found["count"] == "半" else _count(found["count"])
    return timedelta(minutes=count) if found["unit"] == "分钟" else timedelta(hours=count)


def _hour(found: re.Match[str], sent_at: datetime, zone: ZoneInfo) -> datetime | None:
    hour = _count(found["hour"])
    day = found["day"] or ""
    late = (found["part"] or "") in ("下午", "晚上", "傍晚") or day.endswith("晚")
    hour += 12 if late and hour < 12 else 0
    if hour > 23:
        return None
    local = sent_at.astimezone(zone)
    clock = time(hour, 30 if found["half"] else 0)
    return on_day(local.date() + timedelta(days=_DAYS.get(day, 0)), clock, zone)


def _count(written: str) -> int:
    return int(written) if written.isdigit() else _NUMBERS[written]
