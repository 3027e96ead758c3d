"""data/scripts/_joints.yml turned into joints, with every fault of its shape."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.core.joints import NO_JOINTS, Joints, Once, Patterns, Rewording
from bot.core.script_sources import Document, Fault, Reading, Source

ALLOWED = frozenset(
    {
        "longest",
        "comfortable",
        "links",
        "matters",
        "openings",
        "once",
        "asks",
        "closers",
        "holds",
        "softeners",
        "asides",
        "again",
        "names",
        "not_first",
        "other_order",
        "identities",
        "several",
        "covers",
        "contradictions",
    }
)
FILE = "the file"


def read_joints(source: Source) -> tuple[Joints, list[Fault]]:
    reading = Reading(source.path)
    if source.fault:
        reading.wrong(source.fault)
        return NO_JOINTS, reading.faults
    document = reading.mapping(source.document, FILE, ALLOWED, frozenset())
    joints = Joints(
        longest=_number(reading, document, "longest", NO_JOINTS.longest),
        comfortable=_number(reading, document, "comfortable", NO_JOINTS.comfortable),
        links=reading.texts(document, "links", FILE),
        matters=tuple(
            frozenset(_words(reading, "matters", one)) for one in _items(reading, document, "matters")
        ),
        openings=_patterns(reading, document, "openings"),
        asks=_patterns(reading, document, "asks"),
        closers=_patterns(reading, document, "closers"),
        holds=_patterns(reading, document, "holds"),
        softeners=reading.texts(document, "softeners", FILE),
        asides=_patterns(reading, document, "asides"),
    )
    again = replace(
        joints,
        once=MappingProxyType(_once(reading, document)),
        again=_rewordings(reading, document, "again"),
        names=MappingProxyType({k: str(v) for k, v in _mapping(reading, document, "names").items()}),
        not_first=_rewordings(reading, document, "not_first"),
        other_order=reading.text(document, "other_order", FILE),
        identities=frozenset(reading.texts(document, "identities", FILE)),
        several=frozenset(reading.texts(document, "several", FILE)),
        covers=MappingProxyType(_covers(reading, document)),
        contradictions=tuple(_pair(reading, one) for one in _items(reading, document, "contradictions")),
    )
    return again, reading.faults


def _number(reading: Reading, document: Document, key: str, default: int) -> int:
    value = document.get(key, default)
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    reading.wrong(f"{key} must be a whole number above 0, not {value!r}")
    return default


def _items(reading: Reading, document: Document, key: str) -> list[object]:
    return reading.items(document, key, FILE)


def _mapping(reading: Reading, document: Document, key: str) -> Document:
    value = document.get(key, {})
    if isinstance(value, Mapping):
        return value
    reading.wrong(f"{key} must be a mapping")
    return {}


def _words(reading: Reading, key: str, value: object) -> list[str]:
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return value
    reading.wrong(f"{key} holds {value!r}, which is no list of words")
    return []


def _pattern(reading: Reading, key: str, text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as fault:
        reading.wrong(f"{key} holds {text!r}, which is no regular expression: {fault}")
        return re.compile(r"(?!)")


def _patterns(reading: Reading, document: Document, key: str, where: str = "") -> Patterns:
    return tuple(
        _pattern(reading, f"{where}{key}", text) for text in reading.texts(document, key, where or FILE)
    )


def _once(reading: Reading, document: Document) -> dict[str, Once]:
    found = {}
    for name, value in _mapping(reading, document, "once").items():
        where = f"once: {name}"
        entry = reading.mapping(
            value, where, frozenset({"sign", "phrases", "in_a_talk"}), frozenset({"sign", "phrases"})
        )
        found[str(name)] = Once(
            sign=_pattern(reading, where, reading.text(entry, "sign", where)),
            phrases=_patterns(reading, entry, "phrases", f"{where}: "),
            in_a_talk=entry.get("in_a_talk") is True,
        )
    return found


def _rewordings(reading: Reading, document: Document, key: str) -> tuple[Rewording, ...]:
    keys = frozenset({"pattern", "into"})
    entries = [reading.mapping(one, key, keys, keys) for one in _items(reading, document, key)]
    return tuple(
        Rewording(
            _pattern(reading, key, reading.text(entry, "pattern", key)), reading.text(entry, "into", key)
        )
        for entry in entries
    )


def _covers(reading: Reading, document: Document) -> dict[str, frozenset[str]]:
    entries = _mapping(reading, document, "covers")
    return {str(intent): frozenset(_words(reading, "covers", others)) for intent, others in entries.items()}


def _pair(reading: Reading, value: object) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = _words(reading, "contradictions", value)
    if len(words) != 2:
        reading.wrong(f"contradictions holds {value!r}, which is no pair")
        words = ["(?!)", "(?!)"]
    return _pattern(reading, "contradictions", words[0]), _pattern(reading, "contradictions", words[1])
