"""The reply guard's rules as data/scripts/_forbidden.yml states them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from bot.core.script_sources import Document, Fault, Reading, Source
from bot.core.suggestions import Severity

NEEDED = frozenset({"rule", "severity", "reason", "source"})
ALLOWED = NEEDED | {"patterns", "unless", "reads", "action", "only_if", "better"}


class Reads(str, Enum):
    """Which view of the text the patterns are for (bot.core.disguises)."""

    PLAIN = "plain"
    SQUEEZED = "squeezed"


class OnlyIf(str, Enum):
    """A test that a match must pass to be a finding; what needs more than a pattern."""

    ALWAYS = "always"
    BELOW_FLOOR = "below_floor"  # the group `yuan` is less than the product's floor
    ID_NUMBER = "id_number"  # the digits carry the check digit of an identity number
    ALONE = "alone"  # the text would be sent while nobody is at the desk
    PERSONAL = "personal"  # needs no pattern: this buyer's own phone or address, in full


@dataclass(frozen=True)
class GuardRule:
    name: str
    severity: Severity
    reason: str
    source: str
    patterns: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...] = ()
    """Contexts that excuse a match which lies inside of them."""
    reads: Reads = Reads.PLAIN
    action: str = ""
    """A claim of this action is fine once the system has recorded it."""
    only_if: OnlyIf = OnlyIf.ALWAYS
    better: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Match -> a better wording; the empty key stands for every other match."""


def read_guard_rules(source: Source) -> tuple[tuple[GuardRule, ...], list[Fault]]:
    reading = Reading(source.path)
    if source.fault:
        reading.wrong(source.fault)
        return (), reading.faults
    document = reading.mapping(
        source.document, "the file", frozenset({"forbidden"}), frozenset({"forbidden"})
    )
    entries = reading.items(document, "forbidden", "the file")
    return tuple(_rule(reading, entry, f"entry {n}") for n, entry in enumerate(entries, 1)), reading.faults


def _rule(reading: Reading, entry: object, where: str) -> GuardRule:
    document = reading.mapping(entry, where, ALLOWED, NEEDED)
    name = reading.text(document, "rule", where)
    where = f"{where} ({name})"
    only_if = reading.word(document, "only_if", where, OnlyIf.ALWAYS)
    patterns = _patterns(reading, document, "patterns", where)
    if not patterns and only_if is not OnlyIf.PERSONAL:
        reading.wrong(f"{where} has no patterns")
    return GuardRule(
        name=name,
        severity=reading.word(document, "severity", where, Severity.BLOCK),
        reason=reading.text(document, "reason", where),
        source=reading.text(document, "source", where),
        patterns=patterns,
        unless=_patterns(reading, document, "unless", where),
        reads=reading.word(document, "reads", where, Reads.PLAIN),
        action=reading.text(document, "action", where),
        only_if=only_if,
        better=_better(document),
    )


def _better(document: Document) -> Mapping[str, str]:
    better = document.get("better", {})
    if isinstance(better, Mapping):
        return {str(match): str(wording) for match, wording in better.items()}
    return {"": str(better)}


def _patterns(reading: Reading, document: Document, key: str, where: str) -> tuple[re.Pattern[str], ...]:
    compiled = []
    for pattern in reading.texts(document, key, where):
        try:
            compiled.append(re.compile(pattern))
        except re.error as fault:
            reading.wrong(f"{where}: {key} holds {pattern!r}, which is no regular expression: {fault}")
    return tuple(compiled)
