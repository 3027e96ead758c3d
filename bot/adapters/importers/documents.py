"""JSON documents and JSON Lines, taken apart into entries that know the line they begin on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from bot.adapters.importers import signatures
from bot.core.imports import Rejected, UnreadableFile

LARGEST_DOCUMENT = 100_000_000
BETWEEN = re.compile(r"[\s,:]*")


class Entry(NamedTuple):
    line: int
    value: object


Entries = list[Entry | Rejected]


def load_entries(path: Path, expected: str, *keys: str) -> dict[str, Entries]:
    """The lists under `keys` of a document. A bare list, a lone object and JSON Lines go under the first key.

    Raises UnreadableFile when it is no JSON.
    """
    text = _text(path, expected)
    try:
        value = DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        entries = _json_lines(text)
        # A document with a mistake also has lines that are JSON by themselves, but not most of them.
        if 2 * sum(isinstance(entry, Entry) for entry in entries) < len(entries):
            mistake = f"found JSON with a mistake ({error})"
            raise UnreadableFile(f"{path.name}: expected {expected}, {mistake}") from None
        return {keys[0]: entries}
    if isinstance(value, list):
        return {keys[0]: _Walk(text).items()}
    if not isinstance(value, dict):
        raise UnreadableFile(f"{path.name}: expected {expected}, found a JSON {type(value).__name__}")
    for key in keys:
        if key in value and not isinstance(value[key], list):
            raise UnreadableFile(f"{path.name}: expected {expected}, found {key!r} that is no list")
    return (
        _Walk(text).lists(keys) if value.keys() & set(keys) else {keys[0]: [Entry(_Walk(text).line, value)]}
    )


def _text(path: Path, expected: str) -> str:
    head = signatures.head_of(path, expected)
    found = signatures.foreign_content(head)
    if found or signatures.is_zip(head):
        raise UnreadableFile(f"{path.name}: expected {expected}, found {found or 'a zip archive'}")
    if path.stat().st_size > LARGEST_DOCUMENT:
        raise UnreadableFile(f"{path.name} is larger than {LARGEST_DOCUMENT // 1_000_000} MB; split it")
    content = path.read_bytes()
    for encoding in (json.detect_encoding(content), "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(f"{path.name}: expected {expected}, found text that is neither UTF-8 nor GB18030")


def _json_lines(text: str) -> Entries:
    return [_line_entry(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def _line_entry(number: int, line: str) -> Entry | Rejected:
    try:
        value = DECODER.decode(line)
    except (ValueError, RecursionError) as error:
        return Rejected(number, f"the line is not JSON: {error}")
    if not isinstance(value, dict):
        return Rejected(number, "the line holds no object")
    return Entry(number, value)


class _Walk:
    """Walks through text that is known to be valid JSON, keeping count of lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = self._next_token(0)
        self.line = 1 + text.count("\n", 0, self.at)

    def _next_token(self, position: int) -> int:
        match = BETWEEN.match(self.text, position)
        return match.end() if match else position

    def _move_to(self, position: int) -> None:
        position = self._next_token(position)
        self.line += self.text.count("\n", self.at, position)
        self.at = position

    def items(self) -> Entries:
        """The items of the list that begins here."""
        entries: Entries = []
        self._move_to(self.at + 1)
        while self.text[self.at] != "]":
            line = self.line
            entries.append(Entry(line, self._value()))
        self._move_to(self.at + 1)
        return entries

    def lists(self, keys: Iterable[str]) -> dict[str, Entries]:
        """The lists under some keys of the object that begins here."""
        found: dict[str, Entries] = {}
        self._move_to(self.at + 1)
        while self.text[self.at] != "}":
            key = str(self._value())
            if key in keys:
                found[key] = self.items()
            else:
                self._value()
        return found

    def _value(self) -> object:
        value, end = DECODER.raw_decode(self.text, self.at)
        self._move_to(end)
        return value


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except InvalidOperation:
        raise ValueError(f"{digits[:20]} is no plausible number") from None


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no number")


DECODER = json.JSONDecoder(parse_float=_decimal, parse_constant=_no_constant)
