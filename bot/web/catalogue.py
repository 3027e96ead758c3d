"""The console's words in another language, from a gettext catalogue (.po)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from babel.messages.pofile import read_po


class Said(NamedTuple):
    one: str
    many: str
    """The same as `one`, unless the entry has a plural."""

    @property
    def has_plural(self) -> bool:
        return self.one != self.many


class Words(Protocol):
    def said(self, segment: str, place: str) -> Said | None: ...


class Key(NamedTuple):
    segment: str
    place: str
    """A template's name, for a segment that is said otherwise there; empty: everywhere."""


class Catalogue:
    def __init__(self, entries: Mapping[Key, Said]) -> None:
        self.entries = entries

    def said(self, segment: str, place: str) -> Said | None:
        """None where the catalogue has no such entry: the segment is shown as it is."""
        return self.entries.get(Key(segment, place)) or self.entries.get(Key(segment, ""))

    def term(self, word: str) -> str:
        """What the desk calls a word of the data: an intent, a column. Itself where it is the shop's own."""
        found = self.entries.get(Key(word, TERM))
        return found.one if found else word


TERM = "term"
"""Place of words that come from data and code, not from a template."""


def load_catalogue(path: Path) -> Catalogue:
    with path.open("rb") as file:
        return Catalogue(dict(_entries(file)))


def _entries(file: object) -> Iterator[tuple[Key, Said]]:
    for message in read_po(file, abort_invalid=True):  # type: ignore[arg-type]
        if not message.id:
            continue
        ids, strings = _both(message.id), _both(message.string)
        if all(strings):
            yield Key(ids[0], message.context or ""), Said(*strings)


def _both(text: object) -> tuple[str, str]:
    """An entry without a plural has one text for both."""
    if isinstance(text, (tuple, list)):
        return str(text[0]), str(text[-1])
    return str(text or ""), str(text or "")
