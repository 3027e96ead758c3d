"""A night played again in a copy of the demo shop."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path

import pytest

from bot.adapters.night_talks import read_talks
from bot.bootstrap import House
from bot.cli.night import NightClock, NightPlayer
from bot.core.alone_turn import Act
from bot.core.conversations import Turn
from bot.core.night_replay import report
from bot.core.understanding import Candidate, Clause, Parse
from bot.settings import Settings

CLOSED = datetime(2026, 11, 18, 15, 35, tzinfo=timezone.utc)  # 23:35 in the shop
MEANS = {
    "有运费险吗": "ask_freight_insurance",
    "我要退款": "request_refund",
    "退的话运费谁出": "ask_freight_insurance",
}


class Book:
    """Understands by heart, and the last of them wrongly."""

    def parse(self, text: str, previous: tuple[Turn, ...] = (), meant: str | None = None) -> Parse:
        intent = MEANS[text]
        clause = Clause(text, (Candidate(intent, 0.99),))
        return Parse(text, (clause,), abstain=False, intents=(intent,), sure=True)


def test_a_night_is_played_in_its_own_time_and_tells_where_it_was_wrong(tmp_path: Path) -> None:
    talks = tmp_path / "talks.jsonl"
    lines = [
        {"talk": "a", "text": "有运费险吗", "means": ["ask_freight_insurance"]},
        {"talk": "b", "text": "我要退款", "means": ["request_refund"], "at": "2026-11-19T03:00:00+08:00"},
        {
            "talk": "c",
            "text": "退的话运费谁出",
            "means": ["ask_return_policy"],
            "at": "2026-11-18T14:00:00+08:00",
        },
    ]
    talks.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    clock = NightClock(CLOSED)
    home = House(Settings(home=tmp_path), clock)
    home.load_demo()
    played = NightPlayer(home, Book(), clock, as_if=True).play(read_talks(talks))
    by_talk = {one.line.talk: one for one in played}
    assert all(one.at >= CLOSED for one in played), "a talk of the day is moved into the night"
    assert by_talk["b"].at == datetime(2026, 11, 18, 19, 0, tzinfo=timezone.utc)
    assert by_talk["b"].act is Act.HOLD
    assert by_talk["a"].act is Act.ANSWER
    night = report(played)
    assert (night.talks, night.turns, night.held) == (3, 3, 1)
    assert [one.line.text for one in night.worst] == ["退的话运费谁出"]
    assert (night.known.right, night.known.total) == (1, 2)


def test_the_scenario_book_can_be_played(tmp_path: Path) -> None:
    book = tmp_path / "book.yml"
    book.write_text(
        "- talk: 夜里\n  buyer: 小鹿\n  turns:\n    - {buyer: 在吗, means: [greet]}\n", encoding="utf-8"
    )
    (line,) = read_talks(book)
    assert (line.talk, line.buyer, line.means) == ("夜里", "小鹿", frozenset({"greet"}))


def test_a_line_that_is_no_turn_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"talk": "a", "text": "在吗"}\n{"talk": "b"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.jsonl, line 2"):
        read_talks(bad)
