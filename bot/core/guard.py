"""The reply guard: reads every text before it is sent and says what may be wrong with it (A11, E2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.core.disguises import View, plain, squeezed
from bot.core.guard_rules import GuardRule, OnlyIf, Reads
from bot.core.identity_numbers import is_identity_number
from bot.core.money import Fen, fen_from_yuan
from bot.core.suggestions import Finding, Severity

SHORTEST_EXCUSE = 2
"""A product called 最 would excuse too much."""


@dataclass(frozen=True)
class GuardContext:
    """What is known about the talk a text is for. The empty context is the strictest."""

    recorded: frozenset[str] = frozenset()
    """Actions on record for this order."""
    floor: Fen | None = None
    allowed: tuple[str, ...] = ()
    """What the shop itself publishes: names, its return address and phone, the talk's numbers."""
    personal: tuple[str, ...] = ()
    """The buyer's own phone and address."""
    alone: bool = False
    """Nobody is at the desk: what only a person can do must not be said to happen now."""


@dataclass(frozen=True)
class _Match:
    start: int
    end: int
    yuan: str = ""


class ReplyGuard:
    def __init__(self, rules: Sequence[GuardRule]) -> None:
        self._rules = tuple(rules)

    def check(self, text: str, context: GuardContext = GuardContext()) -> tuple[Finding, ...]:
        """Every finding, in the order of the text."""
        views = {Reads.PLAIN: plain(text), Reads.SQUEEZED: squeezed(text)}
        allowed = {reads: _spans(view, context.allowed, reads) for reads, view in views.items()}
        found = [
            (view.positions[match.start], _finding(rule, view, match))
            for rule in self._rules
            if rule.action not in context.recorded
            for view in (views[rule.reads],)
            for match in _matches(rule, view, context)
            if not _inside(match, allowed[rule.reads])
        ]
        found.sort(key=lambda placed: placed[0])
        return tuple(dict.fromkeys(finding for _, finding in found))


def verdict(findings: Iterable[Finding]) -> Literal["ok", "warn", "block"]:
    severities = {finding.severity for finding in findings}
    if Severity.BLOCK in severities:
        return "block"
    return "warn" if severities else "ok"


def _matches(rule: GuardRule, view: View, context: GuardContext) -> Iterator[_Match]:
    if rule.only_if is OnlyIf.PERSONAL:
        yield from _spans(view, context.personal, rule.reads)
        return
    excused: list[_Match] | None = None
    for pattern in rule.patterns:
        for found in pattern.finditer(view.text):
            match = _Match(found.start(), found.end(), found.groupdict().get("yuan") or "")
            if found.group() and _counts(rule, match, view, context):
                excused = _excuses(rule, view) if excused is None else excused
                if not _inside(match, excused):
                    yield match


def _counts(rule: GuardRule, match: _Match, view: View, context: GuardContext) -> bool:
    if rule.only_if is OnlyIf.BELOW_FLOOR:
        return context.floor is not None and bool(match.yuan) and fen_from_yuan(match.yuan) < context.floor
    if rule.only_if is OnlyIf.ALONE:
        return context.alone
    if rule.only_if is OnlyIf.ID_NUMBER:
        return is_identity_number(view.text[match.start : match.end])
    return True


def _excuses(rule: GuardRule, view: View) -> list[_Match]:
    return [
        _Match(found.start(), found.end()) for pattern in rule.unless for found in pattern.finditer(view.text)
    ]


def _spans(view: View, texts: Sequence[str], reads: Reads) -> list[_Match]:
    """Where these texts stand in the view."""
    fold = plain if reads is Reads.PLAIN else squeezed
    wanted = [fold(text).text for text in texts if len(text.strip()) >= SHORTEST_EXCUSE]
    return [
        _Match(found.start(), found.end())
        for text in wanted
        if text and text in view.text  # few are, and every pattern that is compiled costs more than a look
        for found in re.finditer(re.escape(text), view.text)
    ]


def _inside(match: _Match, spans: Iterable[_Match]) -> bool:
    return any(span.start <= match.start and match.end <= span.end for span in spans)


def _finding(rule: GuardRule, view: View, match: _Match) -> Finding:
    matched = view.text[match.start : match.end]
    better = next((wording for word, wording in rule.better.items() if word and word in matched), None)
    return Finding(
        rule=rule.name,
        excerpt=view.excerpt(match.start, match.end),
        reason=rule.reason,
        source=rule.source,
        severity=rule.severity,
        better=rule.better.get("", "") if better is None else better,
    )
