"""Script files as they were read, and the faults that people are told of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

Document = Mapping[str, Any]
Word = TypeVar("Word", bound=Enum)


@dataclass(frozen=True, order=True)
class Fault:
    path: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}"


@dataclass(frozen=True)
class Source:
    """One file. `document` is its parsed content, None when it could not be parsed: `fault` says why."""

    path: str
    scene: str
    """The folder of a script; empty for the files beside the folders."""
    name: str
    """The file's name without its ending."""
    text: str
    document: object = None
    fault: str = ""


@dataclass(frozen=True)
class BookSources:
    """A whole book of scripts: the scripts, and the files that go with them."""

    scripts: tuple[Source, ...]
    facts: Source
    forbidden: Source
    unscripted: Source
    joints: Source
    register: Source


class Reading:
    """Reads one document and notes every fault instead of stopping at the first."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.faults: list[Fault] = []

    def wrong(self, sentence: str) -> None:
        self.faults.append(Fault(self.path, sentence))

    def mapping(
        self, document: object, where: str, allowed: frozenset[str], needed: frozenset[str]
    ) -> Document:
        """The document as a mapping with these keys; empty when it is something else."""
        if not isinstance(document, Mapping):
            self.wrong(f"{where} must be a mapping of {', '.join(sorted(allowed))}")
            return {}
        for key in document:
            if key not in allowed:
                hint = " (a text with a comma needs quotes)" if document[key] is None else ""
                self.wrong(f"{where} has an unknown key {key!r}{hint}")
        for key in sorted(needed - document.keys()):
            self.wrong(f"{where} lacks {key!r}")
        return document

    def items(self, document: Document, key: str, where: str) -> list[object]:
        value = document.get(key, [])
        if isinstance(value, list):
            return value
        self.wrong(f"{where}: {key} must be a list")
        return []

    def text(self, document: Document, key: str, where: str, default: str = "") -> str:
        value = document.get(key, default)
        if isinstance(value, str):
            return value.strip()
        self.wrong(f"{where}: {key} must be text, not {value!r}")
        return default

    def texts(self, document: Document, key: str, where: str) -> tuple[str, ...]:
        values = self.items(document, key, where)
        for value in values:
            if not isinstance(value, str):
                self.wrong(f"{where}: {key} holds {value!r}, which is no text")
        return tuple(value.strip() for value in values if isinstance(value, str))

    def word(self, document: Document, key: str, where: str, default: Word) -> Word:
        """One word of a closed list; the default when the key is absent or wrong."""
        value = document.get(key, default.value)
        try:
            return type(default)(value)
        except ValueError:
            words = ", ".join(word.value for word in type(default))
            self.wrong(f"{where}: {key} is one of {words}, not {value!r}")
            return default
