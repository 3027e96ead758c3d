"""The reply guard's rules as data/scripts/_forbidden.yml states them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from bot.core.guard_patterns import Pattern, compiled, expanded, fault_of
from bot.core.respelling import Respelling
from bot.core.script_sources import Document, Fault, Reading, Source
from bot.core.suggestions import Severity

NEEDED = frozenset({"rule", "severity", "reason", "source"})
ALLOWED = NEEDED | {"patterns", "unless", "reads", "action", "words", "only_if", "better", "also", "kinds"}
FILE = frozenset({"lists", "sounds", "written", "forbidden"})


class Reads(str, Enum):
    """Which view of the text the patterns are for (bot.core.disguises)."""

    PLAIN = "plain"
    SQUEEZED = "squeezed"
    DIALLED = "dialled"


class OnlyIf(str, Enum):
    """A test that a match must pass to be a finding; what needs more than a pattern.

    Those from `below_floor` on ask the data of the talk (bot.core.guard_judges).
    """

    ALWAYS = "always"
    ID_NUMBER = "id_number"  # the digits carry the check digit of an identity number
    ALONE = "alone"  # the text would be sent while nobody is at the desk
    PERSONAL = "personal"  # needs no pattern: this buyer's own phone or address, in full
    BELOW_FLOOR = "below_floor"
    OTHER_PRICE = "other_price"
    NOT_IN_CATALOGUE = "not_in_catalogue"
    OTHER_SIZE = "other_size"
    NOT_IN_STOCK = "not_in_stock"
    STILL_IN_STOCK = "still_in_stock"
    OTHER_STOCK = "other_stock"
    OTHER_TRANSIT = "other_transit"
    OTHER_DISPATCH = "other_dispatch"
    OTHER_COURIER = "other_courier"
    OTHER_NUMBER = "other_number"
    OTHER_PRODUCT = "other_product"
    RETURN_ALLOWED = "return_allowed"
    RETURN_OPEN = "return_open"
    RETURN_DENIED = "return_denied"
    INSURANCE_PAYS = "insurance_pays"
    BUYER_PAYS = "buyer_pays"


@dataclass(frozen=True)
class GuardRule:
    name: str
    severity: Severity
    reason: str
    source: str
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...] = ()
    """Contexts that excuse a match which lies inside of them."""
    reads: Reads = Reads.PLAIN
    action: str = ""
    """A claim of this action is fine once the system has recorded it."""
    also: Mapping[str, Pattern] = field(default_factory=lambda: MappingProxyType({}))
    """Another action on record -> the words that make a match a claim of that one."""
    kinds: Mapping[str, Pattern] = field(default_factory=lambda: MappingProxyType({}))
    """Kind of change -> the words by which a claim is of that one. Each that is claimed must be on record."""
    only_if: OnlyIf = OnlyIf.ALWAYS
    better: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Match -> a better wording; the empty key stands for every other match. {right} is what the data say."""


def read_guard_rules(source: Source) -> tuple[tuple[GuardRule, ...], list[Fault]]:
    reading = Reading(source.path)
    if source.fault:
        reading.wrong(source.fault)
        return (), reading.faults
    document = reading.mapping(source.document, "the file", FILE, frozenset({"forbidden"}))
    lists = _named(reading, document, "lists")
    entries = reading.items(document, "forbidden", "the file")
    rules = (_rule(reading, entry, f"entry {number}", lists) for number, entry in enumerate(entries, 1))
    return tuple(rules), reading.faults


def read_respelling(source: Source) -> tuple[Respelling, list[Fault]]:
    """Of the same file: which words hide behind their sound, and behind which other writings."""
    reading = Reading(source.path)
    document = source.document if isinstance(source.document, Mapping) else {}
    sounds = _named(reading, document, "sounds")
    for word, syllables in sounds.items():
        if len(word) != len(syllables.split()):
            reading.wrong(f"sounds: {word} has not one syllable for each character")
    written = {
        pattern: word
        for word, patterns in _named(reading, document, "written").items()
        for pattern in patterns.split(" ")
    }
    for pattern in written:
        fault = fault_of(pattern)
        if fault:
            reading.wrong(f"written: {pattern!r} {fault}")
    return (Respelling({}, {}) if reading.faults else Respelling(sounds, written)), reading.faults


def _named(reading: Reading, document: Document, key: str) -> dict[str, str]:
    entries = document.get(key, {})
    if not isinstance(entries, Mapping):
        reading.wrong(f"{key} must be a mapping of names to words")
        return {}
    return {str(name): str(words).strip() for name, words in entries.items()}


def _rule(reading: Reading, entry: object, where: str, lists: Mapping[str, str]) -> GuardRule:
    document = reading.mapping(entry, where, ALLOWED, NEEDED)
    name = reading.text(document, "rule", where)
    where = f"{where} ({name})"
    only_if = reading.word(document, "only_if", where, OnlyIf.ALWAYS)
    lists = {**lists, "words": reading.text(document, "words", where)}
    patterns = _patterns(reading, document, "patterns", where, lists)
    if not patterns and only_if is not OnlyIf.PERSONAL:
        reading.wrong(f"{where} has no patterns")
    return GuardRule(
        name=name,
        severity=reading.word(document, "severity", where, Severity.BLOCK),
        reason=reading.text(document, "reason", where),
        source=reading.text(document, "source", where),
        patterns=patterns,
        unless=_patterns(reading, document, "unless", where, lists),
        reads=reading.word(document, "reads", where, Reads.PLAIN),
        action=reading.text(document, "action", where),
        also=_worded(reading, document, "also", where),
        kinds=_worded(reading, document, "kinds", where),
        only_if=only_if,
        better=_better(document),
    )


def _worded(reading: Reading, document: Document, key: str, where: str) -> dict[str, Pattern]:
    """Actions, and by which words each is known."""
    worded = {}
    for action, words in _named(reading, document, key).items():
        fault = fault_of(words)
        if fault:
            reading.wrong(f"{where}: {key} holds {words!r}, which {fault}")
        else:
            worded[action] = compiled(words)
    return worded


def _better(document: Document) -> Mapping[str, str]:
    better = document.get("better", {})
    if isinstance(better, Mapping):
        return {str(match): str(wording) for match, wording in better.items()}
    return {"": str(better)}


def _patterns(
    reading: Reading, document: Document, key: str, where: str, lists: Mapping[str, str]
) -> tuple[Pattern, ...]:
    patterns = []
    for pattern in reading.texts(document, key, where):
        try:
            whole = expanded(pattern, lists)
        except KeyError as unknown:
            reading.wrong(f"{where}: {key} holds {pattern!r} with the unknown list {unknown}")
            continue
        fault = fault_of(whole)
        if fault:
            reading.wrong(f"{where}: {key} holds {pattern!r}, which {fault}")
        else:
            patterns.append(compiled(whole))
    return tuple(patterns)
