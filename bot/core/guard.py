"""The reply guard: reads every text before it is sent and says what may be wrong with it (A11, E2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, TypeVar

from bot.core.disguises import Fold, View, dialled, legible, plain, squeezed
from bot.core.guard_data import NO_DATA, Statement, TalkData
from bot.core.guard_goods import below_floor
from bot.core.guard_judges import JUDGES
from bot.core.guard_patterns import Pattern
from bot.core.guard_records import is_on_record
from bot.core.guard_rules import GuardRule, OnlyIf, Reads
from bot.core.guard_sieve import Sieve
from bot.core.identity_numbers import is_identity_number
from bot.core.money import Fen
from bot.core.respelling import Respelling
from bot.core.second_reading import SecondReading
from bot.core.spans import Spans
from bot.core.suggestions import Finding, Severity

VIEWS = {Reads.PLAIN: plain, Reads.SQUEEZED: squeezed, Reads.DIALLED: dialled}
NOTHING_RESPELLED = Respelling({}, {})
SHORTEST_EXCUSE = 2
"""A product called 最 would excuse too much."""
RIGHT = "{right}"
"""In a better wording: what the data say."""


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
    data: TalkData = NO_DATA


class _Match(NamedTuple):
    start: int
    end: int
    right: str = ""


class _Read(NamedTuple):
    """A view of the text, and what of the patterns' needs it meets."""

    view: View
    met: int


_Asking = tuple[int, re.Pattern[str]]
_T = TypeVar("_T")


class _Found(dict[Reads, _T]):
    """What is looked for in a view only when a rule has found something there: most texts have nothing."""

    def __init__(self, look: Callable[[Reads], _T]) -> None:
        super().__init__()
        self._look = look

    def __missing__(self, reads: Reads) -> _T:
        self[reads] = self._look(reads)
        return self[reads]


class ReplyGuard:
    def __init__(
        self,
        rules: Sequence[GuardRule],
        simplified: Fold = str,
        respelling: Respelling = NOTHING_RESPELLED,
        second: SecondReading | None = None,
    ) -> None:
        """`simplified` turns traditional characters into simplified ones, one for one.

        `second` weighs what they find, and doubts what they let pass.
        """
        self.rules = tuple(rules)
        self._simplified = simplified
        self._respelling = respelling
        self._second = second
        self._sieve = Sieve(one for rule in self.rules for one in (*rule.patterns, *rule.unless))
        self._asking = tuple(
            (rule, self._asked(rule.patterns), self._asked(rule.unless)) for rule in self.rules
        )

    def check(self, text: str, context: GuardContext = GuardContext()) -> tuple[Finding, ...]:
        """Every finding, in the order of the text."""
        readable = self._respelling(legible(text, self._simplified))
        views = {reads: view(readable) for reads, view in VIEWS.items()}
        reading = {reads: _Read(view, self._sieve.met(view.text)) for reads, view in views.items()}
        published = _Found(lambda reads: self._places(views[reads], context.allowed, reads))
        allowed = _Found(lambda reads: Spans(published[reads]))
        found = [
            (view.positions[match.start], _finding(rule, view, match))
            for rule, patterns, unless in self._asking
            if rule.kinds or rule.action not in context.recorded
            for view in (views[rule.reads],)
            for match in self._matches(rule, patterns, unless, reading[rule.reads], context)
            if not allowed[rule.reads].cover(match.start, match.end)
            and not is_on_record(rule, view.text, (match.start, match.end), context.recorded)
        ]
        found.sort(key=lambda placed: placed[0])
        findings = tuple(dict.fromkeys(finding for _, finding in found))
        if self._second is None:
            return findings
        return self._second(
            views[Reads.PLAIN],
            lambda: published[Reads.PLAIN],
            findings,
            recorded=bool(context.recorded),
        )

    def _asked(self, patterns: Iterable[Pattern]) -> tuple[_Asking, ...]:
        return tuple((self._sieve.asked(pattern), pattern.regex) for pattern in patterns)

    def _matches(
        self,
        rule: GuardRule,
        patterns: Sequence[_Asking],
        unless: Sequence[_Asking],
        read: _Read,
        context: GuardContext,
    ) -> Iterable[_Match]:
        """Without those that lie inside of another: one fault is told once."""
        view, met = read
        if rule.only_if is OnlyIf.PERSONAL:
            return _outermost(_Match(*place) for place in self._places(view, context.personal, rule.reads))
        tried = [regex for asked, regex in patterns if asked & met == asked]
        found = [one for regex in tried for one in regex.finditer(view.text) if one.group()]
        return _outermost(_upheld(rule, found, unless, read, context)) if found else ()

    def _places(self, view: View, texts: Sequence[str], reads: Reads) -> list[tuple[int, int]]:
        """Where these texts stand in the view."""
        long_enough = {text for text in texts if SHORTEST_EXCUSE <= len(text.strip()) <= len(view.original)}
        wanted = {_folded(text, reads, self._simplified, self._respelling) for text in long_enough} - {""}
        return [place for text in wanted if text in view.text for place in _occurrences(text, view.text)]


