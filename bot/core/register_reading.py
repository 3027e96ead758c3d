"""data/scripts/_register.yml turned into the words of a register, with every fault of its shape."""

from __future__ import annotations

import re

from bot.core.register import NO_REGISTER_WORDS, RegisterWords
from bot.core.script_sources import Document, Fault, Reading, Source

ALLOWED = frozenset({"dear", "formal", "casual", "terse_up_to"})


def read_register_words(source: Source) -> tuple[RegisterWords, list[Fault]]:
    reading = Reading(source.path)
    if source.fault:
        reading.wrong(source.fault)
        return NO_REGISTER_WORDS, reading.faults
    document = reading.mapping(source.document, "the file", ALLOWED, frozenset())
    terse = document.get("terse_up_to", 0)
    if isinstance(terse, bool) or not isinstance(terse, int):
        reading.wrong(f"terse_up_to must be a whole number, not {terse!r}")
        terse = 0
    words = RegisterWords(
        dear=_pattern(reading, document, "dear"),
        formal=_pattern(reading, document, "formal"),
        casual=_pattern(reading, document, "casual"),
        terse_up_to=terse,
    )
    return words, reading.faults


def _pattern(reading: Reading, document: Document, key: str) -> re.Pattern[str]:
    text = reading.text(document, key, "the file", "(?!)")
    try:
        return re.compile(text)
    except re.error as fault:
        reading.wrong(f"{key} is no regular expression: {fault}")
        return re.compile("(?!)")
