"""A second reading of a reply, learned from judged replies: it doubts what the rules let pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bot.core.disguises import View
from bot.core.script_sources import Document, Fault, Reading, Source
from bot.core.suggestions import Finding, Severity

CHANCES = ("doubt_from", "block_from", "soft_below", "drop_below")
FILE = frozenset({*CHANCES, "kinds"})
NEEDED = frozenset({"reason", "source"})
ALLOWED = NEEDED | {"better", "rules", "wording", "recorded"}
GOOD = "good"
"""What a reply without a fault is called beside the kinds of faults."""
DOUBT = "judged_like_"


def is_doubt(rule: str) -> bool:
    """Whether a finding's rule is no rule but the second reading."""
    return rule.startswith(DOUBT)


@dataclass(frozen=True)
class Doubt:
    """The worst part of a text: how likely a supervisor stops it, and for what kind of fault."""

    kind: str
    chance: float
    start: int
    end: int


@dataclass(frozen=True)
class Kind:
    reason: str
    source: str
    better: str = ""
    rules: frozenset[str] = frozenset()
    """Rules of the guard whose findings are of this kind: a judged reply may name either."""
    wording: bool = True
    """Its rules go by words alone, which may be meant otherwise; a phone number is one."""
    recorded: bool = False
    """Claims that something was done: fine once an action is on record for the order."""


@dataclass(frozen=True)
class Kinds:
    named: Mapping[str, Kind]
    doubt_from: float
    """Chance from which a doubt is told."""
    block_from: float
    """Chance from which it blocks, as a rule does."""
    soft_below: float
    """Chance below which a block by a rule of wording is a warning."""
    drop_below: float
    """Chance below which it is nothing."""

    @cached_property
    def softened(self) -> frozenset[str]:
        """The rules of wording."""
        return frozenset().union(*(kind.rules for kind in self.named.values() if kind.wording))

    def of(self, rule: str) -> str | None:
        """The kind of a judged reply; None for a name that nobody knows."""
        if not rule:
            return GOOD
        if rule in self.named:
            return rule
        return next((name for name, kind in self.named.items() if rule in kind.rules), None)


@dataclass(frozen=True, eq=False)
class SecondReading:
    kinds: Kinds
    doubt: Callable[[str], Doubt]

    def __call__(
        self,
        view: View,
        published: Callable[[], Iterable[tuple[int, int]]],
        found: Iterable[Finding],
        *,
        recorded: bool,
    ) -> tuple[Finding, ...]:
        """What the rules found, weighed; where they found nothing, the doubt about the text, if there is one.

        `published`: looks for what the shop itself tells everybody. `recorded`: something was done.
        """
        found = tuple(found)
        if found:
            left = _without(view.text, published())
            return tuple(self._weighed(found, self.doubt(left))) if left.strip() else found
        doubt = self._lasting(view.text, published)
        if doubt is None or (recorded and self.kinds.named[doubt.kind].recorded):
            return ()
        severity = Severity.BLOCK if doubt.chance >= self.kinds.block_from else Severity.WARN
        return (_finding(self.kinds.named[doubt.kind], doubt, view, severity),)

    def _lasting(self, text: str, published: Callable[[], Iterable[tuple[int, int]]]) -> Doubt | None:
        """A doubt that lasts with what the shop publishes and without: scraps around it may read badly."""
        if not text.strip():
            return None
        doubts = [self.doubt(text)]
        if doubts[0].chance >= self.kinds.doubt_from and (places := tuple(published())):
            left = _without(text, places)
            if not left.strip():
                return None
            doubts.append(self.doubt(left))
        smallest = min(doubts, key=lambda doubt: doubt.chance)
        return smallest if smallest.chance >= self.kinds.doubt_from else None

    def _weighed(self, found: Iterable[Finding], doubt: Doubt) -> Iterator[Finding]:
        """A rule of wording alone is mistaken more often than a text is bad that reads like good ones."""
        for finding in found:
            if finding.rule not in self.kinds.softened or doubt.chance >= self.kinds.soft_below:
                yield finding
            elif doubt.chance >= self.kinds.drop_below:
                yield replace(finding, severity=Severity.WARN)


def _finding(kind: Kind, doubt: Doubt, view: View, severity: Severity) -> Finding:
    return Finding(
        rule=DOUBT + doubt.kind,
        excerpt=view.excerpt(doubt.start, doubt.end),
        reason=kind.reason,
        source=kind.source,
        severity=severity,
        better=kind.better,
    )


def _without(text: str, places: Iterable[tuple[int, int]]) -> str:
    """Of the same length: what was found in it stands where it stood."""
    for start, end in places:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def read_kinds(source: Source) -> tuple[Kinds, list[Fault]]:
    reading = Reading(source.path)
    if source.fault:
        reading.wrong(source.fault)
    document = reading.mapping({} if source.fault else source.document, "the file", FILE, FILE)
    kinds = document.get("kinds")
    if not isinstance(kinds, Mapping) or not kinds:
        reading.wrong("kinds must be a mapping of names to kinds of faults")
        kinds = {}
    named = {str(name): _kind(reading, entry, str(name)) for name, entry in kinds.items()}
    chances = (_chance(reading, document, key) for key in CHANCES)
    return Kinds(named, *chances), reading.faults


def _chance(reading: Reading, document: Document, key: str) -> float:
    chance = document.get(key)
    if isinstance(chance, float) and 0 < chance < 1:
        return chance
    reading.wrong(f"{key} is a chance between 0 and 1, not {chance!r}")
    return 0.5


def _kind(reading: Reading, entry: object, name: str) -> Kind:
    document = reading.mapping(entry, name, ALLOWED, NEEDED)
    return Kind(
        reason=reading.text(document, "reason", name),
        source=reading.text(document, "source", name),
        better=reading.text(document, "better", name),
        rules=frozenset(reading.texts(document, "rules", name)),
        wording=bool(document.get("wording", True)),
        recorded=bool(document.get("recorded", False)),
    )