@lru_cache(maxsize=16384)
def _folded(text: str, reads: Reads, simplified: Fold, respelling: Respelling) -> str:
    """A shop publishes the same texts in every talk."""
    return VIEWS[reads](respelling(legible(text, simplified))).text


def _occurrences(wanted: str, text: str) -> Iterator[tuple[int, int]]:
    for found in re.finditer(re.escape(wanted), text):
        yield found.span()


def verdict(findings: Iterable[Finding]) -> Literal["ok", "warn", "block"]:
    severities = {finding.severity for finding in findings}
    if Severity.BLOCK in severities:
        return "block"
    return "warn" if severities else "ok"


def _judged(rule: GuardRule, found: re.Match[str], context: GuardContext) -> str | None:
    """What the data say instead; None when the rule's test excuses the match."""
    if rule.only_if is OnlyIf.ALWAYS:
        return ""
    if rule.only_if is OnlyIf.ALONE:
        return "" if context.alone else None
    if rule.only_if is OnlyIf.ID_NUMBER:
        return "" if is_identity_number(found.group().replace("-", "")) else None
    groups = {name: said for name, said in found.groupdict().items() if said}
    statement = Statement(found.string, *found.span(), groups)
    if rule.only_if is OnlyIf.BELOW_FLOOR:
        return below_floor(statement, context.data, context.floor)
    return JUDGES[rule.only_if](statement, context.data)


def _upheld(
    rule: GuardRule,
    found: Iterable[re.Match[str]],
    unless: Sequence[_Asking],
    read: _Read,
    context: GuardContext,
) -> Iterator[_Match]:
    excused = _excuses(unless, read)
    for one in found:
        right = None if excused.cover(*one.span()) else _judged(rule, one, context)
        if right is not None:
            yield _Match(*one.span(), right)


def _outermost(matches: Iterable[_Match]) -> Iterator[_Match]:
    reached = 0
    for match in sorted(matches, key=lambda match: (match.start, -match.end)):
        if match.end > reached:
            reached = match.end
            yield match


def _excuses(unless: Sequence[_Asking], read: _Read) -> Spans:
    return Spans(
        found.span()
        for asked, regex in unless
        if asked & read.met == asked
        for found in regex.finditer(read.view.text)
    )


def _finding(rule: GuardRule, view: View, match: _Match) -> Finding:
    matched = view.text[match.start : match.end]
    better = next((wording for word, wording in rule.better.items() if word and word in matched), None)
    better = rule.better.get("", "") if better is None else better
    return Finding(
        rule=rule.name,
        excerpt=view.excerpt(match.start, match.end),
        reason=rule.reason,
        source=rule.source,
        severity=rule.severity,
        better="" if RIGHT in better and not match.right else better.replace(RIGHT, match.right),
    )
