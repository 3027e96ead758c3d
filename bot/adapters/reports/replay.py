"""A replayed log as one HTML file for the shop's owner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.core.log_replay import ALIKE, READING, TYPED_A_SECOND, OwnFinding, ReplayReport, examples

EXAMPLES = 5
"""Of each kind."""
FINDINGS_SHOWN = 4
"""Of each rule."""
RULES_SHOWN = 20
UNKNOWN_SHOWN = 30
TALKS_SHOWN = 100


@dataclass(frozen=True)
class ReplayedLog:
    name: str
    model: str
    talks: int
    """In the whole log."""
    rejected: int
    zone: ZoneInfo
    at: datetime
    """When it was played."""
    intents: Mapping[str, str]
    """What they are called in Chinese."""


def replay_page(report: ReplayReport, log: ReplayedLog) -> str:
    folder = FileSystemLoader(Path(__file__).parent)
    pages = Environment(loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    pages.filters["clock"] = lambda at: at.astimezone(log.zone).strftime("%Y-%m-%d %H:%M")
    best, typical, worst = examples((one for talk in report.talks for one in talk.rounds), EXAMPLES)
    return pages.get_template("replay.html").render(
        report=report,
        log=log,
        best=best,
        typical=typical,
        worst=worst,
        findings=[
            (found[0].finding, len(found), _marked(found)) for _, found in report.findings[:RULES_SHOWN]
        ],
        unknown=report.unknown[:UNKNOWN_SHOWN],
        unknown_count=sum(count for _, count in report.unknown),
        shown=report.talks[:TALKS_SHOWN],
        minutes=round(report.saved.total_seconds() / 60),
        per_hundred=round(report.saved.total_seconds() / 60 * 100 / max(1, report.total.rounds)),
        alike_from=ALIKE,
        typed_a_minute=round(TYPED_A_SECOND * 60),
        reading=round(READING.total_seconds()),
    )


def _marked(found: tuple[OwnFinding, ...]) -> list[tuple[str, str, str]]:
    """Replies cut at what the guard objects to: before, the words themselves, behind."""
    distinct = {one.said: one for one in found}
    return [_cut(one.said, one.finding.excerpt) for one in list(distinct.values())[:FINDINGS_SHOWN]]


def _cut(said: str, excerpt: str) -> tuple[str, str, str]:
    before, middle, behind = said.partition(excerpt) if excerpt else (said, "", "")
    return before, middle, behind
